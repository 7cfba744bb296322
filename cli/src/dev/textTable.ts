/** Rows of cells in columns two blanks apart, each line indented; colours take no room, empty columns neither. */
export function textTable(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, shownLength(cell));
    });
  }
  const lines = rows.map((row) => {
    const cells = row.flatMap((cell, column) => {
      const width = widths[column] ?? 0;
      return width === 0 ? [] : [cell + " ".repeat(width - shownLength(cell))];
    });
    return `  ${cells.join("  ").trimEnd()}\n`;
  });
  return lines.join("");
}

function shownLength(text: string): number {
  return text.replaceAll(/\u001b\[[\d;]*m/g, "").length;
}
