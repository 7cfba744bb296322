import { setTimeout as delay } from "node:timers/promises";
import { adviceFor } from "../interpret/advice";
import { logFormatOf } from "../interpret/serverLog";
import type { LogRecord } from "../interpret/serverMessage";
import type { Database } from "./database";
import type { DevProblem } from "./devPostgres";
import type { ProjectContext } from "./projectContext";
import { readLog } from "./readLog";

/** The postmaster writes of a crash as soon as it has noticed it. */
const waitsMs = 3_000;
const pollMs = 50;

/**
 * What became of a connection that was lost while something was tried: `server-crashed` with the postmaster's own words
 * when the process behind it crashed; else the problem as it is, for instance when the server was stopped.
 */
export async function crashProblem(
  tried: string,
  problem: DevProblem,
  { context, database }: { readonly context: ProjectContext; readonly database: Pick<Database, "pid"> },
): Promise<DevProblem> {
  const record = await crashRecord(context, database.pid);
  if (record === undefined) return { ...problem, message: `${tried} failed: ${problem.message}` };
  const advice = adviceFor(record);
  return {
    code: "server-crashed",
    message: `${tried} crashed the server: ${record.message}`,
    action: advice?.action ?? "Look into the server log (`dynpgext logs`)",
    serverMessage: record,
    ...(advice === undefined ? {} : { advice }),
  };
}

async function crashRecord(
  { layout, installation }: ProjectContext,
  pid: number,
): Promise<LogRecord | undefined> {
  const place = { folder: layout.log, format: logFormatOf(installation.major) };
  const isAbout = ({ message }: LogRecord): boolean =>
    message.includes(`(PID ${pid})`) && /terminated by|exited with/.test(message);
  const until = Date.now() + waitsMs;
  for (;;) {
    const found = (await readLog(place, 100)).find(isAbout);
    if (found !== undefined || Date.now() > until) return found;
    await delay(pollMs);
  }
}
