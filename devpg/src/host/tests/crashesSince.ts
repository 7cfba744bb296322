import { setTimeout as delay } from "node:timers/promises";
import type { Crash } from "../../interpret/crash";
import { logFormatOf } from "../../interpret/serverLog";
import { crashOfRecord, diedIn, readCrash } from "../readCrash";
import { readLog } from "../readLog";
import type { SuiteJob } from "./suiteJob";

const mostRecords = 5_000;
/** The postmaster notices a crash when the test has already seen its connection close. */
const waitsMs = 3_000;
const pollMs = 50;

/**
 * Processes of the server that crashed since, oldest first; asked for when a test has lost its connection, so it waits a
 * moment for the first.
 */
export async function crashesSince(
  { workplace: { layout, system }, options: { folder } }: Pick<SuiteJob, "workplace" | "options">,
  since: Date,
): Promise<readonly Crash[]> {
  const log = { folder: layout.log, format: logFormatOf(system.major) };
  const until = Date.now() + waitsMs;
  for (;;) {
    const crashes: Crash[] = [];
    for (const record of await readLog(log, mostRecords)) {
      if (!isLater(record.timestamp, since)) continue;
      const pid = diedIn(record);
      if (pid === undefined && record.severity !== "FATAL") continue;
      const crash = await readCrash({ layout, folder }, pid ?? record.pid);
      // A use of a NULL look-up, which the loader turned into an error, is one too for whoever wrote it.
      const isOne = pid !== undefined || crash?.ending === "error";
      const told = crash ?? crashOfRecord(record);
      if (isOne && told !== undefined) crashes.push(told);
    }
    if (crashes.length > 0 || Date.now() > until) return crashes;
    await delay(pollMs);
  }
}

/** `2026-11-21 15:00:00.123 UTC`; the managed settings choose UTC. */
function isLater(timestamp: string, since: Date): boolean {
  const time = Date.parse(timestamp.replace(" ", "T").replace(/ (UTC|GMT)$/, "Z"));
  return !(time < since.getTime() - 1_000);
}
