import type { KindParts } from "./newExtension";

const source = `/*
 * @name@.c: SQL functions.
 *
 *   @name@_repeat(text, integer)    text
 *   @name@_words(text)              set of text
 *   @name@_range(float8)            aggregate
 */
#include "postgres.h"

#include "fmgr.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(@name@_repeat);

/* The text, a number of times, with blanks in between. */
Datum
@name@_repeat(PG_FUNCTION_ARGS)
{
	char	   *word = text_to_cstring(PG_GETARG_TEXT_PP(0));
	int32		times = PG_GETARG_INT32(1);
	StringInfoData result;

	if (times < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cannot repeat %d times", times)));

	initStringInfo(&result);
	for (int32 i = 0; i < times; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (i > 0)
			appendStringInfoChar(&result, ' ');
		appendStringInfoString(&result, word);
	}
	PG_RETURN_TEXT_P(cstring_to_text_with_len(result.data, result.len));
}

PG_FUNCTION_INFO_V1(@name@_words);

/* The words of a text, one per call. */
Datum
@name@_words(PG_FUNCTION_ARGS)
{
	FuncCallContext *funcctx;
	char	   *rest;
	int			length;

	if (SRF_IS_FIRSTCALL())
	{
		MemoryContext oldcontext;

		funcctx = SRF_FIRSTCALL_INIT();
		/* What is needed until the last row must not die with the first. */
		oldcontext = MemoryContextSwitchTo(funcctx->multi_call_memory_ctx);
		funcctx->user_fctx = text_to_cstring(PG_GETARG_TEXT_PP(0));
		MemoryContextSwitchTo(oldcontext);
	}

	funcctx = SRF_PERCALL_SETUP();
	rest = (char *) funcctx->user_fctx;
	rest += strspn(rest, " ");
	length = (int) strcspn(rest, " ");
	if (length > 0)
	{
		funcctx->user_fctx = rest + length;
		SRF_RETURN_NEXT(funcctx, PointerGetDatum(cstring_to_text_with_len(rest, length)));
	}
	SRF_RETURN_DONE(funcctx);
}

/* State of the aggregate. */
typedef struct Range
{
	float8		least;
	float8		greatest;
} Range;

PG_FUNCTION_INFO_V1(@name@_range_accum);

Datum
@name@_range_accum(PG_FUNCTION_ARGS)
{
	MemoryContext aggcontext;
	Range	   *range = PG_ARGISNULL(0) ? NULL : (Range *) PG_GETARG_POINTER(0);
	float8		value;

	if (!AggCheckCallContext(fcinfo, &aggcontext))
		elog(ERROR, "@name@_range_accum called in non-aggregate context");
	if (PG_ARGISNULL(1))
	{
		if (range == NULL)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(range);
	}

	value = PG_GETARG_FLOAT8(1);
	if (range == NULL)
	{
		range = MemoryContextAlloc(aggcontext, sizeof(Range));
		range->least = range->greatest = value;
	}
	range->least = Min(range->least, value);
	range->greatest = Max(range->greatest, value);
	PG_RETURN_POINTER(range);
}

PG_FUNCTION_INFO_V1(@name@_range_final);

Datum
@name@_range_final(PG_FUNCTION_ARGS)
{
	Range	   *range = PG_ARGISNULL(0) ? NULL : (Range *) PG_GETARG_POINTER(0);

	if (range == NULL)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(range->greatest - range->least);
}
`;

const script = `CREATE FUNCTION @name@_repeat(word text, times integer)
    RETURNS text
    AS 'MODULE_PATHNAME', '@name@_repeat'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION @name@_words(sentence text)
    RETURNS SETOF text
    AS 'MODULE_PATHNAME', '@name@_words'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION @name@_range_accum(internal, double precision)
    RETURNS internal
    AS 'MODULE_PATHNAME', '@name@_range_accum'
    LANGUAGE C IMMUTABLE;

CREATE FUNCTION @name@_range_final(internal)
    RETURNS double precision
    AS 'MODULE_PATHNAME', '@name@_range_final'
    LANGUAGE C IMMUTABLE;

CREATE AGGREGATE @name@_range(double precision) (
    SFUNC = @name@_range_accum,
    STYPE = internal,
    FINALFUNC = @name@_range_final
);
`;

const test = `CREATE EXTENSION @name@;
SELECT @name@_repeat('ha', 3) AS laugh;
SELECT @name@_repeat('ha', -1);
SELECT @name@_words('one two  three') AS word;
SELECT @name@_range(x) AS range FROM (VALUES (1), (5), (NULL), (3)) AS v(x);
SELECT @name@_range(x) IS NULL AS nothing FROM (VALUES (NULL::float8)) AS v(x);
`;

const expected = `CREATE EXTENSION @name@;
SELECT @name@_repeat('ha', 3) AS laugh;
  laugh   
----------
 ha ha ha
(1 row)

SELECT @name@_repeat('ha', -1);
ERROR:  cannot repeat -1 times
SELECT @name@_words('one two  three') AS word;
 word  
-------
 one
 two
 three
(3 rows)

SELECT @name@_range(x) AS range FROM (VALUES (1), (5), (NULL), (3)) AS v(x);
 range 
-------
     4
(1 row)

SELECT @name@_range(x) IS NULL AS nothing FROM (VALUES (NULL::float8)) AS v(x);
 nothing 
---------
 t
(1 row)

`;

/** The usual kinds of functions, one of each. */
export const functionsKind: KindParts = {
  summary: `@name@: SQL functions in C`,
  c: source,
  script,
  test,
  expected,
};
