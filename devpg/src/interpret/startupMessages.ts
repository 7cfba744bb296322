import type { ServerMessage } from "./serverMessage";

/**
 * What a server wrote to its standard error before its logger took over, line by line:
 * `2026-11-21 15:00:00.000 UTC [42] FATAL:  XX000: message`; the prefix and the code depend on settings that may not have been read yet.
 */
export function startupMessages(stderr: string): readonly ServerMessage[] {
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
