/** A line of a Makefile after its continuations are joined. */
export interface MakeLine {
  readonly start: number;
  readonly end: number;
  /** As long as the original: continuations and carriage returns are blanks. */
  readonly text: string;
  /** Begins with a tab: a command, when it follows a rule. */
  readonly isTabbed: boolean;
}

/** The logical lines of a Makefile, in order, without their line breaks. */
export function makeLines(text: string): MakeLine[] {
  const lines: MakeLine[] = [];
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (start < text.length) {
    let end = lineEnd(text, start);
    while (end < text.length && endsInBackslash(text, start, end)) end = lineEnd(text, end + 1);
    const line = text
      .slice(start, end)
      .replace(/\\\r?\n|\r|\\$/g, (found) => (found === "\\" ? found : " ".repeat(found.length)));
    lines.push({ start, end, text: line, isTabbed: line.startsWith("\t") });
    start = end + 1;
  }
  return lines;
}

/**
 * The line up to its comment. `\#` is no comment, nor is `#` inside a reference or call.
 * Source: GNU make 4.3 manual, "What Makefiles Contain", and its NEWS.
 */
export function withoutComment(line: string): string {
  let depth = 0;
  for (let i = 0; i < line.length; i++) {
    const letter = line[i];
    if (letter === "\\") i++;
    else if (letter === "$" && (line[i + 1] === "(" || line[i + 1] === "{")) {
      depth++;
      i++;
    } else if (depth > 0 && (letter === "(" || letter === "{")) depth++;
    else if (depth > 0 && (letter === ")" || letter === "}")) depth--;
    else if (depth === 0 && letter === "#") return line.slice(0, i);
  }
  return line;
}

/** The index of the first of `letters` outside references, or -1. */
export function indexOutside(text: string, letters: string, from = 0): number {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    const letter = text[i]!;
    if (letter === "$" && (text[i + 1] === "(" || text[i + 1] === "{")) {
      depth++;
      i++;
    } else if (depth > 0 && (letter === "(" || letter === "{")) depth++;
    else if (depth > 0 && (letter === ")" || letter === "}")) depth--;
    else if (depth === 0 && letters.includes(letter)) return i;
  }
  return -1;
}

function lineEnd(text: string, from: number): number {
  const newline = text.indexOf("\n", from);
  return newline < 0 ? text.length : newline;
}

function endsInBackslash(text: string, start: number, end: number): boolean {
  let i = end - 1;
  if (text[i] === "\r") i--;
  let count = 0;
  while (i >= start && text[i] === "\\") {
    count++;
    i--;
  }
  return count % 2 === 1;
}
