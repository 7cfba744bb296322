import { LineMap } from "../../../server/src/base/lineMap";
import type { PlotRow, RegionPlot } from "../../../server/src/engine/regionPlot";
import type { Paint, Style } from "../terminal/paint";

export interface RegionPlotOptions {
  readonly paint: Paint;
  readonly columns: number;
  /** As the user knows the file. */
  readonly path: string;
  /** 0-based line that was asked about; it is pointed at. */
  readonly line: number;
}

/** Signs of one cell wide in every terminal font. */
const signs: Readonly<Record<PlotRow["mark"], string>> = {
  opened: "┬",
  closed: "┴",
  reset: "≈",
  switchedTo: "▶",
  allocated: "●",
  used: "○",
  freed: "×",
  usedAfterEnd: "!",
};

const legend =
  "┃ current  │ alive  ┬ opened  ┴ ended  ≈ emptied  ▶ made current  ● allocates  ○ uses  × frees  ! used after its end";

const mostCodeColumns = 52;

/** A function's memory regions as a plot: a bar for each region, and what happens in which line. */
export function formatRegionPlot(plot: RegionPlot, text: string, options: RegionPlotOptions): string {
  const { paint, path } = options;
  const lines = new LineMap(text);
  const place = `${path}:${lines.position(nameOffset(plot, text)).line + 1}`;
  const head = `${paint("strong", plot.name)}  ${paint("faint", place)}\n`;
  if (plot.rows.length === 0) return `${head}\nNothing happens to memory regions in this function.\n`;
  const names = plot.regions.map(({ name }, i) => `  ${i + 1}  ${name}\n`).join("");
  return `${head}\n${names}\n${plotLines(plot, lines, options).join("")}\n${paint("faint", legend)}\n`;
}

/** Where the name stands in the head: comments may come before it. */
function nameOffset({ name, span }: RegionPlot, text: string): number {
  const found = text.indexOf(`${name}(`, span.start);
  return found < 0 || found > span.end ? span.start : found;
}

function plotLines(plot: RegionPlot, lines: LineMap, options: RegionPlotOptions): string[] {
  const { paint, columns } = options;
  const byLine = rowsByLine(plot, lines, options.line);
  const gutter = Math.max(...byLine.map(({ line }) => String(line + 1).length));
  const codes = byLine.map(({ line }) => lines.line(line).trim());
  const width = Math.min(mostCodeColumns, Math.max(...codes.map(({ length }) => length)));
  const numbers = plot.regions.map((_, i) => String(i + 1).padEnd(2)).join("");
  const header = `${" ".repeat(gutter + 4)}${paint("faint", numbers.trimEnd())}\n`;
  const body = byLine.map(({ line, rows, state }, i) => {
    const isAsked = line === options.line;
    const number = paint(isAsked ? "strong" : "gutter", String(line + 1).padStart(gutter));
    const cells = plot.regions.map((_, region) => cellOf(region, rows, state, paint)).join(" ");
    const code = codes[i]!;
    const shown = code.length > width ? `${code.slice(0, width - 1)}…` : code.padEnd(width);
    const byWeight = [...rows].sort((a, b) => weightOf(b) - weightOf(a));
    const notes = [...new Set(byWeight.map(({ note }) => note))].join("; ");
    const room = columns - gutter - 6 - plot.regions.length * 2 - width - 2;
    const note = notes.length > room && room > 20 ? `${notes.slice(0, room - 1)}…` : notes;
    const style: Style = rows.some(({ mark }) => mark === "usedAfterEnd") ? "error" : "faint";
    return `${isAsked ? ">" : " "} ${number}  ${cells}  ${`${shown}  ${paint(style, note)}`.trimEnd()}\n`;
  });
  return [header, ...body];
}

interface PlotLine {
  readonly line: number;
  readonly rows: readonly PlotRow[];
  /** What holds after the line. */
  readonly state: Pick<PlotRow, "lives" | "current">;
}

/** One for each line in which something happens, and for the line that was asked about. */
function rowsByLine({ rows, regions }: RegionPlot, lines: LineMap, asked: number): readonly PlotLine[] {
  const byLine = new Map<number, PlotRow[]>([[asked, []]]);
  for (const row of rows) {
    const { line } = lines.position(row.site.start);
    const known = byLine.get(line);
    if (known) known.push(row);
    else byLine.set(line, [row]);
  }
  const opened = new Set(rows.flatMap(({ mark, region }) => (mark === "opened" ? region : [])));
  let state: PlotLine["state"] = { lives: regions.map((_, i) => !opened.has(i)), current: 0 };
  return [...byLine]
    .sort(([a], [b]) => a - b)
    .map(([line, own]) => {
      state = own.at(-1) ?? state;
      return { line, rows: own, state };
    });
}

function cellOf(region: number, rows: readonly PlotRow[], state: PlotLine["state"], paint: Paint): string {
  const [row] = rows.filter((one) => one.region === region).sort((a, b) => weightOf(b) - weightOf(a));
  if (row) return paint(styleOf(row), signs[row.mark]);
  if (state.current === region) return paint("strong", "┃");
  return state.lives[region] === true ? paint("faint", "│") : " ";
}

/** Of several things that happen in one line the one that says most. */
function weightOf({ mark }: PlotRow): number {
  return ["used", "allocated", "freed", "switchedTo", "reset", "opened", "closed", "usedAfterEnd"].indexOf(
    mark,
  );
}

function styleOf({ mark }: PlotRow): Style {
  if (mark === "usedAfterEnd") return "error";
  if (mark === "allocated") return "fix";
  return mark === "closed" || mark === "reset" || mark === "freed" ? "warning" : "strong";
}
