import type { Site } from "../../base/span";
import type { RelatedPlace } from "../../base/finding";
import type { Trace } from "../../flow/evaluate/evaluate";
import type { CallEvent } from "../../flow/evaluate/event";
import { alternatives } from "../../flow/evaluate/value";
import { siteIn, type FunctionRef } from "../../flow/program";
import type { LibraryView } from "../../index/libraryView";
import { reportFunctions } from "../../pg/callEffects";
import { errorLevel } from "../../pg/constants";
import { needOf } from "../../pg/needsTransaction";
import { forEachExpression } from "../../syntax/c/lower/walk";
import { isCaught } from "../helpers/caughtError";
import { shmemExample } from "../helpers/shmemExample";
import type { LibraryRule, Reporter } from "../rule";

const init = `	handle->allocate_shmem(handle, "web:1.0:limit", sizeof(int), init_limit, &first_limit, DYNPGEXT_SCOPE_GLOBAL);
`;

const after = `int
web_limit(void)
{
	int		   *limit = dynpgext_lookup_shmem("web:1.0:limit");

	return limit == NULL ? 0 : *limit;
}
`;

export const shmemCallbackThrows: LibraryRule = {
  id: "shmem-callback-throws",
  pack: "dynpgext",
  scope: "library",
  severity: "error",
  stage: "stable",
  since: "0.1.0",
  title: "Allocation callback or _Dynpgext_init raises an error or needs a database",
  sources: [
    "omni_ext, January and February 2024: the callback of allocate_shmem and _Dynpgext_init run in the postmaster; at run time the callback runs in a critical section (February)",
    "src/backend/utils/error/elog.c errstart, REL_15_STABLE: an ERROR without a handler is FATAL, in a critical section PANIC",
    "src/include/miscadmin.h MyDatabaseId, REL_15_STABLE",
  ],
  why: "Both run in the postmaster while the server starts. There is no transaction, no catalog, no database (`MyDatabaseId` is 0), and nobody who catches an error: `ereport(ERROR)` **stops the server from starting**, and brings it down when the memory is made at run time.",
  fix: "Fill the memory with constants only. Report what is wrong as a `WARNING`, or leave a mark in the memory and raise the error where the memory is used. What needs a database belongs into a worker.",
  limits:
    "Follows functions and macros of the library. A level that is only known at run time is silent, and so is an error that `PG_TRY` catches and does not raise again. Errors of `palloc` are not counted.",
  examples: [
    {
      title: "A check that belongs elsewhere",
      bad: shmemExample({
        before: `static int	first_limit = 600;

static void
init_limit(void *ptr, void *data)
{
	if (*(int *) data < 0)
		elog(ERROR, "the limit cannot be negative");
		// <------------------------------------------- stops the server from starting
	*(int *) ptr = *(int *) data;
}
`,
        init,
        after,
      }),
      good: shmemExample({
        before: `static int	first_limit = 600;

static void
init_limit(void *ptr, void *data)
{
	if (*(int *) data < 0)
		elog(WARNING, "the limit cannot be negative");
	*(int *) ptr = *(int *) data;
}
`,
        init,
        after,
      }),
    },
  ],
  check(view, report) {
    const entry = view.entryPoint("_Dynpgext_init");
    const trace = entry && !view.isLazilyLoaded ? view.traceOf(entry) : undefined;
    if (trace) checkTrace({ view, trace, who: "_Dynpgext_init", related: [] }, report);
    for (const { fn, trace: inCallback, allocations } of view.callbacks) {
      const sites = distinctSites(allocations.map(({ event }) => event.argumentSites[3] ?? event.site));
      const related = sites
        .slice(0, 4)
        .map((site): RelatedPlace => ({ site, message: `${fn.name} is given to allocate_shmem here` }));
      checkTrace({ view, trace: inCallback, who: `The callback ${fn.name}`, related }, report);
    }
  },
};

interface Checked {
  readonly view: LibraryView;
  readonly trace: Trace;
  readonly who: string;
  readonly related: readonly RelatedPlace[];
}

const consequence = "runs in the postmaster, so this stops the server from starting";

function checkTrace(checked: Checked, report: Reporter): void {
  const { view, trace, who, related } = checked;
  for (const event of trace.events) {
    if (event.kind !== "call" || event.viaHandle) continue;
    const what = raises(event)
      ? `${event.callee}(ERROR)`
      : needOf(event.callee) && isOutside(view, event)
        ? event.callee
        : undefined;
    if (what === undefined || isCaught(view, event)) continue;
    const need = needOf(event.callee);
    const message = need
      ? `${who} ${consequence}: ${what} ${need}`
      : `${who} raises an error and ${consequence}`;
    report({ at: event.site, message, related: [...callPath(event), ...related] });
  }
  for (const site of usesOfDatabaseId(view, trace.root)) {
    report({
      at: site,
      message: `${who} uses MyDatabaseId, but runs in the postmaster, where there is no database and it is 0`,
      related,
    });
  }
}

/** `ereport` or `elog` at ERROR or above on some path. */
function raises({ callee, args }: CallEvent): boolean {
  const level = args[0];
  if (!reportFunctions.has(callee) || !level) return false;
  return alternatives(level).some(
    (one) => one.kind === "number" && one.value !== undefined && one.value >= errorLevel,
  );
}

/** The function is PostgreSQL's: the library has none of that name, whose body would have been evaluated instead. */
function isOutside(view: LibraryView, { callee, fn }: CallEvent): boolean {
  return view.program.findFunction(callee, fn.path) === undefined;
}

function callPath({ stack }: CallEvent): readonly RelatedPlace[] {
  const [first] = stack;
  return first ? [{ site: first, message: "reached by this call" }] : [];
}

/** Uses of the variable in a function and in those that it calls directly, one after the other. */
function usesOfDatabaseId(view: LibraryView, root: FunctionRef): readonly Site[] {
  const sites: Site[] = [];
  const reached = new Set([root]);
  for (const fn of reached) {
    forEachExpression(fn.definition.body, (expression) => {
      if (expression.kind === "identifier" && mentionsDatabaseId(view, fn, expression.name))
        sites.push(siteIn(fn, expression));
      if (expression.kind !== "call" || expression.callee.kind !== "identifier") return;
      const target = view.program.findFunction(expression.callee.name, fn.path);
      if (target) reached.add(target);
    });
  }
  return sites;
}

/** The name itself, or an object-like macro of the workspace that stands for it. */
function mentionsDatabaseId(view: LibraryView, fn: FunctionRef, name: string): boolean {
  if (name === "MyDatabaseId") return true;
  return view.program.findMacros(name, fn.path).some(({ macro }) => /\bMyDatabaseId\b/u.test(macro.body));
}

function distinctSites(sites: readonly Site[]): readonly Site[] {
  const keys = new Set<string>();
  return sites.filter(({ path, start }) => {
    const key = `${path}:${start}`;
    return keys.size < keys.add(key).size;
  });
}
