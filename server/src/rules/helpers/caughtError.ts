/** Whether PG_TRY swallows the error that a call may raise. */
import { contains, type Site } from "../../base/span";
import type { CallEvent } from "../../flow/evaluate/event";
import type { LibraryView } from "../../index/libraryView";
import { forEachCall } from "../../syntax/c/lower/walk";
import type { Block } from "../../syntax/c/model";
import { functionAt, statementsAround } from "./enclosing";

const rethrowing: ReadonlySet<string> = new Set([
  "PG_RE_THROW",
  "pg_re_throw",
  "ReThrowError",
  "ThrowErrorData",
  "ereport",
  "elog",
]);

/** The call, or one of those that lead to it, stands in a PG_TRY whose PG_CATCH ends the error. */
export function isCaught(view: LibraryView, event: CallEvent): boolean {
  return [...event.stack, event.site].some((site) => isCaughtAt(view, site));
}

function isCaughtAt(view: LibraryView, site: Site): boolean {
  const fn = functionAt(view, site);
  if (!fn) return false;
  const span = { start: site.start - fn.base, end: site.end - fn.base };
  return statementsAround(fn, site).some(
    (statement) =>
      statement.kind === "try" &&
      contains(statement.body, span) &&
      statement.catchBody !== undefined &&
      !raisesAgain(statement.catchBody),
  );
}

/** A handler that reports at all may report an ERROR: only `elog(LOG, …)` and the like certainly end it. */
function raisesAgain(handler: Block): boolean {
  let result = false;
  forEachCall(handler, (call) => {
    if (call.callee.kind !== "identifier" || !rethrowing.has(call.callee.name)) return;
    const level = call.args[0];
    const isHarmless =
      level?.kind === "identifier" &&
      /^(?:DEBUG[1-5]?|LOG|LOG_SERVER_ONLY|COMMERROR|INFO|NOTICE|WARNING)$/u.test(level.name);
    if (!isHarmless) result = true;
  });
  return result;
}
