import type { LogRecord, ServerMessage } from "./serverMessage";

/** Why a server did not start, from what it wrote to its standard error and to its log; the last fatal message counts. */
export function startupFailure(stderr: string, records: readonly LogRecord[]): ServerMessage | undefined {
  const fatal = records.filter(isFatal).at(-1) ?? lastFatalOf(stderr);
  if (fatal === undefined) return undefined;
  // The server says what is wrong in which file first, and then only that it gives up.
  if (!/configuration file .* contains errors/.test(fatal.message)) return fatal;
  const faults = messagesOf(stderr).filter(
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
  return messagesOf(stderr).filter(isFatal).at(-1);
}

/** `2026-11-21 15:00:00.000 UTC [42] FATAL:  XX000: message`; the prefix and the code depend on settings that may not have been read yet. */
function messagesOf(stderr: string): readonly ServerMessage[] {
  const messages: ServerMessage[] = [];
  for (const line of stderr.split("\n")) {
    const match = /(?:^|\s)(LOG|WARNING|ERROR|FATAL|PANIC|DETAIL|HINT):\s+(?:([0-9A-Z]{5}): )?(.*)$/.exec(
      line,
    );
    if (match === null) {
      const loose = /^\S*postgres: (.*)$/.exec(line);
      if (loose !== null) messages.push({ severity: "FATAL", code: "XX000", message: loose[1]! });
      continue;
    }
    const [, severity, code, text] = match;
    const last = messages.at(-1);
    if (severity === "DETAIL" || severity === "HINT") {
      if (last === undefined) continue;
      messages[messages.length - 1] = { ...last, [severity === "DETAIL" ? "detail" : "hint"]: text! };
    } else messages.push({ severity: severity!, code: code ?? "XX000", message: text! });
  }
  return messages;
}
