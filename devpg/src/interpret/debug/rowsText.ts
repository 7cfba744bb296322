/** Rows of one statement, in text form. */
export interface TextRows {
  readonly command: string;
  readonly rowCount: number;
  readonly columns: readonly { readonly name: string }[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** More than that is nothing to read in a debug console. */
const shownRows = 200;

/** What a statement gave, as psql shows it: a table with its count, or what was done. */
export function rowsText({ command, rowCount, columns, rows }: TextRows): string {
  if (columns.length === 0) return `${command}${rowCount > 0 ? ` ${rowCount}` : ""}\n`;
  const shown = rows.slice(0, shownRows).map((row) => row.map((value) => (value ?? "").split("\n")));
  const widths = columns.map(({ name }, column) =>
    Math.max(name.length, ...shown.flatMap((row) => (row[column] ?? []).map((line) => line.length))),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => ` ${cell.padEnd(widths[column] ?? 0)} `)
      .join("|")
      .trimEnd();
  const body = shown.flatMap((row) =>
    Array.from({ length: Math.max(1, ...row.map((lines) => lines.length)) }, (_, at) =>
      line(row.map((lines) => lines[at] ?? "")),
    ),
  );
  const rule = widths.map((width) => "-".repeat(width + 2)).join("+");
  const more = rows.length > shownRows ? `… and ${rows.length - shownRows} more\n` : "";
  const count = `(${rows.length} ${rows.length === 1 ? "row" : "rows"})`;
  return `${[line(columns.map(({ name }) => name)), rule, ...body].join("\n")}\n${more}${count}\n`;
}
