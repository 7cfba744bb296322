import type { Severity } from "../../../server/src/base/finding";
import type { Place } from "../report";
import { clipLine, layoutLine } from "../terminal/layoutLine";
import type { Paint, Style } from "../terminal/paint";

export interface TextOptions {
  readonly paint: Paint;
  /** Columns of the terminal; longer source lines are clipped. */
  readonly columns: number;
}

/** Something said about a place, with the source lines. */
export interface PlacedMessage {
  readonly severity: Severity;
  /** Shown in brackets after the severity: id of a rule, an SQLSTATE, an option of the compiler. */
  readonly code?: string;
  readonly message: string;
  /** Absent when it is not known where. */
  readonly place?: Place;
  readonly related: readonly { readonly place: Place; readonly message: string }[];
  /** Lines below the source. */
  readonly notes: readonly { readonly label: string; readonly text: string; readonly style: Style }[];
}

/** A message with its source lines, as rustc shows them; several lines without a final line break. */
export function placedText(placed: PlacedMessage, options: TextOptions): string {
  const { paint } = options;
  const { severity, code, place, message, related, notes } = placed;
  const places = [...(place === undefined ? [] : [place]), ...related.map((note) => note.place)];
  const width = gutterWidth(places);
  const gutter = " ".repeat(width);
  const label = code === undefined ? severity : `${severity}[${code}]`;
  const lines = [
    `${paint(severity, label)}${paint("strong", `: ${message}`)}`,
    ...(place === undefined ? [] : snippet(place, { ...options, width, mark: "^", style: severity })),
  ];
  for (const note of related) {
    lines.push(`${paint("note", "note")}: ${note.message}`);
    lines.push(...snippet(note.place, { ...options, width, mark: "-", style: "note" }));
  }
  if (notes.length > 0 && places.length > 0) lines.push(paint("gutter", `${gutter} |`));
  for (const { label: what, text, style } of notes) {
    // Further lines of a note stand below its first word.
    const indent = " ".repeat(width + what.length + 5);
    const shown = text.split("\n").join(`\n${indent}`);
    lines.push(`${paint("gutter", `${gutter} =`)} ${paint(style, what)}: ${shown}`);
  }
  return lines.join("\n");
}

interface SnippetOptions extends TextOptions {
  /** Digits of the widest line number. */
  readonly width: number;
  readonly mark: "^" | "-";
  readonly style: Severity | "note";
}

/** The arrow line and the source line with its marks; of several lines the first and the last. */
function snippet(place: Place, options: SnippetOptions): string[] {
  const { paint, width } = options;
  const { path, start, end, firstLine, lastLine } = place;
  const bar = paint("gutter", `${" ".repeat(width)} |`);
  const arrow = `${" ".repeat(width)}${paint("gutter", "-->")} ${path}:${start.line + 1}:${start.column + 1}`;
  if (start.line === end.line) {
    return [arrow, bar, ...markedLine(start.line, firstLine, start.column, end.column, options)];
  }
  const indent = lastLine.length - lastLine.trimStart().length;
  return [
    arrow,
    bar,
    ...markedLine(start.line, firstLine, start.column, firstLine.length, options),
    ...(end.line > start.line + 1 ? [paint("gutter", "...")] : []),
    ...(end.column > 0
      ? markedLine(end.line, lastLine, Math.min(indent, end.column), end.column, options)
      : []),
  ];
}

function markedLine(
  line: number,
  text: string,
  start: number,
  end: number,
  options: SnippetOptions,
): string[] {
  const { paint, width, columns, mark, style } = options;
  const layout = layoutLine(text);
  const startColumn = layout.columns[start] ?? layout.columns.at(-1) ?? 0;
  const endColumn = layout.columns[end] ?? layout.columns.at(-1) ?? 0;
  const clipped = clipLine(layout, startColumn, endColumn, Math.max(40, columns - width - 3));
  const marks = mark.repeat(Math.max(1, clipped.end - clipped.start));
  const number = paint("gutter", `${String(line + 1).padStart(width)} |`);
  return [
    `${number} ${clipped.text}`.trimEnd(),
    `${paint("gutter", `${" ".repeat(width)} |`)} ${" ".repeat(clipped.start)}${paint(style, marks)}`,
  ];
}

function gutterWidth(places: readonly Place[]): number {
  return Math.max(1, ...places.map(({ end }) => String(end.line + 1).length));
}
