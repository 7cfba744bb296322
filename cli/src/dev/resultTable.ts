import type { QueryOutcome } from "../../../devpg/src/host/database";
import { layoutLine } from "../terminal/layoutLine";

/** A result as psql shows it: aligned columns, numbers to the right, the number of rows below. */
export function alignedTable({ columns, rows }: QueryOutcome): string {
  const isRight = columns.map(({ typeOid }) => numericTypes.has(typeOid));
  const cells = rows.map((row) => row.map((value) => (value ?? "").split(/\r\n|\n/).map(laidOut)));
  const heads = columns.map(({ name }) => laidOut(name));
  const widths = heads.map((head, column) =>
    Math.max(head.width, ...cells.flatMap((row) => (row[column] ?? []).map(({ width }) => width))),
  );
  const header = heads.map((head, column) => centred(head, widths[column] ?? 0)).join("|");
  const rule = widths.map((width) => "-".repeat(width + 2)).join("+");
  const body = cells.flatMap((row) => rowLines(row, widths, isRight));
  const count = `(${rows.length} ${rows.length === 1 ? "row" : "rows"})`;
  return `${[header, rule, ...body, count].join("\n")}\n\n`;
}

interface Cell {
  readonly text: string;
  /** In columns of a terminal. */
  readonly width: number;
}

function laidOut(text: string): Cell {
  const { cells, columns } = layoutLine(text);
  return { text: cells.map((cell) => cell.text).join(""), width: columns.at(-1) ?? 0 };
}

/** The lines of one row; a `+` says that the value goes on in the next line. */
function rowLines(
  row: readonly (readonly Cell[])[],
  widths: readonly number[],
  isRight: readonly boolean[],
): readonly string[] {
  const height = Math.max(1, ...row.map((lines) => lines.length));
  return Array.from({ length: height }, (_, index) => {
    const parts = row.map((lines, column) => {
      const cell = lines[index] ?? { text: "", width: 0 };
      const pad = " ".repeat(Math.max(0, (widths[column] ?? 0) - cell.width));
      const mark = index < lines.length - 1 ? "+" : " ";
      return ` ${isRight[column] === true ? pad + cell.text : cell.text + pad}${mark}`;
    });
    return parts.join("|").replace(/ +$/, "");
  });
}

function centred({ text, width }: Cell, columnWidth: number): string {
  const left = Math.floor((columnWidth - width) / 2);
  return ` ${" ".repeat(left)}${text}${" ".repeat(columnWidth - width - left)} `;
}

/** Oids of the types that psql aligns to the right. Source: column_type_alignment, src/fe_utils/print.c, REL_15_STABLE. */
const numericTypes = new Set([20, 21, 23, 26, 28, 29, 700, 701, 790, 1700, 5069]);
