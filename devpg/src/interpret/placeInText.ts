import { LineMap } from "../../../server/src/base/lineMap";
import { columnOfByte, columnOfDisplay } from "./displayColumn";
import type { SourcePlace } from "./sourceDiagnostic";

/** What a tool says about a place: 0-based line, and a column or the line of carets that it drew below the source. */
export interface ReportedPlace {
  readonly path: string;
  readonly line: number;
  /** 0-based, in display columns unless `countsBytes`: they differ only behind tabs and non-ASCII text. */
  readonly column?: number;
  readonly countsBytes?: boolean;
  /** Of the drawing, without its margin: `   ^~~~`. */
  readonly carets?: string;
}

/** The exact range: what the carets underline, else the word at the column, else the text of the line. */
export function placeInText(
  { path, line, column, countsBytes, carets }: ReportedPlace,
  text: string | undefined,
): SourcePlace {
  const source = text === undefined ? "" : new LineMap(text).line(line);
  const at = (start: number, end: number): SourcePlace => ({
    path,
    start: { line, column: start },
    end: { line, column: end },
  });
  const drawn = carets === undefined ? undefined : caretRun(carets);
  if (drawn !== undefined) {
    const start = columnOfDisplay(source, drawn.start);
    const end = columnOfDisplay(source, drawn.end);
    if (end - start > 1) return at(start, end);
    return at(start, Math.max(end, wordEnd(source, start)));
  }
  if (column === undefined) return at(source.length - source.trimStart().length, source.trimEnd().length);
  const start = countsBytes === true ? columnOfByte(source, column) : columnOfDisplay(source, column);
  return at(start, wordEnd(source, start));
}

/** The run of `~` and `^` around the `^`, in display columns. */
function caretRun(carets: string): { start: number; end: number } | undefined {
  const caret = carets.indexOf("^");
  if (caret < 0) return undefined;
  let start = caret;
  while (carets[start - 1] === "~") start--;
  let end = caret + 1;
  while (carets[end] === "~") end++;
  return { start, end };
}

function wordEnd(source: string, start: number): number {
  const word = /^[\p{L}\p{N}_]+/u.exec(source.slice(start));
  return Math.min(Math.max(source.length, start), start + (word?.[0].length ?? 1));
}
