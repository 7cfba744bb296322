import { LineMap } from "../../../server/src/base/lineMap";
import type { Span } from "../../../server/src/base/span";
import { controlEntry, readControl } from "../../../server/src/syntax/control/readControl";
import type { ServerMessage } from "./serverMessage";
import type { SourceDiagnostic } from "./sourceDiagnostic";

/** What the server says of a control file, at its line; undefined when the message is about something else. */
export function controlError(
  message: ServerMessage,
  { path, text }: { readonly path: string; readonly text: string },
): SourceDiagnostic | undefined {
  const span = spanOf(message.message, text);
  if (span === undefined) return undefined;
  const map = new LineMap(text);
  return {
    ...{ path, start: map.position(span.start), end: map.position(span.end) },
    ...{ source: "sql", severity: "error", message: message.message, code: message.code, related: [] },
  };
}

function spanOf(message: string, text: string): Span | undefined {
  const control = readControl(text);
  const line = /syntax error in file ".*\.control" line (\d+)/.exec(message)?.[1];
  if (line !== undefined) {
    const number = Number(line) - 1;
    const start = new LineMap(text).offset({ line: number, column: 0 });
    const found = control.errors.find(({ span }) => span.start >= start);
    return found?.span ?? { start, end: start + new LineMap(text).line(number).length };
  }
  const parameter = /(?:unrecognized )?parameter "(\w+)" /.exec(message)?.[1];
  const entry = parameter === undefined ? undefined : controlEntry(control, parameter);
  if (entry !== undefined) return { start: entry.keySpan.start, end: entry.valueSpan.end };
  const required = /required extension "(.+)" is not installed|extension "(.+)" is not available/.exec(
    message,
  );
  if (required !== null) {
    const requires = controlEntry(control, "requires");
    const name = required[1] ?? required[2]!;
    return requires?.value.includes(name) === true ? requires.valueSpan : undefined;
  }
  if (
    /has no installation script nor update path|version to install must be specified|has no update path/.test(
      message,
    )
  )
    return controlEntry(control, "default_version")?.valueSpan ?? control.firstLine;
  if (/is not a valid encoding name/.test(message)) return controlEntry(control, "encoding")?.valueSpan;
  return undefined;
}
