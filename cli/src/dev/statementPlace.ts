import { LineMap } from "../../../server/src/base/lineMap";
import type { Place } from "../report";

/** A text of SQL and how it is called on the screen: a path, `--sql`, … */
export interface SqlText {
  readonly name: string;
  readonly text: string;
}

/**
 * The place of a 1-based character position of the server, up to the end of the word there. Undefined beyond the text.
 * The server counts characters, we count UTF-16 units. Source: manual of PostgreSQL 15, "Error and Notice Message Fields".
 */
export function statementPlace({ name, text }: SqlText, position: number): Place | undefined {
  const before = [...text].slice(0, position - 1).join("");
  if (position < 1 || before.length > text.length) return undefined;
  const rest = text.slice(before.length);
  const word = /^(?:[\p{L}\p{N}_$]+(?:\.[\p{L}\p{N}_$]+)*|"[^"\n]*"|'[^'\n]*'|\S)/u.exec(rest)?.[0] ?? "";
  const lines = new LineMap(text);
  const start = lines.position(before.length);
  const end = lines.position(before.length + word.length);
  return { path: name, start, end, firstLine: lines.line(start.line), lastLine: lines.line(end.line) };
}
