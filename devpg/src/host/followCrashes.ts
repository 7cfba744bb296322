import { setTimeout as delay } from "node:timers/promises";
import type { Crash } from "../interpret/crash";
import type { LogRecord } from "../interpret/serverMessage";
import { pruneCores } from "./pruneCores";
import { crashOfRecord, diedIn, readCrash, type CrashPlace } from "./readCrash";
import { followLog, type LogPlace } from "./readLog";

/** A core is written while the postmaster already waits: what it says comes after the report. */
const reportMs = 1_000;
const pollMs = 50;

/** Tells each crash of a process of the server from now on, as soon as the server has noticed it, until the signal aborts. */
export async function followCrashes(
  place: CrashPlace,
  log: LogPlace,
  show: (crash: Crash) => void,
  signal: AbortSignal,
): Promise<void> {
  const told = new Set<string>();
  const tell = async (record: LogRecord): Promise<void> => {
    const crash = await crashIn(place, record);
    if (crash === undefined || signal.aborted) return;
    const key = `${crash.pid} ${crash.at.getTime()}`;
    if (told.has(key)) return;
    told.add(key);
    show(crash);
    await pruneCores(place.layout.data);
  };
  await followLog(log, 0, (record) => void tell(record), signal);
}

async function crashIn(place: CrashPlace, record: LogRecord): Promise<Crash | undefined> {
  const pid = diedIn(record);
  // A use of a NULL look-up, which the loader turned into an error, is one too for whoever wrote it.
  if (pid === undefined && record.severity !== "FATAL") return undefined;
  const isSure = pid !== undefined;
  const until = Date.now() + reportMs;
  for (;;) {
    const crash = await readCrash(place, pid ?? record.pid);
    if (crash !== undefined) return isSure || crash.ending === "error" ? crash : undefined;
    if (!isSure) return undefined;
    if (Date.now() > until) return crashOfRecord(record);
    await delay(pollMs);
  }
}
