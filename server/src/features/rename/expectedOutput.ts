import type { TextEdit } from "../../base/textEdit";

/**
 * The edits that a renamed word makes in the expected output of a regression test: in the statements that psql
 * echoes and in messages as `word` finds it, and in the headings of results, whose columns psql lays out anew.
 */
export function expectedOutputEdits(
  path: string,
  text: string,
  word: RegExp,
  names: { readonly from: string; readonly to: string },
): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  const lines = text.split("\n");
  let offset = 0;
  for (let i = 0; i < lines.length;) {
    const table = tableAt(lines, i);
    if (table && table.heads.includes(names.from)) {
      const length = lines.slice(i, i + table.count).join("\n").length;
      const before = showTable(table);
      const after = showTable({
        ...table,
        heads: table.heads.map((head) => (head === names.from ? names.to : head)),
      });
      // A table that psql would not print like this is left alone.
      if (before === text.slice(offset, offset + length))
        edits.push({ path, start: offset, end: offset + length, newText: after });
      offset += length + 1;
      i += table.count;
      continue;
    }
    for (const match of lines[i]!.matchAll(word)) {
      const start = offset + match.index;
      edits.push({ path, start, end: start + match[0].length, newText: names.to });
    }
    offset += lines[i]!.length + 1;
    i++;
  }
  return edits;
}

interface Table {
  readonly heads: readonly string[];
  /** Cells as printed, without the margins of their column. */
  readonly rows: readonly (readonly string[])[];
  readonly alignRight: readonly boolean[];
  /** Lines, without the one that counts the rows. */
  readonly count: number;
}

/** A result of psql that begins in a line: headings, a rule, rows, `(n rows)`. */
function tableAt(lines: readonly string[], at: number): Table | undefined {
  const rule = lines[at + 1];
  if (rule === undefined || !/^-+(?:\+-+)*$/u.test(rule)) return undefined;
  const end = lines.findIndex((line, i) => i > at + 1 && /^\(\d+ rows?\)$/u.test(line));
  if (end < 0) return undefined;
  const widths = rule.split("+").map((part) => part.length);
  const cells = (line: string): string[] | undefined => {
    let offset = 0;
    return widths.map((width) => {
      const cell = line.slice(offset, offset + width);
      offset += width + 1;
      return cell;
    });
  };
  const heads = cells(lines[at]!)!.map((head) => head.trim());
  const rows = lines.slice(at + 2, end).map((line) => cells(line)!);
  // Numbers stand to the right: no cell of the column begins at its left margin with something shorter.
  const alignRight = widths.map((width, column) => {
    const filled = rows.map((row) => row[column] ?? "").filter((cell) => cell.trim() !== "");
    const isNumber = (cell: string): boolean =>
      cell.trimEnd().length === width - 1 && /^-?[\d.]+(?:e[-+]?\d+)?$/u.test(cell.trim());
    return filled.length > 0 && filled.every(isNumber);
  });
  return { heads, rows: rows.map((row) => row.map((cell) => cell.trim())), alignRight, count: end - at };
}

/** As psql prints it. Source: src/fe_utils/print.c print_aligned_text, REL_15_STABLE. */
function showTable({ heads, rows, alignRight }: Table): string {
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const last = heads.length - 1;
  const head = heads.map((text, column) => {
    const free = widths[column]! - text.length;
    return ` ${" ".repeat(free >> 1)}${text}${" ".repeat(free - (free >> 1))} `;
  });
  const body = rows.map((row) =>
    row
      .map((text, column) => {
        const fill = " ".repeat(widths[column]! - text.length);
        if (alignRight[column]) return ` ${fill}${text}${column === last ? "" : " "}`;
        return column === last ? ` ${text}` : ` ${text}${fill} `;
      })
      .join("|"),
  );
  return [head.join("|"), widths.map((width) => "-".repeat(width + 2)).join("+"), ...body].join("\n");
}
