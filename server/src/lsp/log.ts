import type { Connection } from "vscode-languageserver/node";

/** What the server tells the client's output channel. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
  /** An error of ours: logged with its stack, for the bug report. */
  failure(what: string, error: unknown): void;
}

export function createLog(connection: Connection): Log {
  return {
    info: (message) => connection.console.info(message),
    warn: (message) => connection.console.warn(message),
    failure: (what, error) => connection.console.error(`${what} failed: ${describe(error)}`),
  };
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const details = "details" in error && error.details !== undefined ? `\n${safeJson(error.details)}` : "";
  return (error.stack ?? error.message) + details;
}

function safeJson(details: unknown): string {
  try {
    return JSON.stringify(details) ?? "undefined";
  } catch {
    // Cyclic details: the stack alone has to do.
    return "[details that are not JSON]";
  }
}
