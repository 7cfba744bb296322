import type { UseAfterEnd } from "../../flow/regions/regionEvent";
import type { FunctionView } from "../../index/functionView";
import { moveCloseFix } from "../helpers/regionMoveClose";
import { useText } from "../helpers/regionGone";
import { removeCallFix } from "../helpers/regionRemoveCall";
import { regionStory } from "../helpers/regionStory";
import { usesAfterEnd, type UseGroup } from "../helpers/regionUses";
import type { Fix } from "../../base/finding";
import type { FunctionRule } from "../rule";

export const regionDoubleFree: FunctionRule = {
  id: "region-double-free",
  pack: "regions",
  scope: "function",
  severity: "error",
  stage: "preview",
  since: "0.1.0",
  title: "Memory is freed twice, or used after it was freed",
  sources: [
    "src/backend/utils/mmgr/mcxt.c, pfree, repalloc, REL_15_STABLE",
    "src/backend/utils/mmgr/aset.c, AllocSetFree, REL_15_STABLE: a freed chunk goes to the front of its free list",
    "src/backend/nodes/list.c, list_free, REL_15_STABLE",
  ],
  why: "`pfree` puts the memory at the front of a free list, where the next `palloc` of about that size takes it. Freed twice, it stands in the list twice, and two later allocations share one piece of memory: each overwrites the other, far away from the fault. A read after the free sees what the next owner wrote.",
  fix: "Free it once, after the last use, or not at all: memory of a short-lived context goes with the context. Where a pointer stays reachable after the free, set it to NULL. After `repalloc` only the result may be used.",
  limits:
    "Only what is certain is reported. Whether two variables hold the same pointer is followed through assignments, simple fields and functions of the project, not through arrays and lists.",
  examples: [
    {
      title: "Freed, and freed again before the return",
      bad: `#include "postgres.h"
#include "fmgr.h"
#include "utils/builtins.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(shout);

Datum
shout(PG_FUNCTION_ARGS)
{
	char	   *word = text_to_cstring(PG_GETARG_TEXT_PP(0));
	text	   *result = cstring_to_text(psprintf("%s!", word));

	pfree(word);
	elog(DEBUG1, "done");
	pfree(word);
	// <----------- is freed again
	PG_RETURN_TEXT_P(result);
}
`,
      good: `#include "postgres.h"
#include "fmgr.h"
#include "utils/builtins.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(shout);

Datum
shout(PG_FUNCTION_ARGS)
{
	char	   *word = text_to_cstring(PG_GETARG_TEXT_PP(0));
	text	   *result = cstring_to_text(psprintf("%s!", word));

	pfree(word);
	elog(DEBUG1, "done");
	PG_RETURN_TEXT_P(result);
}
`,
      fixGivesGood: true,
    },
    {
      title: "A letter of a word that was freed",
      bad: `#include "postgres.h"
#include "fmgr.h"
#include "utils/builtins.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(last_letter);

Datum
last_letter(PG_FUNCTION_ARGS)
{
	char	   *word = text_to_cstring(PG_GETARG_TEXT_PP(0));
	int			length = strlen(word);
	int32		letter;

	pfree(word);
	letter = word[length - 1];
	//       ^^^^^^^^^^^^^^^^ pfree
	PG_RETURN_INT32(letter);
}
`,
      good: `#include "postgres.h"
#include "fmgr.h"
#include "utils/builtins.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(last_letter);

Datum
last_letter(PG_FUNCTION_ARGS)
{
	char	   *word = text_to_cstring(PG_GETARG_TEXT_PP(0));
	int			length = strlen(word);
	int32		letter;

	letter = word[length - 1];
	pfree(word);
	PG_RETURN_INT32(letter);
}
`,
      proof: {
        script: `CREATE FUNCTION last_letter(text) RETURNS int AS 'MODULE_PATHNAME' LANGUAGE C STRICT;`,
        run: `SELECT last_letter('memory of a context');`,
        bad: "127",
        good: "116",
      },
    },
  ],
  check(view, report) {
    for (const group of usesAfterEnd(view.regions, ["free", "consumed"])) {
      const { site, value, end } = group.main;
      report({
        at: site,
        message: messageOf(group.main),
        related: regionStory({
          value,
          end,
          last: { site, message: group.main.use === "freed" ? "and freed again here" : "used here" },
          also: group.others.map((use) => ({
            site: use.site,
            message: use.use === "freed" ? "and freed again here" : "and used here",
          })),
        }),
        fixes: fixesOf(view, group),
      });
    }
  },
};

function messageOf(main: UseAfterEnd): string {
  const { end, use, value } = main;
  if (end.how === "consumed")
    return `${useText(main)} after ${end.callee}, which may have moved it: only the result may be used from then on`;
  return use === "freed"
    ? `\`${value.text}\` is freed again: ${end.callee} has freed it before`
    : `${useText(main)} after ${end.callee} has freed it`;
}

function fixesOf(view: FunctionView, group: UseGroup): readonly Fix[] {
  if (group.main.end.how === "consumed") return [];
  const isTwiceFreed = [group.main, ...group.others].every(({ use }) => use === "freed");
  const fix = isTwiceFreed
    ? group.others.length === 0
      ? removeCallFix(view, group.main.site)
      : undefined
    : moveCloseFix(view, group);
  return fix ? [fix] : [];
}
