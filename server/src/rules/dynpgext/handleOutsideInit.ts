import type { RelatedPlace } from "../../base/finding";
import type { Site } from "../../base/span";
import type { CallEvent } from "../../flow/evaluate/event";
import { siteIn, type FunctionRef } from "../../flow/program";
import type { LibraryView } from "../../index/libraryView";
import { forEachExpression } from "../../syntax/c/lower/walk";
import type { Statement } from "../../syntax/c/model";
import { functionAt, statementsAround } from "../helpers/enclosing";
import { handleCallee } from "../helpers/handleCall";
import { textAt } from "../helpers/workers";
import type { LibraryRule } from "../rule";

export const handleOutsideInit: LibraryRule = {
  id: "handle-outside-init",
  pack: "dynpgext",
  scope: "library",
  severity: "error",
  stage: "stable",
  since: "0.1.0",
  title: "The loader's handle is used outside _Dynpgext_init",
  sources: [
    "omni_ext, January and February 2024, measured on PostgreSQL 15: allocate_shmem and register_bgworker take effect only while _Dynpgext_init runs",
  ],
  why: "The loader collects requests while `_Dynpgext_init` runs, in the postmaster. `allocate_shmem` and `register_bgworker` through a handle that was kept for later do *nothing*, and say nothing: the look-up returns NULL, the worker never starts.",
  fix: "Ask for everything in `_Dynpgext_init`, or in functions that it calls. What is only known later must be allocated for the largest case.",
  limits:
    "A function whose address is passed on inside `_Dynpgext_init`, or that gets the handle from a caller outside the library, is not judged; nor is a conditional call in a function that `_Dynpgext_init` calls as well.",
  examples: [
    {
      title: "Memory asked for by an SQL function",
      bad: `#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

static const dynpgext_handle *loader;

PGDLLEXPORT void _Dynpgext_init(const dynpgext_handle *handle)
{
    loader = handle;
}

PG_FUNCTION_INFO_V1(alerts_enable);
Datum
alerts_enable(PG_FUNCTION_ARGS)
{
    loader->allocate_shmem(loader, "alerts:1.0:state", sizeof(int), NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
//  ^^^^^^^^^^^^^^^^^^^^^^ does nothing outside _Dynpgext_init
    PG_RETURN_BOOL(dynpgext_lookup_shmem("alerts:1.0:state") != NULL);
}
`,
      good: `#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

PGDLLEXPORT void _Dynpgext_init(const dynpgext_handle *handle)
{
    handle->allocate_shmem(handle, "alerts:1.0:state", sizeof(int), NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

PG_FUNCTION_INFO_V1(alerts_enable);
Datum
alerts_enable(PG_FUNCTION_ARGS)
{
    PG_RETURN_BOOL(dynpgext_lookup_shmem("alerts:1.0:state") != NULL);
}
`,
    },
  ],
  check(view, report) {
    const init = view.entryPoint("_Dynpgext_init");
    if (!init) return;
    const calls = [...view.handleCalls("allocate_shmem"), ...view.handleCalls("register_bgworker")];
    for (const event of calls) {
      if (!isOutside(view, event)) continue;
      const callee = handleCallee(view, event);
      const outside = outsideCall(view, event);
      const way = outside || event.root === event.fn ? "" : `, here on the way from ${event.root.name},`;
      const place = outside ? `${event.fn.name}, called here,` : `${event.fn.name}${way}`;
      report({
        at: outside ?? callee,
        message: `${event.callee} in ${place} does nothing outside _Dynpgext_init: the loader takes requests only while that runs`,
        related: [
          ...(outside ? [{ site: callee, message: "the handle is used here" }] : []),
          ...savedHere(view, event),
        ],
      });
    }
  },
};

/** The call certainly happens, or may happen, on a path that does not begin in `_Dynpgext_init`. */
function isOutside(view: LibraryView, { root, fn, site }: CallEvent): boolean {
  if (view.initFunctions.has(root) || isMentionedInInit(view, root)) return false;
  const isEntryPoint = root.name === "_Dynpgext_fini" || root.name === "_Dynpgext_eager_preload";
  // Somebody outside the library may hand it over in time.
  if (!isEntryPoint && takesHandle(view, root)) return false;
  if (!view.library.isCertain && !isCalledByPostgres(view, root)) return false;
  if (!view.initFunctions.has(fn) && !isMentionedInInit(view, fn)) return true;
  return isUnconditional(fn, site.start - fn.base, statementsAround(fn, site));
}

/** In a function that init calls as well, not the use of the handle is at fault but the call from elsewhere. */
function outsideCall(view: LibraryView, { fn, stack }: CallEvent): Site | undefined {
  if (!view.initFunctions.has(fn)) return undefined;
  return stack.findLast((site) => {
    const caller = functionAt(view, site);
    return caller !== undefined && !view.initFunctions.has(caller);
  });
}

/** The text of a function that init reaches has the name, in code that the model may lack. */
function isMentionedInInit(view: LibraryView, fn: FunctionRef): boolean {
  const pattern = new RegExp(String.raw`\b${fn.name}\b`, "u");
  return [...view.initFunctions].some(
    (other) => other !== fn && other.definition.holes.length > 0 && pattern.test(other.text),
  );
}

function takesHandle(view: LibraryView, fn: FunctionRef): boolean {
  return fn.definition.parameters.some(
    ({ type }) => view.program.resolveType(type, fn.path).base.replace(/^struct /u, "") === "dynpgext_handle",
  );
}

/** PostgreSQL itself calls it, whatever the library does: an SQL function, a worker, a load hook. */
function isCalledByPostgres(view: LibraryView, fn: FunctionRef): boolean {
  return (
    /^(?:_PG_init|_PG_fini)$/u.test(fn.name) ||
    fn.definition.parameters.some(({ type }) => type.base === "FunctionCallInfo") ||
    /\bPG_FUNCTION_ARGS\b/u.test(fn.text) ||
    view.workerMains.some((main) => main.fn === fn)
  );
}

/** No condition stands around the call, and nothing before it leaves the function. */
function isUnconditional(fn: FunctionRef, offset: number, around: readonly Statement[]): boolean {
  if (around.some(({ kind }) => kind !== "block" && kind !== "expression" && kind !== "declaration"))
    return false;
  return !/\b(?:return|goto|if|switch|ereport|elog)\b|\?/u.test(
    fn.text.slice(fn.definition.body.start, offset),
  );
}

/** Where init keeps the handle for later. */
function savedHere(view: LibraryView, event: CallEvent): readonly RelatedPlace[] {
  const { callee } = event.call;
  if (callee.kind !== "member" || callee.object.kind !== "identifier") return [];
  const { name } = callee.object;
  const places: RelatedPlace[] = [];
  for (const fn of view.initFunctions) {
    forEachExpression(fn.definition.body, (expression) => {
      if (expression.kind !== "assignment" || expression.operator !== "=") return;
      const site = siteIn(fn, expression);
      const target = textAt(view, siteIn(fn, expression.target));
      if (target === name || target === `*${name}`) places.push({ site, message: "the handle is kept here" });
    });
  }
  return places;
}
