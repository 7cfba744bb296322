import type { KindParts } from "./newExtension";

/** One function: the smallest extension in C that does something. */
export const plainKind: KindParts = {
  summary: `@name@: an extension in C`,
  c: `/*
 * @name@.c: the SQL function of the extension.
 */
#include "postgres.h"

#include "fmgr.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(@name@_add_one);

Datum
@name@_add_one(PG_FUNCTION_ARGS)
{
	int32		number = PG_GETARG_INT32(0);

	if (number == PG_INT32_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("integer out of range")));
	PG_RETURN_INT32(number + 1);
}
`,
  script: `CREATE FUNCTION @name@_add_one(integer)
    RETURNS integer
    AS 'MODULE_PATHNAME', '@name@_add_one'
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
`,
  test: `CREATE EXTENSION @name@;
SELECT @name@_add_one(41) AS answer;
SELECT @name@_add_one(2147483647);
`,
  expected: `CREATE EXTENSION @name@;
SELECT @name@_add_one(41) AS answer;
 answer 
--------
     42
(1 row)

SELECT @name@_add_one(2147483647);
ERROR:  integer out of range
`,
};
