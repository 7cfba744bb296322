import type { LogRecord } from "../../devpg/src/interpret/serverMessage";
import { withDevPostgres, type DevCall } from "./dev/devSession";
import { logText, reaches, type LogLevel } from "./dev/logText";
import { exitCodes, type ExitCode } from "./host";

export interface LogOptions {
  readonly follow?: true;
  /** Records. */
  readonly lines: number;
  readonly level?: LogLevel;
}

/** Prints the end of the server's log; with `follow` goes on until it is interrupted. */
export function logs(call: DevCall, { follow, lines, level }: LogOptions): Promise<ExitCode> {
  return withDevPostgres(call, async ({ devPostgres, run, explain, print, stdoutText }) => {
    const isWanted = (record: LogRecord): boolean => level === undefined || reaches(record, level);
    const textOf = async (record: LogRecord): Promise<string> =>
      call.options.json === true ? `${JSON.stringify(record)}\n` : logText(record, stdoutText);
    if (follow !== true) {
      // Of a level, the last ones that have it.
      const read = await devPostgres.readLog(level === undefined ? lines : Number.MAX_SAFE_INTEGER);
      if (!read.ok) return explain(read.problem);
      const wanted = read.value.filter(isWanted).slice(lines === 0 ? read.value.length : -lines);
      for (const record of wanted) await print(await textOf(record));
      return exitCodes.clean;
    }
    let printed = Promise.resolve();
    const show = (record: LogRecord): void => {
      if (isWanted(record)) printed = printed.then(async () => print(await textOf(record)));
    };
    const followed = await devPostgres.followLog(lines, show, run.signal);
    await printed;
    if (!followed.ok && followed.problem.code !== "cancelled") return explain(followed.problem);
    // Ctrl+C is how one stops to follow.
    return exitCodes.interrupted;
  });
}
