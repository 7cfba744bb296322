import type { LogRecord, ServerMessage } from "./serverMessage";
import { startupMessages } from "./startupMessages";

/** Why a server did not start, from what it wrote to its standard error and to its log; the last fatal message counts. */
export function startupFailure(stderr: string, records: readonly LogRecord[]): ServerMessage | undefined {
  const fatal = records.filter(isFatal).at(-1) ?? lastFatalOf(stderr);
  if (fatal === undefined) return undefined;
  // The server says what is wrong in which file first, and then only that it gives up.
  if (!/configuration file .* contains errors/.test(fatal.message)) return fatal;
  const faults = startupMessages(stderr).filter(
    (message) => message.severity === "LOG" && fault.test(message.message),
  );
  const first = faults[0];
  if (first === undefined) return fatal;
  return { ...fatal, message: faults.map((message) => message.message).join("; ") };
}

const fault = /in file ".*" (near )?line \d+|parameter ".*"/;

function isFatal(message: ServerMessage): boolean {
  return message.severity === "FATAL" || message.severity === "PANIC";
}

function lastFatalOf(stderr: string): ServerMessage | undefined {
  return startupMessages(stderr).filter(isFatal).at(-1);
}
