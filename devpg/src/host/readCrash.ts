import { readdir, readFile, stat } from "node:fs/promises";
import { constants } from "node:os";
import { join } from "node:path";
import { crashDiagnostic, crashMessage, type Crash } from "../interpret/crash";
import { readCrashReport } from "../interpret/crashReport";
import type { LogRecord } from "../interpret/serverMessage";
import type { Layout } from "../plan/layout";
import { resolveFrames } from "./resolveFrames";

/** Where crashes are looked for. */
export interface CrashPlace {
  readonly layout: Pick<Layout, "log" | "data">;
  /** Of the extension. */
  readonly folder: string;
}

/** A core of a crash is written after its report, and takes a moment. */
const coreAfterMs = 30_000;

/** What a process wrote when it died; undefined when it wrote nothing, or has not come to the end of it yet. */
export async function readCrash(place: CrashPlace, pid: number): Promise<Crash | undefined> {
  const text = await readFile(join(place.layout.log, `crash.${pid}`), "utf8").catch(() => "");
  const report = readCrashReport(text);
  if (report === undefined) return undefined;
  const frames = await resolveFrames(report.frames, place.folder);
  const signal = signalName(report.signal);
  const message = crashMessage({ pid, signal, frames, report });
  const diagnostic = crashDiagnostic(message, signal, frames);
  const core = report.ending === "error" ? undefined : await coreOf(place.layout.data, pid, report.atMs);
  return {
    ...{ pid, signal, ending: report.ending, at: new Date(report.atMs), message, frames },
    ...(report.query === undefined ? {} : { query: report.query }),
    ...(diagnostic === undefined ? {} : { diagnostic }),
    ...(core === undefined ? {} : { core }),
  };
}

const died = /\(PID (\d+)\) was terminated by signal (\d+)/u;

/** The process that a record of the postmaster says has died by a signal. Source: LogChildExit, src/backend/postmaster/postmaster.c, REL_15_STABLE. */
export function diedIn({ message }: Pick<LogRecord, "message">): number | undefined {
  const pid = died.exec(message)?.[1];
  return pid === undefined ? undefined : Number(pid);
}

/** What the postmaster says of a process that left no report. */
export function crashOfRecord(record: LogRecord): Crash | undefined {
  const [, pid, number] = died.exec(record.message) ?? [];
  if (pid === undefined) return undefined;
  const signal = signalName(Number(number));
  // Source: LogChildExit, src/backend/postmaster/postmaster.c, REL_15_STABLE.
  const query = /^Failed process was running: (.*)$/su.exec(record.detail ?? "")?.[1];
  const at = new Date(record.timestamp.replace(" ", "T").replace(/ (UTC|GMT)$/u, "Z"));
  return {
    ...{ pid: Number(pid), signal, ending: "signal", at, frames: [] },
    message: crashMessage({ pid: Number(pid), signal, frames: [], report: undefined }),
    ...(query === undefined ? {} : { query }),
  };
}

function signalName(number: number): string {
  return Object.entries(constants.signals).find(([, each]) => each === number)?.[0] ?? `signal ${number}`;
}

/**
 * The core that the system wrote, where it writes them beside the server's data: `core`, or `core.<pid>`. Other systems
 * hand them to a program. Source: core(5).
 */
async function coreOf(data: string, pid: number, sinceMs: number): Promise<string | undefined> {
  const names = (await readdir(data).catch(() => [])).filter(
    (name) => name === "core" || name === `core.${pid}`,
  );
  for (const name of names) {
    const path = join(data, name);
    const file = await stat(path).catch(() => undefined);
    const isOf =
      file !== undefined && file.mtimeMs >= sinceMs - 1_000 && file.mtimeMs <= sinceMs + coreAfterMs;
    if (isOf && file.size > 0) return path;
  }
  return undefined;
}
