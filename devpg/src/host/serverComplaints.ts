import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { adviceFor } from "../interpret/advice";
import { logFormatOf } from "../interpret/serverLog";
import type { LogRecord, ServerMessage } from "../interpret/serverMessage";
import { startupMessages } from "../interpret/startupMessages";
import type { ProjectContext } from "./projectContext";
import { readLog } from "./readLog";

const looksBack = 300;
const grave = new Set(["WARNING", "ERROR", "FATAL", "PANIC"]);

/**
 * What the server said that no session was told: while it started (a worker that was registered wrongly is refused with a
 * line of the log only), and what its background processes have complained of since `sinceMs`, milliseconds since 1970.
 */
export async function serverComplaints(
  { layout, installation }: ProjectContext,
  sinceMs: number,
): Promise<readonly ServerMessage[]> {
  const startup = await readFile(join(layout.log, "startup.log"), "utf8").catch(() => "");
  const atStart = startupMessages(startup).filter(
    (message) =>
      grave.has(message.severity) || (message.severity === "LOG" && adviceFor(message) !== undefined),
  );
  const place = { folder: layout.log, format: logFormatOf(installation.major) };
  const records = await readLog(place, looksBack);
  const later = records.filter(
    (record) => grave.has(record.severity) && isOfNobody(record) && timeOf(record) >= sinceMs,
  );
  const seen = new Set<string>();
  return [...atStart, ...later].filter(({ message }) => !seen.has(message) && seen.add(message).has(message));
}

/** Admin_shutdown, which every worker reports that we stop with its server. Source: errcodes.txt, REL_15_STABLE. */
const stoppedByUs = "57P01";

/** Sessions hear of their own errors. */
function isOfNobody({ backendType, code }: LogRecord): boolean {
  if (code === stoppedByUs) return false;
  return backendType !== undefined && backendType !== "client backend" && backendType !== "postmaster";
}

/** `2026-11-21 15:00:00.123 UTC`: the managed settings choose UTC. NaN for another form. */
function timeOf({ timestamp }: LogRecord): number {
  return Date.parse(timestamp.replace(" ", "T").replace(/ (?:UTC|GMT)$/, "Z"));
}
