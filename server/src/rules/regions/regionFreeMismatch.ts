import type { Fix } from "../../base/finding";
import type { FreeMismatch } from "../../flow/regions/regionEvent";
import type { FunctionView } from "../../index/functionView";
import { renameCall } from "../helpers/regionEdit";
import { removeCallFix } from "../helpers/regionRemoveCall";
import { callAt } from "../helpers/regionStatement";
import { regionStory } from "../helpers/regionStory";
import type { FunctionRule } from "../rule";

export const regionFreeMismatch: FunctionRule = {
  id: "region-free-mismatch",
  pack: "regions",
  scope: "function",
  severity: "error",
  stage: "preview",
  since: "0.1.0",
  title: "Memory is given to a function that cannot free it",
  sources: [
    "src/backend/utils/mmgr/mcxt.c, pfree, REL_15_STABLE: the header before the pointer tells the context",
    "src/include/utils/memutils_memorychunk.h, REL_16_STABLE",
    "src/include/nodes/pg_list.h, struct List, REL_15_STABLE: the members are in an allocation of their own when the list has grown",
  ],
  why: "`pfree` reads the word before the pointer to find the memory context. Before memory of `malloc`, a literal, an array on the stack or the middle of an allocation stands something else: the server crashes there, or later, when the free list is used. `free` of what `palloc` gave corrupts the C library's heap in the same way. `pfree` of a `List` frees the head and leaks the members.",
  fix: "Free with the counterpart of what allocated: `palloc` and `pfree`, `malloc` and `free`, a list with `list_free`. Do not free literals, arrays, statics, or pointers into an allocation.",
  limits:
    "The origin must be certain, and the code must include `postgres.h`: in programs of the client's side `pfree` is `free`. Memory of libraries that have their own functions (libpq's `PQfreemem`, libxml's `xmlFree`) is not known as such.",
  examples: [
    {
      title: "free of what palloc gave",
      bad: `#include "postgres.h"
#include "fmgr.h"
#include "utils/builtins.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(measure);

Datum
measure(PG_FUNCTION_ARGS)
{
	char	   *word = text_to_cstring(PG_GETARG_TEXT_PP(0));
	int32		length = (int32) strlen(word);

	free(word);
	// <---------- text_to_cstring
	PG_RETURN_INT32(length);
}
`,
      good: `#include "postgres.h"
#include "fmgr.h"
#include "utils/builtins.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(measure);

Datum
measure(PG_FUNCTION_ARGS)
{
	char	   *word = text_to_cstring(PG_GETARG_TEXT_PP(0));
	int32		length = (int32) strlen(word);

	pfree(word);
	PG_RETURN_INT32(length);
}
`,
      fixGivesGood: true,
      proof: {
        script: `CREATE FUNCTION measure(text) RETURNS int AS 'MODULE_PATHNAME' LANGUAGE C STRICT;`,
        run: `SELECT measure('word');`,
        bad: "the server crashes",
        good: "4",
      },
    },
  ],
  check(view, report) {
    if (!view.program.isServerCode(view.fn.path)) return;
    for (const event of view.regions.events) {
      if (event.kind !== "freeMismatch") continue;
      const { site, callee, value } = event;
      const fix = mendedCall(view, event);
      report({
        at: site,
        message: `${callee} cannot free \`${value.text}\`: it is ${whatItIs(event)}`,
        related: regionStory({ value, last: { site, message: `given to ${callee} here` } }),
        fixes: fix ? [fix] : [],
      });
    }
  },
};

function whatItIs({ given, value }: FreeMismatch): string {
  const by = value.allocator === undefined ? "" : ` from ${value.allocator}`;
  switch (given) {
    case "palloc":
      return `memory of a memory context${by}`;
    case "malloc":
      return `memory of the C library${by}`;
    case "literal":
      return "a string literal";
    case "stack":
      return "a variable on the stack";
    case "static":
      return "a static variable";
    case "list":
      return `a List${by}, whose members are allocated apart`;
    case "insideOf":
      return "a pointer into the middle of an allocation";
    case "shared":
      return `shared memory${by}`;
    case "pin":
      return `held by the server${by} and to be released, not freed`;
  }
}

/** What frees memory of the other kind. */
const counterparts: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  palloc: { free: "pfree", realloc: "repalloc" },
  malloc: { pfree: "free", repalloc: "realloc" },
  list: { pfree: "list_free" },
};

function mendedCall(view: FunctionView, { site, callee, given }: FreeMismatch): Fix | undefined {
  const { fn } = view;
  const right = counterparts[given]?.[callee];
  if (right !== undefined) {
    const call = callAt(fn, site, callee);
    return (
      call && {
        title: `Use ${right}`,
        safety: "safe",
        edits: [renameCall(fn.path, fn.base + call.callee.start, callee, right)],
      }
    );
  }
  return given === "literal" || given === "stack" || given === "static"
    ? removeCallFix(view, site)
    : undefined;
}
