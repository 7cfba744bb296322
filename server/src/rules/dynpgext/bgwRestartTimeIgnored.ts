import type { Fix } from "../../base/finding";
import type { WriteSite } from "../../flow/evaluate/state";
import { neverRestart } from "../../pg/backgroundWorker";
import { workerExample, workerInit } from "../helpers/workerExample";
import { fieldWrites, registeredHere, workerLabel, checkWorkers } from "../helpers/workers";
import type { LibraryRule } from "../rule";

export const bgwRestartTimeIgnored: LibraryRule = {
  id: "bgw-restart-time-ignored",
  pack: "dynpgext",
  scope: "library",
  severity: "warning",
  stage: "stable",
  since: "0.1.0",
  title: "bgw_restart_time of a worker that the loader never restarts",
  sources: [
    "dynpgext documentation: bgw_restart_time is ignored and always BGW_NEVER_RESTART",
    "omni_ext, January and February 2024, measured on PostgreSQL 15",
    "src/include/postmaster/bgworker.h, BGW_NEVER_RESTART, REL_15_STABLE",
  ],
  why: "The loader owns the life of the workers it starts. It overwrites `bgw_restart_time` with `BGW_NEVER_RESTART`, so a worker that exits or fails stays away, whatever the extension asked for. Code that counts on a restart after so many seconds waits for ever.",
  fix: "Set `BGW_NEVER_RESTART`, which says what happens. Where the work must go on after an error, catch the error in the worker's own loop.",
  limits:
    "A restart time that is only known at run time is not reported. In a library whose `_Dynpgext_eager_preload` returns false the loader honours the value, and the finding is only a remark.",
  examples: [
    {
      title: "Five seconds that never come",
      bad: workerExample({
        init: workerInit({
          restartTime: `5,
//       ^^^^^^^^^^^^^^^^ never restarts`,
        }),
      }),
      good: workerExample({ init: workerInit() }),
      fixGivesGood: true,
    },
  ],
  check(view, report) {
    checkWorkers(view, report, (registration, report) => {
      for (const { site, numbers } of fieldWrites(registration, "bgw_restart_time")) {
        const asked = numbers.filter((value) => value !== neverRestart);
        if (asked.length === 0) continue;
        const seconds = asked.join(" or ");
        report({
          at: site,
          message: view.isLazilyLoaded
            ? `bgw_restart_time ${seconds} of ${workerLabel(registration)} is honoured only because the library is loaded at run time; preloaded, the worker never restarts`
            : `bgw_restart_time ${seconds} of ${workerLabel(registration)} is ignored: a worker of the loader never restarts`,
          ...(view.isLazilyLoaded ? { severity: "info" as const } : {}),
          related: [registeredHere(registration)],
          fixes: setNeverRestart(site),
        });
      }
    });
  },
};

function setNeverRestart(site: WriteSite): readonly Fix[] {
  if (!site.value) return [];
  return [
    {
      title: "Set BGW_NEVER_RESTART",
      safety: "safe",
      edits: [{ ...site.value, newText: "BGW_NEVER_RESTART" }],
    },
  ];
}
