import { logFormatOf } from "../../interpret/serverLog";
import type { LogRecord } from "../../interpret/serverMessage";
import type { RegressVerdict } from "../../interpret/tests/regressOutput";
import { readLog } from "../readLog";
import type { SuiteJob } from "./suiteJob";

const mostRecords = 5_000;

/** Processes of the server that crashed during a run of tests, as the postmaster tells, oldest first. */
export async function crashesSince(
  { workplace: { layout, system } }: Pick<SuiteJob, "workplace">,
  since: Date,
  verdicts: readonly RegressVerdict[],
): Promise<readonly LogRecord[]> {
  if (verdicts.every(({ outcome }) => outcome === "passed")) return [];
  const place = { folder: layout.log, format: logFormatOf(system.major) };
  const records = await readLog(place, mostRecords);
  return records.filter(
    ({ message, timestamp }) =>
      /was terminated by signal|exited with exit code \d+$/.test(message) &&
      /^server process/.test(message) &&
      isLater(timestamp, since),
  );
}

/** `2026-11-21 15:00:00.123 UTC`; the managed settings choose UTC. */
function isLater(timestamp: string, since: Date): boolean {
  const time = Date.parse(timestamp.replace(" ", "T").replace(/ (UTC|GMT)$/, "Z"));
  return !(time < since.getTime() - 1_000);
}
