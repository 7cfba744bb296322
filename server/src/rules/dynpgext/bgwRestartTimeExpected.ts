import type { CallEvent } from "../../flow/evaluate/event";
import { neverRestart } from "../../pg/backgroundWorker";
import type { Registration } from "../../index/interfaceUse";
import { workerExample, workerInit } from "../helpers/workerExample";
import { fieldNumbers, fileText, registeredHere, workerLabel } from "../helpers/workers";
import type { LibraryView } from "../../index/libraryView";
import type { LibraryRule } from "../rule";

export const bgwRestartTimeExpected: LibraryRule = {
  id: "bgw-restart-time-expected",
  pack: "dynpgext",
  scope: "library",
  severity: "info",
  stage: "stable",
  since: "0.1.0",
  title: "Worker exits to be restarted, which the loader never does",
  sources: [
    "src/backend/postmaster/bgworker.c: a worker that exits with 0 is forgotten, with 1 restarted after bgw_restart_time, REL_15_STABLE",
    "dynpgext documentation: bgw_restart_time is always BGW_NEVER_RESTART",
  ],
  why: "A worker of PostgreSQL's own that exits with code 1 comes back after `bgw_restart_time`. The loader registers every worker with `BGW_NEVER_RESTART`, so one that exits in order to start afresh is gone until the server, or the extension, is started again.",
  fix: "Do in the worker's loop what the restart was for: read the configuration again, connect again, or go back to the top of the loop.",
  limits:
    "Reported where a restart time was asked for or the code says that it counts on a restart. Leaving because the postmaster died is not meant.",
  examples: [
    {
      title: "Leaving in order to come back",
      bad: workerExample({
        includes: '#include "storage/ipc.h"\n',
        main: `PGDLLEXPORT void refresh_main(Datum arg)
{
    /* the postmaster restarts us with the new configuration */
    proc_exit(1);
//  ^^^^^^^^^^^^ never restarts
}
`,
        init: workerInit(),
      }),
      good: workerExample({
        includes: '#include "storage/ipc.h"\n',
        main: `PGDLLEXPORT void refresh_main(Datum arg)
{
    ProcessConfigFile(PGC_SIGHUP);
}
`,
        init: workerInit(),
      }),
    },
  ],
  check(view, report) {
    if (view.isLazilyLoaded) return;
    for (const { fn, registration } of view.workerMains) {
      for (const event of view.traceOf(fn)?.events ?? []) {
        if (event.kind !== "call" || !exitFunctions.has(event.callee)) continue;
        const [code] = event.args;
        if (code?.kind !== "number" || code.value === undefined || code.value === 0) continue;
        if (!countsOnRestart(view, event, registration)) continue;
        report({
          at: event.site,
          message: `${workerLabel(registration)} exits with code ${code.value} as if to be restarted, but a worker of the loader never restarts`,
          related: [registeredHere(registration)],
        });
      }
    }
  },
};

const exitFunctions: ReadonlySet<string> = new Set(["proc_exit", "exit"]);

const restartWords =
  /\bre-?(?:start|spawn|launch)|\bstart(?:s|ed)?\s+(?:us|me|it|the worker)?\s*again\b|\bcomes? back\b/iu;
const postmasterDeath = /POSTMASTER_DEATH|PM_DEATH|PostmasterIsAlive|postmaster (?:has )?died/iu;

/** The lines up to the call speak of a restart, or the registration asks for one. */
function countsOnRestart(view: LibraryView, event: CallEvent, registration: Registration): boolean {
  const before = precedingLines(fileText(view, event.site.path), event.site.start, event.site.end);
  if (postmasterDeath.test(before)) return false;
  if (restartWords.test(before)) return true;
  const { numbers, sites } = fieldNumbers(registration, "bgw_restart_time");
  return sites.length > 0 && numbers.length > 0 && numbers.every(({ value }) => value !== neverRestart);
}

/** The line of the call and the few before it inside the same function, up to an exit before it. */
function precedingLines(text: string, start: number, end: number): string {
  const lines = text.slice(0, start).split("\n").slice(-5);
  const boundary = lines.findLastIndex((line) => /^\}|\bexit\s*\(|\bproc_exit\s*\(/u.test(line));
  const rest = text.slice(start, text.indexOf("\n", end) < 0 ? text.length : text.indexOf("\n", end));
  return lines.slice(boundary + 1).join("\n") + rest;
}
