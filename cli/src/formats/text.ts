import { severities, type Severity } from "../../../server/src/base/finding";
import type { Place, Report, ReportedFinding } from "../report";
import { clipLine, layoutLine } from "../terminal/layoutLine";
import type { Paint } from "../terminal/paint";

export interface TextOptions {
  readonly paint: Paint;
  /** Columns of the terminal; longer source lines are clipped. */
  readonly columns: number;
}

/** The report for people: each finding with its source lines, as rustc shows them, and a summary. */
export function formatText(report: Report, options: TextOptions): string {
  const parts = report.findings.map((finding) => findingText(finding, options) + "\n");
  return parts.join("") + summary(report, options.paint);
}

function findingText(finding: ReportedFinding, options: TextOptions): string {
  const { paint } = options;
  const { rule, severity, place, message, related, fix } = finding;
  const width = gutterWidth([place, ...related.map((note) => note.place)]);
  const bar = paint("gutter", `${" ".repeat(width)} |`);
  const lines = [
    `${paint(severity, `${severity}[${rule}]`)}${paint("strong", `: ${message}`)}`,
    ...snippet(place, { ...options, width, mark: "^", style: severity }),
  ];
  for (const note of related) {
    lines.push(`${paint("note", "note")}: ${note.message}`);
    lines.push(...snippet(note.place, { ...options, width, mark: "-", style: "note" }));
  }
  if (fix !== undefined) {
    const how = fix.safety === "safe" ? "`--fix` does it" : "look at it before you take it";
    lines.push(
      bar,
      `${paint("gutter", `${" ".repeat(width)} =`)} ${paint("fix", "help")}: ${fix.title} (${how})`,
    );
  }
  return lines.join("\n") + "\n";
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
  return Math.max(...places.map(({ end }) => String(end.line + 1).length));
}

function summary({ findings, files, fixed }: Report, paint: Paint): string {
  const counts = severities.map((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    const noun = severity === "info" ? `info` : plural(count, severity);
    return count === 0 ? undefined : paint(severity, `${count} ${noun}`);
  });
  const listed = counts.filter((count) => count !== undefined).join(", ");
  const fixedText = fixed === undefined ? "" : `${fixed} ${plural(fixed, "finding")} fixed. `;
  const inFiles = `in ${files} ${plural(files, "file")}`;
  if (listed === "") return `${fixedText}${fixedText === "" ? "No findings" : "None left"} ${inFiles}.\n`;
  const rules = new Set(findings.map(({ rule }) => rule));
  const example = rules.size === 1 ? [...rules][0] : "RULE";
  const safe = findings.filter((finding) => finding.fix?.safety === "safe").length;
  const offer = safe === 0 || fixed !== undefined ? "" : `, ${safe} can be fixed by \`--fix\``;
  return `${fixedText}${listed} ${inFiles}${offer}. \`dynpgext explain ${example}\` tells why.\n`;
}

function plural(count: number, noun: string): string {
  return count === 1 ? noun : `${noun}s`;
}
