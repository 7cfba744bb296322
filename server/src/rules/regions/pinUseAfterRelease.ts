import type { RelatedPlace } from "../../base/finding";
import type { Site } from "../../base/span";
import type { UseAfterEnd } from "../../flow/regions/regionEvent";
import { usesAfterEnd } from "../helpers/regionUses";
import type { FunctionRule } from "../rule";

export const pinUseAfterRelease: FunctionRule = {
  id: "pin-use-after-release",
  pack: "regions",
  scope: "function",
  severity: "error",
  stage: "preview",
  since: "0.1.0",
  title: "A syscache tuple, a scan tuple or a relation is used after its release",
  sources: [
    "src/backend/utils/cache/syscache.c, ReleaseSysCache; src/backend/utils/cache/catcache.c, ReleaseCatCache, REL_15_STABLE",
    'src/backend/access/index/genam.c, systable_getnext ("valid until the next call"), systable_endscan, REL_15_STABLE',
    "src/backend/access/common/relation.c, relation_close; src/backend/utils/cache/relcache.c, REL_15_STABLE",
  ],
  why: "A tuple of the system cache is only counted as used until `ReleaseSysCache`: an invalidation may free it at any time after that. What `GETSTRUCT` and `NameStr` give points into the tuple and goes with it. A tuple of a scan lies in a page of the buffer pool that is pinned until the next tuple is fetched or the scan ends; afterwards others may write over it. A relation that was closed may be rebuilt or thrown away with the next invalidation. It mostly works, and fails under load.",
  fix: "Release after the last use, or copy what is needed before: `pstrdup(NameStr(form->relname))`, `heap_copytuple(tuple)`, `RelationGetRelid(rel)` into a variable.",
  limits:
    "A pointer into a tuple that was stored in a struct or handed to another function is not followed beyond what that function is known to do.",
  examples: [
    {
      title: "The fields of a tuple after ReleaseSysCache",
      bad: `#include "postgres.h"
#include "access/htup_details.h"
#include "catalog/pg_class.h"
#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/syscache.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(relation_name);

Datum
relation_name(PG_FUNCTION_ARGS)
{
	HeapTuple	tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(PG_GETARG_OID(0)));
	Form_pg_class form;

	if (!HeapTupleIsValid(tuple))
		PG_RETURN_NULL();
	form = (Form_pg_class) GETSTRUCT(tuple);
	ReleaseSysCache(tuple);
	PG_RETURN_TEXT_P(cstring_to_text(NameStr(form->relname)));
	//                               ^^^^^^^^^^^^^^^^^^^^^^ ReleaseSysCache
}
`,
      good: `#include "postgres.h"
#include "access/htup_details.h"
#include "catalog/pg_class.h"
#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/syscache.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(relation_name);

Datum
relation_name(PG_FUNCTION_ARGS)
{
	HeapTuple	tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(PG_GETARG_OID(0)));
	Form_pg_class form;
	text	   *name;

	if (!HeapTupleIsValid(tuple))
		PG_RETURN_NULL();
	form = (Form_pg_class) GETSTRUCT(tuple);
	name = cstring_to_text(NameStr(form->relname));
	ReleaseSysCache(tuple);
	PG_RETURN_TEXT_P(name);
}
`,
    },
    {
      title: "A tuple after the scan has ended",
      bad: `#include "postgres.h"
#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/pg_namespace.h"
#include "fmgr.h"
#include "utils/builtins.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(first_schema);

Datum
first_schema(PG_FUNCTION_ARGS)
{
	Relation	rel = table_open(NamespaceRelationId, AccessShareLock);
	SysScanDesc scan = systable_beginscan(rel, InvalidOid, false, NULL, 0, NULL);
	HeapTuple	tuple = systable_getnext(scan);
	Form_pg_namespace form;

	systable_endscan(scan);
	table_close(rel, AccessShareLock);
	form = (Form_pg_namespace) GETSTRUCT(tuple);
	//                                   ^^^^^ systable_endscan
	PG_RETURN_TEXT_P(cstring_to_text(NameStr(form->nspname)));
}
`,
      good: `#include "postgres.h"
#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/pg_namespace.h"
#include "fmgr.h"
#include "utils/builtins.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(first_schema);

Datum
first_schema(PG_FUNCTION_ARGS)
{
	Relation	rel = table_open(NamespaceRelationId, AccessShareLock);
	SysScanDesc scan = systable_beginscan(rel, InvalidOid, false, NULL, 0, NULL);
	HeapTuple	tuple = systable_getnext(scan);
	Form_pg_namespace form = (Form_pg_namespace) GETSTRUCT(tuple);
	text	   *name = cstring_to_text(NameStr(form->nspname));

	systable_endscan(scan);
	table_close(rel, AccessShareLock);
	PG_RETURN_TEXT_P(name);
}
`,
      proof: {
        script: `CREATE FUNCTION first_schema() RETURNS text AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE;`,
        run: `SELECT length(first_schema()) > 0;`,
        bad: "the server crashes",
        good: "t",
      },
    },
  ],
  check(view, report) {
    for (const { main, others } of usesAfterEnd(view.regions, ["release"])) {
      const { value, end, site } = main;
      report({
        at: site,
        message: `\`${value.text}\` is ${used(main)} after ${end.callee} has released it`,
        related: [
          ...place(
            value.allocatedAt,
            `taken here${value.allocator === undefined ? "" : ` by ${value.allocator}`}`,
          ),
          ...place(end.at, `released here by ${end.callee}`),
          ...place(end.insideAt, `inside ${end.callee}, here`),
          ...place(site, `${used(main)} here`),
          ...others.flatMap((use) => place(use.site, `${used(use)} here as well`)),
        ],
      });
    }
  },
};

function place(site: Site | undefined, message: string): readonly RelatedPlace[] {
  return site ? [{ site, message }] : [];
}

function used({ use, passedTo }: UseAfterEnd): string {
  switch (use) {
    case "dereferenced":
      return "read";
    case "passed":
      return passedTo === undefined ? "passed on" : `given to ${passedTo}`;
    case "returned":
      return "returned";
    case "handedOut":
      return "handed out";
    case "freed":
      return "freed";
  }
}
