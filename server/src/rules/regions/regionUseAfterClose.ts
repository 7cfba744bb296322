import type { UseAfterEnd } from "../../flow/regions/regionEvent";
import { allocateForCallerFix } from "../helpers/regionAllocateIn";
import { goneText, useText } from "../helpers/regionGone";
import { moveCloseFix } from "../helpers/regionMoveClose";
import { regionStory } from "../helpers/regionStory";
import { usesAfterEnd } from "../helpers/regionUses";
import type { FunctionRule } from "../rule";

export const regionUseAfterClose: FunctionRule = {
  id: "region-use-after-close",
  pack: "regions",
  scope: "function",
  severity: "error",
  stage: "preview",
  since: "0.1.0",
  title: "Memory is used after its region was closed",
  sources: [
    "src/backend/executor/spi.c, SPI_connect_ext and SPI_finish, REL_15_STABLE: the procedure context is created by the one and deleted by the other",
    "src/backend/utils/mmgr/mcxt.c, MemoryContextDelete, MemoryContextReset, REL_15_STABLE",
    "https://www.postgresql.org/docs/15/spi-memory.html",
  ],
  why: "`SPI_finish` deletes everything that was allocated since `SPI_connect`: strings of `SPI_getvalue`, rows of `SPI_tuptable`, and whatever `palloc` gave. `MemoryContextDelete` and `MemoryContextReset` do the same for their context. The pointer still looks right afterwards, and in a quiet session the bytes are often still there. Under load they belong to somebody else: the query returns another value, or the backend crashes and takes every session of the cluster with it.",
  fix: "Close the region after the last use. Or let the value live longer: allocate it with `SPI_palloc`, or copy it into the context that was current before, with `MemoryContextSwitchTo` or `MemoryContextStrdup`, before the region is closed.",
  limits:
    "Only what is certain is reported: on every path to the use, or on every path through one branch, the region is closed. Memory behind more than one pointer, in arrays, and memory that unknown functions hand out is not followed. Comparing a pointer with another or with NULL is no use.",
  examples: [
    {
      title: "A column's text is printed after SPI_finish",
      bad: `#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(greet);

Datum
greet(PG_FUNCTION_ARGS)
{
	char	   *name;

	SPI_connect();
	SPI_execute("SELECT current_user", true, 1);
	name = SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);
	SPI_finish();
	elog(NOTICE, "hello %s", name);
	//                       ^^^^ after SPI_finish closed
	PG_RETURN_VOID();
}
`,
      good: `#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(greet);

Datum
greet(PG_FUNCTION_ARGS)
{
	char	   *name;

	SPI_connect();
	SPI_execute("SELECT current_user", true, 1);
	name = SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);
	elog(NOTICE, "hello %s", name);
	SPI_finish();
	PG_RETURN_VOID();
}
`,
      fixGivesGood: true,
    },
    {
      title: "A letter of a text that is gone",
      bad: `#include "postgres.h"
#include "executor/spi.h"
#include "fmgr.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(user_initial);

Datum
user_initial(PG_FUNCTION_ARGS)
{
	char	   *name;
	int32		initial;

	SPI_connect();
	SPI_execute("SELECT 'postgres'::text", true, 1);
	name = SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);
	SPI_finish();
	initial = name[0];
	//        ^^^^^^^ after SPI_finish closed
	PG_RETURN_INT32(initial);
}
`,
      good: `#include "postgres.h"
#include "executor/spi.h"
#include "fmgr.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(user_initial);

Datum
user_initial(PG_FUNCTION_ARGS)
{
	char	   *name;
	int32		initial;

	SPI_connect();
	SPI_execute("SELECT 'postgres'::text", true, 1);
	name = SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);
	initial = name[0];
	SPI_finish();
	PG_RETURN_INT32(initial);
}
`,
      fixGivesGood: true,
      proof: {
        script: `CREATE FUNCTION user_initial() RETURNS int AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE;`,
        run: `SELECT user_initial();`,
        bad: "127",
        good: "112",
      },
    },
  ],
  check(view, report) {
    for (const group of usesAfterEnd(view.regions, ["spiFinish", "contextDelete", "contextReset"])) {
      if (group.leaves) continue;
      const { site, value, end } = group.main;
      const fixes = [moveCloseFix(view, group), allocateForCallerFix(view, value)];
      report({
        at: site,
        message: `${useText(group.main)} after ${goneText(value, end)}`,
        related: regionStory({
          value,
          end,
          last: { site, message: "used here" },
          also: group.others.map((use: UseAfterEnd) => ({ site: use.site, message: "and used here" })),
        }),
        fixes: fixes.filter((fix) => fix !== undefined),
      });
    }
  },
};
