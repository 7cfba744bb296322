import { workerFields } from "../../pg/backgroundWorker";
import { workerField, workerPart } from "../../index/interfaceUse";
import { workerExample } from "../helpers/workerExample";
import { fileText, hasParts, registeredHere, workerLabel, checkWorkers } from "../helpers/workers";
import type { LibraryRule } from "../rule";

const fields = `    strlcpy(worker.bgw_name, "refresh", BGW_MAXLEN);
    strlcpy(worker.bgw_library_name, handle->library_name, BGW_MAXLEN);
    strlcpy(worker.bgw_function_name, "refresh_main", BGW_MAXLEN);
    worker.bgw_flags = BGWORKER_SHMEM_ACCESS;
    worker.bgw_start_time = BgWorkerStart_RecoveryFinished;
    worker.bgw_restart_time = BGW_NEVER_RESTART;
    handle->register_bgworker(handle, &worker, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
`;

export const bgwNotZeroed: LibraryRule = {
  id: "bgw-not-zeroed",
  pack: "dynpgext",
  scope: "library",
  severity: "warning",
  stage: "stable",
  since: "0.1.0",
  title: "BackgroundWorker registered with fields that were never set",
  sources: [
    "src/include/postmaster/bgworker.h BackgroundWorker, src/backend/postmaster/bgworker.c RegisterBackgroundWorker, REL_15_STABLE",
  ],
  why: "The loader copies the whole structure. A field that nobody set holds whatever was on the stack: a wrong `bgw_notify_pid` makes the postmaster signal a stranger or refuse the worker, `bgw_type` and `bgw_extra` show garbage.",
  fix: "Initialize the variable with `= {0}`, or `memset` it before the first field is set.",
  limits:
    "A structure that comes from outside the library, or whose address went to a function that is not known, is not judged.",
  examples: [
    {
      title: "A local without an initializer",
      bad: workerExample({
        init: `    BackgroundWorker worker;
//                   ^^^^^^ bgw_type, bgw_main_arg, bgw_notify_pid

${fields}`,
      }),
      good: workerExample({ init: `    BackgroundWorker worker = {0};\n\n${fields}` }),
      fixGivesGood: true,
    },
  ],
  check(view, report) {
    checkWorkers(view, report, (registration, report) => {
      const whole = workerPart(registration, "");
      if (!whole || !whole.isOwn || whole.entry.value.kind !== "uninitialized") return;
      const unset = workerFields.filter(({ name }) => {
        const found = workerField(registration, name);
        return name !== "bgw_extra" && (!found || (!found.isOwn && !hasParts(registration, name)));
      });
      const [site] = whole.entry.sites;
      if (unset.length === 0 || !site) return;
      const names = unset.map(({ name }) => name);
      const isDeclaration = new RegExp(String.raw`BackgroundWorker\s+(?:\w+\s*,\s*)*$`, "u").test(
        fileText(view, site.path).slice(0, site.start),
      );
      report({
        at: site,
        message: `${workerLabel(registration)} is registered without ${names.join(", ")} ever having been set: the loader copies what was on the stack`,
        related: [registeredHere(registration)],
        fixes: isDeclaration
          ? [
              {
                title: "Initialize with {0}",
                safety: "safe",
                edits: [{ path: site.path, start: site.end, end: site.end, newText: " = {0}" }],
              },
            ]
          : [],
      });
    });
  },
};
