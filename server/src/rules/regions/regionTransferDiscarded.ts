import type { Site } from "../../base/span";
import type { ResultDiscarded } from "../../flow/regions/regionEvent";
import { apiFunctions } from "../../pg/api/apiFunctions";
import { assignResultEdit } from "../helpers/assignResultEdit";
import type { FunctionRule } from "../rule";

export const regionTransferDiscarded: FunctionRule = {
  id: "region-transfer-discarded",
  pack: "regions",
  scope: "function",
  severity: "error",
  stage: "preview",
  since: "0.1.0",
  title: "The result is thrown away that must be used instead of the original",
  sources: [
    'src/backend/nodes/list.c, lappend ("caller should do list = lappend(list, value)"), list_delete_cell, REL_15_STABLE',
    'src/backend/nodes/bitmapset.c, bms_add_member ("input is modified or recycled"), REL_15_STABLE',
    "src/backend/utils/mmgr/mcxt.c, repalloc, REL_15_STABLE",
    "src/backend/executor/spi.c, SPI_copytuple, SPI_datumTransfer, REL_15_STABLE",
  ],
  why: "`lappend`, `lcons`, `list_delete…`, `bms_add_member` and `repalloc` may move what they are given, or free it: an empty list becomes one that only the result knows, a set that grows is copied and the old one freed, and so is memory that `repalloc` cannot grow in place. Who goes on with the old pointer loses what was added, or reads freed memory. `SPI_copytuple` and `SPI_datumTransfer` make a copy that outlives `SPI_finish`; who throws it away and goes on with the original has it freed by `SPI_finish`.",
  fix: "Assign the result to the variable: `list = lappend(list, item)`.",
  limits:
    "Reported only where the original is used afterwards in the same function. Where it may have been changed in place, as a list that is not empty is, it is a warning, and a call with `(void)` before it is taken for deliberate. A result that is assigned and then ignored is not reported.",
  examples: [
    {
      title: "A list that stays empty",
      bad: `#include "postgres.h"
#include "fmgr.h"
#include "nodes/pg_list.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(count_even);

Datum
count_even(PG_FUNCTION_ARGS)
{
	int32		limit = PG_GETARG_INT32(0);
	List	   *even = NIL;

	for (int i = 0; i < limit; i++)
		if (i % 2 == 0)
			lappend_int(even, i);
			// <-------------------- lappend_int
	PG_RETURN_INT32(list_length(even));
}
`,
      good: `#include "postgres.h"
#include "fmgr.h"
#include "nodes/pg_list.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(count_even);

Datum
count_even(PG_FUNCTION_ARGS)
{
	int32		limit = PG_GETARG_INT32(0);
	List	   *even = NIL;

	for (int i = 0; i < limit; i++)
		if (i % 2 == 0)
			even = lappend_int(even, i);
	PG_RETURN_INT32(list_length(even));
}
`,
      fixGivesGood: true,
      proof: {
        script: `CREATE FUNCTION count_even(int) RETURNS int AS 'MODULE_PATHNAME' LANGUAGE C STRICT;`,
        run: `SELECT count_even(10);`,
        bad: "0",
        good: "5",
      },
    },
    {
      title: "A set that moves when it grows",
      bad: `#include "postgres.h"
#include "fmgr.h"
#include "nodes/bitmapset.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(count_distinct);

/* The number of different remainders of the numbers below a limit. */
Datum
count_distinct(PG_FUNCTION_ARGS)
{
	int32		limit = PG_GETARG_INT32(0);
	Bitmapset  *seen = bms_make_singleton(0);

	for (int i = 1; i < limit; i++)
		bms_add_member(seen, i);
		// <----------------------- bms_add_member
	PG_RETURN_INT32(bms_num_members(seen));
}
`,
      good: `#include "postgres.h"
#include "fmgr.h"
#include "nodes/bitmapset.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(count_distinct);

/* The number of different remainders of the numbers below a limit. */
Datum
count_distinct(PG_FUNCTION_ARGS)
{
	int32		limit = PG_GETARG_INT32(0);
	Bitmapset  *seen = bms_make_singleton(0);

	for (int i = 1; i < limit; i++)
		seen = bms_add_member(seen, i);
	PG_RETURN_INT32(bms_num_members(seen));
}
`,
      fixGivesGood: true,
    },
  ],
  check(view, report) {
    for (const event of view.regions.events) {
      if (event.kind !== "resultDiscarded") continue;
      const edit = assignResultEdit(view, event);
      const { argument, callee, site, usedAt } = event;
      report({
        at: site,
        message: messageOf(event),
        ...(event.isCertain ? {} : { severity: "warning" }),
        related: [
          { site, message: `the result of ${callee} is thrown away here` },
          ...used(usedAt, argument && `\`${argument.text}\``),
        ],
        ...(edit
          ? {
              fixes: [
                { title: `Assign the result to ${argument?.text ?? ""}`, safety: "safe", edits: [edit] },
              ],
            }
          : {}),
      });
    }
  },
};

function messageOf({ callee, argument }: ResultDiscarded): string {
  const isConsumed = apiFunctions.get(callee)?.effects.some(({ kind }) => kind === "consumes") === true;
  const original = argument ? `\`${argument.text}\`` : "what it was given";
  if (!isConsumed)
    return `The copy that ${callee} makes is thrown away, and ${argument ? original : "the original"} is used after SPI_finish`;
  return `The result of ${callee} is thrown away, and ${original} is used although it may be stale`;
}

function used(
  usedAt: Site | undefined,
  text: string | undefined = "the original",
): { site: Site; message: string }[] {
  return usedAt ? [{ site: usedAt, message: `${text} is used here` }] : [];
}
