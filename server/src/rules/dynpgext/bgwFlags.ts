import type { Fix } from "../../base/finding";
import type { Site } from "../../base/span";
import type { CallEvent } from "../../flow/evaluate/event";
import type { FunctionRef } from "../../flow/program";
import type { WriteSite } from "../../flow/evaluate/state";
import {
  connectFunctions,
  databaseConnectionFlag,
  shmemAccessFlag,
  startAtPostmasterStart,
} from "../../pg/backgroundWorker";
import { workerField, type Registration } from "../../index/interfaceUse";
import type { LibraryView } from "../../index/libraryView";
import { workerExample } from "../helpers/workerExample";
import { fieldNumbers, registeredHere, textAt, workerLabel, checkWorkers } from "../helpers/workers";
import type { LibraryRule, Reporter } from "../rule";

const connectingMain = `PGDLLEXPORT void refresh_main(Datum arg)
{
    BackgroundWorkerInitializeConnectionByOid(DatumGetObjectId(arg), InvalidOid, 0);
}
`;

const init = (flags: string): string => `    BackgroundWorker worker = {0};

    strlcpy(worker.bgw_name, "refresh", BGW_MAXLEN);
    strlcpy(worker.bgw_library_name, handle->library_name, BGW_MAXLEN);
    strlcpy(worker.bgw_function_name, "refresh_main", BGW_MAXLEN);
    worker.bgw_start_time = BgWorkerStart_RecoveryFinished;
${flags}    worker.bgw_restart_time = BGW_NEVER_RESTART;
    handle->register_bgworker(handle, &worker, NULL, NULL, DYNPGEXT_SCOPE_DATABASE_LOCAL);
`;

export const bgwFlags: LibraryRule = {
  id: "bgw-flags",
  pack: "dynpgext",
  scope: "library",
  severity: "error",
  stage: "stable",
  since: "0.1.0",
  title: "bgw_flags do not fit what the worker does",
  sources: [
    "src/backend/postmaster/bgworker.c SanityCheckBackgroundWorker, BackgroundWorkerInitializeConnection, REL_15_STABLE",
    "omni_ext, January and February 2024, measured on PostgreSQL 15",
  ],
  why: "PostgreSQL refuses a worker without `BGWORKER_SHMEM_ACCESS`, and one with `BGWORKER_BACKEND_DATABASE_CONNECTION` that starts at `BgWorkerStart_PostmasterStart`. The loader registers it inside its own code, where the refusal is a PANIC or ends the loader's worker. A worker that connects without having asked for a connection dies with `database connection requirement not indicated during registration`.",
  fix: "Set `BGWORKER_SHMEM_ACCESS` on every worker, `BGWORKER_BACKEND_DATABASE_CONNECTION` on those that connect, and a start time of `BgWorkerStart_ConsistentState` or later with it.",
  limits:
    "Flags known only at run time are not reported. A main function in another library is not looked into.",
  examples: [
    {
      title: "A worker that connects without having asked for it",
      bad: workerExample({
        main: connectingMain,
        init: init(`    worker.bgw_flags = BGWORKER_SHMEM_ACCESS;
//         ^^^^^^^^^ lacks BGWORKER_BACKEND_DATABASE_CONNECTION
`),
      }),
      good: workerExample({
        main: connectingMain,
        init: init("    worker.bgw_flags = BGWORKER_SHMEM_ACCESS | BGWORKER_BACKEND_DATABASE_CONNECTION;\n"),
      }),
      fixGivesGood: true,
    },
  ],
  check(view, report) {
    checkWorkers(view, report, (registration, report) => {
      const field = workerField(registration, "bgw_flags");
      const { numbers, sites } = fieldNumbers(registration, "bgw_flags");
      if (!field || numbers.length === 0) return;
      const main = view.workerMains.find((other) => other.registration === registration)?.fn;
      checkMissing(
        view,
        registration,
        numbers.map(({ value }) => value!),
        sites,
        main,
        report,
      );
      if (numbers.every(({ value }) => (value! & databaseConnectionFlag) !== 0))
        checkStartTime(registration, sites, report);
    });
  },
};

function checkMissing(
  view: LibraryView,
  registration: Registration,
  flags: readonly number[],
  sites: readonly WriteSite[],
  main: FunctionRef | undefined,
  report: Reporter,
): void {
  const connection = main && findConnection(view, main);
  const lacks = (bit: number): boolean => flags.every((value) => (value & bit) === 0);
  const missing: string[] = [];
  if (lacks(shmemAccessFlag)) missing.push("BGWORKER_SHMEM_ACCESS");
  const lacksConnection = connection !== undefined && lacks(databaseConnectionFlag);
  if (lacksConnection) missing.push("BGWORKER_BACKEND_DATABASE_CONNECTION");
  if (missing.length === 0) return;
  const places: readonly WriteSite[] = sites.length > 0 ? sites : [registration.workerSite];
  const consequence =
    missing[0] === "BGWORKER_SHMEM_ACCESS" ? "PostgreSQL refuses to register it" : "it dies when it connects";
  for (const site of places) {
    report({
      at: site,
      message: `bgw_flags of ${workerLabel(registration)} lacks ${missing.join(" and ")}: ${consequence}`,
      related: [
        registeredHere(registration),
        ...(lacksConnection ? [{ site: connection, message: "the worker connects here" }] : []),
      ],
      fixes: site.value ? addFlags(view, site.value, missing) : [],
    });
  }
}

function addFlags(view: LibraryView, value: Site, missing: readonly string[]): readonly Fix[] {
  const text = textAt(view, value);
  const title = `Add ${missing.join(" and ")}`;
  if (/^(?:0|0x0)$/u.test(text))
    return [{ title, safety: "safe", edits: [{ ...value, newText: missing.join(" | ") }] }];
  const isSimple = /^(?:\w+|\([^()]*\))(?:\s*\|\s*(?:\w+|\([^()]*\)))*$/u.test(text);
  const newText = `${isSimple ? text : `(${text})`} | ${missing.join(" | ")}`;
  return [{ title, safety: "safe", edits: [{ ...value, newText }] }];
}

/** Where the worker connects to a database: in its main function or in what that calls. */
function findConnection(view: LibraryView, main: FunctionRef): Site | undefined {
  const call = view
    .traceOf(main)
    ?.events.find((event): event is CallEvent => event.kind === "call" && connectFunctions.has(event.callee));
  return call?.site;
}

function checkStartTime(registration: Registration, flagSites: readonly WriteSite[], report: Reporter): void {
  const { numbers, sites } = fieldNumbers(registration, "bgw_start_time");
  if (numbers.length === 0 || !numbers.every(({ value }) => value === startAtPostmasterStart)) return;
  const message = `${workerLabel(registration)} asks for a database connection at BgWorkerStart_PostmasterStart: PostgreSQL refuses to register it`;
  if (sites.length === 0) {
    for (const site of flagSites) {
      report({
        at: site,
        message: `${message} (bgw_start_time is never set, and zero means that)`,
        related: [registeredHere(registration)],
      });
    }
    return;
  }
  for (const site of sites) {
    const edits = site.value ? [{ ...site.value, newText: "BgWorkerStart_RecoveryFinished" }] : [];
    const fixes: Fix[] =
      edits.length > 0 ? [{ title: "Start when recovery has finished", safety: "review", edits }] : [];
    report({ at: site, message, related: [registeredHere(registration)], fixes });
  }
}
