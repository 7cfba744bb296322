import { learnMacros } from "../../../server/src/syntax/c/learnMacros";
import { readC } from "../../../server/src/syntax/c/readC";
import type { CSource, ReadCOptions } from "../../../server/src/syntax/c/source";

/** Reads C as a workspace of one file: its own macros are learned. */
export function readAlone(text: string, options: Partial<ReadCOptions> = {}): CSource {
  const complete = {
    pgMajor: 17,
    defines: new Map<string, string>(),
    knowledge: learnMacros([]),
    ...options,
  };
  if (options.knowledge !== undefined) return readC(text, complete);
  return readC(text, { ...complete, knowledge: learnMacros(readC(text, complete).macros) });
}

/** A file with most of what extensions do that is no plain C. Parses without holes. */
export const extensionText = `/* an extension */
#include "postgres.h"
#include "fmgr.h"
#ifdef __cplusplus
extern "C" {
#endif

PG_MODULE_MAGIC;

#define EACH(x, l) for ((x) = (l); (x); (x) = (x)->next)
#define EXPORT __attribute__((visibility("default")))
#define MAKE_GETTER(t) Datum t##_get(PG_FUNCTION_ARGS) { PG_RETURN_INT32(1); }

typedef struct Shared
{
	LWLock	   *lock;
	int			counts[4];
} Shared;

static Shared *shared = NULL;
static const char *const names[] = {"a", "b"};

MAKE_GETTER(one)
MAKE_GETTER(two)

PG_FUNCTION_INFO_V1(add);
PGDLLEXPORT void main_loop(Datum arg) pg_attribute_noreturn();

EXPORT Datum
add(PG_FUNCTION_ARGS)
{
	ListCell   *lc;
	List	   *l = NIL;

	foreach(lc, l)
	{
		if (lfirst(lc) == NULL)
			elog(ERROR, "bad " INT64_FORMAT, (int64) 1);
	}
	EACH(lc, l)
		shared->counts[0]++;
	PG_TRY();
	{
		shared = (Shared *) palloc_array(Shared *, 3);
	}
	PG_CATCH();
	{
		PG_RE_THROW();
	}
	PG_END_TRY();
#if PG_VERSION_NUM >= 180000
	if (newer()) {
#else
	if (older()) {
#endif
		PG_RETURN_NULL();
	}
	PG_RETURN_INT32(PG_GETARG_INT32(0));
}

static int
old_style(a, b)
	int			a;
	char	   *b;
{
	return a;
}

void
main_loop(Datum arg)
{
	for (;;)
		ereport(LOG, (errmsg("%s", names[0])));
}
`;
