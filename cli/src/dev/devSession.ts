import { resolve } from "node:path";
import type {
  DevPostgres,
  DevProblem,
  DevResult,
  ExistingExtension,
  Run,
} from "../../../devpg/src/host/devPostgres";
import { devPostgresOptions } from "../../../devpg/src/host/devPostgresOptions";
import { projectFolder } from "../../../devpg/src/host/projectFolder";
import { readDevSettings } from "../../../devpg/src/host/readDevSettings";
import { mergeDevSettings } from "../../../devpg/src/project/devSettings";
import { displayPath } from "../check/displayPath";
import { columnsOf, exitCodes, write, type ExitCode } from "../host";
import { paintFor } from "../terminal/paint";
import type { DevHost, DevParts } from "./devHost";
import type { DevOptions } from "./devOptions";
import { DevProgress } from "./devProgress";
import type { DevText } from "./devText";
import { findFolder } from "./findFolder";
import { createPlaceReader } from "./placeReader";
import { problemText } from "./problemText";
import { createSourceFinder } from "./sourceFinder";
import type { SqlText } from "./statementPlace";

/** One call of a command of the dev Postgres. */
export interface DevSession {
  readonly devPostgres: DevPostgres;
  readonly existing: ExistingExtension;
  readonly folder: string;
  readonly run: Run;
  readonly progress: DevProgress;
  /** For what goes to standard output, and to standard error. */
  readonly stdoutText: DevText;
  readonly stderrText: DevText;
  /** Writes to standard output. */
  print(text: string): Promise<void>;
  /** Writes to standard error, beside the progress. */
  tell(text: string): void;
  /** Says what went wrong; the exit code that goes with it. `sql` is what the user asked the server. */
  explain(problem: DevProblem, sql?: SqlText): Promise<ExitCode>;
}

export interface DevCall {
  readonly folder: string | undefined;
  readonly options: DevOptions;
  readonly host: DevHost;
  readonly parts: DevParts;
}

/** Most columns that a text is easy to read in. */
const defaultColumns = 100;

/** Finds the folder and its settings and does `work` with its dev Postgres; Ctrl+C cancels it. */
export async function withDevPostgres(
  call: DevCall,
  work: (session: DevSession) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { host } = call;
  const found = await findFolder(call.folder, host.cwd);
  if (!found.ok) return refuse(host, found.problem.message, found.problem.action);
  const folder = await projectFolder(found.value);
  const options = await optionsOf(folder, call);
  if (!options.ok) return refuse(host, options.problem.message, options.problem.action);
  const { devPostgres, existing } = options.value;
  return host.cancellable(async (signal) => {
    const session = createSession(folder, { devPostgres, existing }, call, signal);
    try {
      const code = await work(session);
      session.progress.end(code === exitCodes.clean ? "done" : "failed");
      return code;
    } catch (error) {
      session.progress.end("failed");
      throw error;
    }
  });
}

async function refuse(host: DevHost, message: string, action: string | undefined): Promise<ExitCode> {
  await write(host.stderr, `dynpgext: ${message}${action === undefined ? "" : `\n${action}`}\n`);
  return exitCodes.failed;
}

/** Settings of the project's file, then options. What is wrong in the file is said, the rest of it counts. */
async function optionsOf(
  folder: string,
  { options, host, parts }: DevCall,
): Promise<DevResult<{ devPostgres: DevPostgres; existing: ExistingExtension }>> {
  const file = await readDevSettings(folder);
  for (const message of file?.problems ?? []) {
    await write(host.stderr, `dynpgext: ${displayPath(file?.path ?? "", host.cwd)}: ${message}\n`);
  }
  const { pgConfig, keep, recreate } = options;
  const given = {
    ...options,
    ...(pgConfig === undefined ? {} : { pgConfig: resolve(host.cwd, pgConfig) }),
    existing: keep === true ? "keep" : recreate === true ? "recreate" : undefined,
  };
  // A version that is asked for is no use beside a `pg_config` that the file names.
  const fromFile = { ...file?.values };
  if (options.pgVersion !== undefined) delete fromFile["pgConfig"];
  const settings = mergeDevSettings(fromFile, given);
  if (!settings.ok) return settings;
  const { loaderSource, createDevPostgres } = parts;
  const place = { folder, loaderSource, env: host.env };
  const devPostgres = createDevPostgres(devPostgresOptions(settings.value, place));
  return { ok: true, value: { devPostgres, existing: settings.value.existing } };
}

function createSession(
  folder: string,
  made: Pick<DevSession, "devPostgres" | "existing">,
  { options, host }: DevCall,
  signal: AbortSignal,
): DevSession {
  const reading = { place: createPlaceReader(host.cwd), sources: createSourceFinder(folder) };
  const textFor = (stream: DevHost["stdout"]): DevText => ({
    ...reading,
    paint: paintFor(options.color, stream, host.env),
    columns: columnsOf(stream, defaultColumns),
    cwd: host.cwd,
    isVerbose: options.verbose === true,
  });
  const stderrText = textFor(host.stderr);
  const progress = new DevProgress({
    stream: host.stderr,
    paint: stderrText.paint,
    detail: options.quiet === true ? "quiet" : options.verbose === true ? "verbose" : "steps",
    isLive: host.stderr.isTTY === true && host.env["TERM"] !== "dumb",
    nowMs: () => performance.now(),
    every(intervalMs, call) {
      const timer = setInterval(call, intervalMs);
      return () => clearInterval(timer);
    },
  });
  return {
    ...made,
    folder,
    run: { signal, watcher: progress },
    progress,
    stdoutText: textFor(host.stdout),
    stderrText,
    print: (text) => write(host.stdout, text),
    tell: (text) => progress.print(text),
    async explain(problem, sql) {
      progress.end("failed");
      if (problem.code === "cancelled") {
        progress.print("dynpgext: cancelled\n");
        return interruptedCode(host);
      }
      progress.print(await problemText(problem, stderrText, sql));
      return isMistakeInSource(problem) ? exitCodes.findings : exitCodes.failed;
    },
  };
}

/** What the user wrote is wrong, not how the command was called or what is there. */
function isMistakeInSource({ code, diagnostics = [], serverMessage }: DevProblem): boolean {
  return serverMessage !== undefined || diagnostics.length > 0 || code === "build-failed";
}

/** As a shell reports a program that the signal ended. */
function interruptedCode({ interruptedBy }: DevHost): ExitCode {
  if (interruptedBy === "SIGTERM") return 143;
  return interruptedBy === "SIGHUP" ? 129 : exitCodes.interrupted;
}
