import type { Fix } from "../../base/finding";
import type { Site } from "../../base/span";
import type { ContextNotRestored } from "../../flow/regions/regionEvent";
import type { FunctionView } from "../../index/functionView";
import { forEachCall } from "../../syntax/c/lower/walk";
import { insertBeforeExit } from "../helpers/regionEdit";
import { callAt, innermostStatementAt } from "../helpers/regionStatement";
import type { FunctionRule } from "../rule";

export const regionContextNotRestored: FunctionRule = {
  id: "region-context-not-restored",
  pack: "regions",
  scope: "function",
  severity: "warning",
  stage: "preview",
  since: "0.1.0",
  title: "Function returns with another memory context current than it was called with",
  sources: [
    "src/include/utils/palloc.h, MemoryContextSwitchTo, REL_15_STABLE",
    "src/backend/utils/mmgr/README, section The Current Memory Context, REL_15_STABLE",
  ],
  why: "Whoever calls the function goes on to allocate in *its* context without knowing: in a long-lived one that is a leak with every call, until the backend runs out of memory; in a short-lived one what the caller keeps disappears under its hands. Most such functions restore the context at their end and forget it at one early `return`.",
  fix: "Switch back on every path: `MemoryContextSwitchTo(oldcontext)` before each `return`. When the function leaves by `ereport(ERROR)` nothing needs to be done; error recovery sets the context itself.",
  limits:
    "A function whose purpose is the switch (it returns the old context, or its name says so) is not reported, nor one that switches through a function out of sight, nor one that keeps the context it was called with nowhere: then nobody means to go back.",
  examples: [
    {
      title: "An early return keeps the other context current",
      bad: `#include "postgres.h"
#include "fmgr.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

static char *last_key = NULL;

bool		remember_key(const char *key);

bool
remember_key(const char *key)
{
	MemoryContext oldcontext = MemoryContextSwitchTo(TopMemoryContext);

	if (key[0] == '\\0')
		return false;
		// <------------- TopMemoryContext is still current
	last_key = pstrdup(key);
	MemoryContextSwitchTo(oldcontext);
	return true;
}
`,
      good: `#include "postgres.h"
#include "fmgr.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

static char *last_key = NULL;

bool		remember_key(const char *key);

bool
remember_key(const char *key)
{
	MemoryContext oldcontext = MemoryContextSwitchTo(TopMemoryContext);

	if (key[0] == '\\0')
	{
		MemoryContextSwitchTo(oldcontext);
		return false;
	}
	last_key = pstrdup(key);
	MemoryContextSwitchTo(oldcontext);
	return true;
}
`,
      fixGivesGood: true,
    },
    {
      title: "Where the caller allocates afterwards",
      bad: `#include "postgres.h"
#include "fmgr.h"
#include "nodes/memnodes.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(remember);
PG_FUNCTION_INFO_V1(current_context);

static char *last = NULL;

Datum
remember(PG_FUNCTION_ARGS)
{
	MemoryContext oldcontext = MemoryContextSwitchTo(TopMemoryContext);

	last = text_to_cstring(PG_GETARG_TEXT_PP(0));
	PG_RETURN_VOID();
	// <---------------- TopMemoryContext is still current
}

/* Where the code that calls this function allocates. */
Datum
current_context(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(CurrentMemoryContext->name));
}
`,
      good: `#include "postgres.h"
#include "fmgr.h"
#include "nodes/memnodes.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(remember);
PG_FUNCTION_INFO_V1(current_context);

static char *last = NULL;

Datum
remember(PG_FUNCTION_ARGS)
{
	MemoryContext oldcontext = MemoryContextSwitchTo(TopMemoryContext);

	last = text_to_cstring(PG_GETARG_TEXT_PP(0));
	MemoryContextSwitchTo(oldcontext);
	PG_RETURN_VOID();
}

/* Where the code that calls this function allocates. */
Datum
current_context(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(CurrentMemoryContext->name));
}
`,
      fixGivesGood: true,
      proof: {
        script: `CREATE FUNCTION remember(text) RETURNS void AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE;
CREATE FUNCTION current_context() RETURNS text AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE;`,
        run: `SELECT remember('x'), current_context() FROM generate_series(1, 1);`,
        bad: " | TopMemoryContext",
        good: " | ExprContext",
      },
    },
  ],
  check(view, report) {
    for (const event of view.regions.events) {
      if (event.kind !== "contextNotRestored") continue;
      const { site, switchedAt, current, savedIn } = event;
      const back = savedIn === undefined ? "the one it was called with" : `\`${savedIn}\``;
      const name = nameOf(view, event);
      const fix = restoreFix(view, event);
      report({
        at: site,
        message: `The function returns while ${name} is still current: it does not switch back to ${back}`,
        related: [
          ...(current.openedAt
            ? [{ site: current.openedAt, message: `${current.name} is opened here` }]
            : []),
          { site: switchedAt, message: `made current here` },
          { site, message: "left here" },
        ],
        fixes: fix ? [fix] : [],
      });
    }
  },
};

/** Of a context that came from elsewhere, the expression that it was switched to by. */
function nameOf({ fn }: FunctionView, { current, switchedAt }: ContextNotRestored): string {
  const argument =
    current.kind === "given" ? callAt(fn, switchedAt, "MemoryContextSwitchTo")?.args[0] : undefined;
  return argument ? `\`${fn.text.slice(argument.start, argument.end)}\`` : current.name;
}

/** What the `return` itself allocates is in the caller's context then: that is to be looked at. */
function restoreFix(view: FunctionView, { site, savedIn }: ContextNotRestored): Fix | undefined {
  const edits =
    savedIn === undefined ? undefined : insertBeforeExit(view, site, `MemoryContextSwitchTo(${savedIn});`);
  const title = `Switch back to ${savedIn} before the function returns`;
  return edits && { title, safety: callsSomething(view, site) ? "review" : "safe", edits };
}

function callsSomething({ fn }: FunctionView, site: Site): boolean {
  const statement = innermostStatementAt(fn, site);
  let calls = false;
  if (statement?.kind === "return") forEachCall(statement, () => (calls = true));
  return calls;
}
