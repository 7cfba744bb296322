import type { KindParts } from "./newExtension";

const source = `/*
 * @name@.c: counts the queries that a session has run, with a hook of the
 * executor. For all sessions from their start, name the library in
 * session_preload_libraries or shared_preload_libraries.
 */
#include "postgres.h"

#include "executor/executor.h"
#include "fmgr.h"
#include "utils/guc.h"

PG_MODULE_MAGIC;

static bool @name@_enabled = true;
static int64 queries = 0;

static ExecutorEnd_hook_type prev_ExecutorEnd = NULL;

/* Another extension may have set the hook before us: it is called in turn. */
static void
@name@_ExecutorEnd(QueryDesc *queryDesc)
{
	if (@name@_enabled)
		queries++;

	if (prev_ExecutorEnd)
		prev_ExecutorEnd(queryDesc);
	else
		standard_ExecutorEnd(queryDesc);
}

PGDLLEXPORT void _PG_init(void);

void
_PG_init(void)
{
	DefineCustomBoolVariable("@name@.enabled",
							 "Counts the queries of this session.",
							 NULL,
							 &@name@_enabled,
							 true,
							 PGC_USERSET,
							 0,
							 NULL, NULL, NULL);
#if PG_VERSION_NUM >= 150000
	MarkGUCPrefixReserved("@name@");
#else
	EmitWarningsOnPlaceholders("@name@");
#endif

	prev_ExecutorEnd = ExecutorEnd_hook;
	ExecutorEnd_hook = @name@_ExecutorEnd;
}

PG_FUNCTION_INFO_V1(@name@_queries);

Datum
@name@_queries(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(queries);
}
`;

/** An executor hook that counts, with a setting that switches it and a function that shows the count. */
export const hookKind: KindParts = {
  summary: `@name@: counts the queries of a session with a hook`,
  c: source,
  script: `CREATE FUNCTION @name@_queries()
    RETURNS bigint
    AS 'MODULE_PATHNAME', '@name@_queries'
    LANGUAGE C VOLATILE;

COMMENT ON FUNCTION @name@_queries() IS 'queries of this session that have ended while @name@.enabled was on';
`,
  test: `CREATE EXTENSION @name@;
LOAD '@name@';
SELECT @name@_queries() AS before \\gset
SELECT 1 AS one;
SELECT @name@_queries() - :before AS counted;
SET @name@.enabled = off;
SELECT @name@_queries() AS before \\gset
SELECT 1 AS one;
SELECT @name@_queries() - :before AS counted;
`,
  expected: `CREATE EXTENSION @name@;
LOAD '@name@';
SELECT @name@_queries() AS before \\gset
SELECT 1 AS one;
 one 
-----
   1
(1 row)

SELECT @name@_queries() - :before AS counted;
 counted 
---------
       2
(1 row)

SET @name@.enabled = off;
SELECT @name@_queries() AS before \\gset
SELECT 1 AS one;
 one 
-----
   1
(1 row)

SELECT @name@_queries() - :before AS counted;
 counted 
---------
       0
(1 row)

`,
};
