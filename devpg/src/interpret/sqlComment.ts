/** Where comments of SQL end. Source: src/backend/parser/scan.l, REL_15_STABLE. */

/** The end of a comment that begins with a slash and a star at `start`: such comments nest. */
export function commentEnd(text: string, start: number): number {
  const marks = /\/\*|\*\//g;
  marks.lastIndex = start;
  let depth = 0;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    depth += mark[0] === "/*" ? 1 : -1;
    if (depth === 0) return marks.lastIndex;
  }
  return text.length;
}

/** The end of the line, and so of a comment that two dashes begin. */
export function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf("\n", offset);
  return newline < 0 ? text.length : newline;
}
