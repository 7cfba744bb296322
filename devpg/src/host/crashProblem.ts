import { setTimeout as delay } from "node:timers/promises";
import { frameText, type Crash } from "../interpret/crash";
import { adviceFor } from "../interpret/advice";
import { logFormatOf } from "../interpret/serverLog";
import type { LogRecord } from "../interpret/serverMessage";
import type { SourceDiagnostic } from "../interpret/sourceDiagnostic";
import type { Database } from "./database";
import type { DevProblem, DevResult } from "./devPostgres";
import type { ProjectContext } from "./projectContext";
import { crashOfRecord, readCrash } from "./readCrash";
import { readLog } from "./readLog";
import { readSanitizerReports } from "./readSanitizerReports";

/** The postmaster writes of a crash as soon as it has noticed it. */
const waitsMs = 3_000;
const pollMs = 50;

/** What a crash is looked for with. */
export type CrashContext = Pick<ProjectContext, "layout" | "options"> & {
  readonly installation: Pick<ProjectContext["installation"], "major">;
};

/**
 * What became of a connection that was lost while something was tried: `server-crashed` with where and why the process
 * behind it died; else the problem as it is, for instance when the server was stopped.
 */
export async function crashProblem(
  tried: string,
  problem: DevProblem,
  { context, database }: { readonly context: CrashContext; readonly database: Pick<Database, "pid"> },
): Promise<DevProblem> {
  const found = await awaitCrash(context, database.pid);
  if (found === undefined) return { ...problem, message: `${tried} failed: ${problem.message}` };
  const { crash, record } = found;
  const advice = adviceFor(record);
  const diagnostics = crash === undefined ? [] : await diagnosticsOf(context, crash);
  const output = crash === undefined ? [] : crashLines(crash);
  // A diagnostic says it at its line.
  const isToldThere = crash === undefined || diagnostics.some(({ message }) => message === crash.message);
  return {
    code: "server-crashed",
    message: `${tried} crashed the server: ${record.message}${isToldThere ? "" : `. ${crash.message}`}`,
    action: advice?.action ?? "Look into the server log (`dynpgext logs`)",
    serverMessage: record,
    ...(advice === undefined ? {} : { advice }),
    ...(diagnostics.length === 0 ? {} : { diagnostics }),
    ...(output.length === 0 ? {} : { output }),
  };
}

/**
 * What is to be said of a statement that failed: where the process was when its connection was lost, or when a use of a
 * NULL look-up ended it with FATAL. Other problems stay what they are.
 */
export async function explainLoss(
  context: CrashContext,
  problem: DevProblem,
  pid: number,
): Promise<DevResult<DevProblem>> {
  return { ok: true, value: await explained(context, problem, pid) };
}

async function explained(context: CrashContext, problem: DevProblem, pid: number): Promise<DevProblem> {
  if (problem.code === "connection-lost") {
    const crashed = await crashProblem("The statement", problem, { context, database: { pid } });
    return crashed.code === "server-crashed" ? crashed : problem;
  }
  if (problem.serverMessage?.severity !== "FATAL") return problem;
  const crash = await readCrash(placeOf(context), pid);
  if (crash === undefined || crash.ending !== "error") return problem;
  const diagnostics = await diagnosticsOf(context, crash);
  return { ...problem, ...(diagnostics.length === 0 ? {} : { diagnostics }), output: crashLines(crash) };
}

/** The query and the backtrace, for people. */
export function crashLines({ frames, query, core }: Crash): readonly string[] {
  return [
    ...(query === undefined ? [] : [`while it ran: ${query}`]),
    ...untilLoop(frames).map((frame, at) => `#${at}  ${frameText(frame)}`),
    ...(core === undefined ? [] : [`core file: ${core}`]),
  ];
}

/** What is outside of a process's own loop is the same for all. */
function untilLoop(frames: Crash["frames"]): Crash["frames"] {
  const outermost = frames.findIndex(({ function: name }) => name !== undefined && loops.has(name));
  return outermost < 0 ? frames : frames.slice(0, outermost + 1);
}

/** Source: src/backend/tcop/postgres.c and src/backend/postmaster/bgworker.c, REL_15_STABLE. */
const loops = new Set(["PostgresMain", "StartBackgroundWorker", "BackgroundWorkerMain"]);

/** Where it died in the extension's source, and what a sanitizer said of the process. */
async function diagnosticsOf(context: CrashContext, crash: Crash): Promise<readonly SourceDiagnostic[]> {
  const reports = await readSanitizerReports({ layout: context.layout, folder: context.options.folder });
  const own = reports.filter(({ message }) => message.includes(`in process ${crash.pid}`));
  if (own.length > 0) return own;
  return crash.diagnostic === undefined ? [] : [crash.diagnostic];
}

function placeOf({ layout, options }: CrashContext): { layout: CrashContext["layout"]; folder: string } {
  return { layout, folder: options.folder };
}

async function awaitCrash(
  context: CrashContext,
  pid: number,
): Promise<{ readonly crash: Crash | undefined; readonly record: LogRecord } | undefined> {
  const { layout, installation } = context;
  const place = { folder: layout.log, format: logFormatOf(installation.major) };
  const isAbout = ({ message }: LogRecord): boolean =>
    message.includes(`(PID ${pid})`) && /terminated by|exited with/.test(message);
  const until = Date.now() + waitsMs;
  for (;;) {
    const record = (await readLog(place, 100)).find(isAbout);
    if (record !== undefined) {
      return { crash: (await readCrash(placeOf(context), pid)) ?? crashOfRecord(record), record };
    }
    if (Date.now() > until) return undefined;
    await delay(pollMs);
  }
}
