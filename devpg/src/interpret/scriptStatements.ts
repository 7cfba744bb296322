import { commentEnd, lineEnd } from "./sqlComment";

/** A statement of a script: offsets of its first letter and behind its semicolon, in UTF-16 code units. */
export interface ScriptStatement {
  readonly start: number;
  readonly end: number;
}

const token =
  /\s+|--[^\n]*|\/\*|[eE]'(?:[^'\\]|\\[^]|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*|[^]/gy;

/**
 * Cuts a script at the semicolons that end statements: not those in strings, comments, parentheses (rules) and bodies
 * of functions, quoted or BEGIN ATOMIC. What never ends is one statement to the end. Lines of psql (`\echo`) are
 * comments: the server removes that one. Source: src/backend/parser/scan.l, and read_extension_script_file in
 * src/backend/commands/extension.c, REL_15_STABLE.
 */
export function scriptStatements(text: string): ScriptStatement[] {
  const statements: ScriptStatement[] = [];
  const scan = new RegExp(token);
  let start = -1;
  let last = 0;
  let parentheses = 0;
  let blocks = 0;
  let before = "";
  for (let match = scan.exec(text); match !== null; match = scan.exec(text)) {
    const [found] = match;
    const at = match.index;
    if (/^(?:\s|--)/.test(found)) continue;
    if (found === "/*") {
      scan.lastIndex = commentEnd(text, at);
      continue;
    }
    if (found === "\\" && start < 0) {
      scan.lastIndex = lineEnd(text, at);
      continue;
    }
    if (start < 0) start = at;
    if (/^\$.*\$$/.test(found)) {
      const close = text.indexOf(found, at + found.length);
      scan.lastIndex = close < 0 ? text.length : close + found.length;
    }
    last = scan.lastIndex;
    const word = found.toLowerCase();
    if (found === "(") parentheses++;
    else if (found === ")") parentheses = Math.max(0, parentheses - 1);
    else if (word === "atomic" && before === "begin") blocks = 1;
    else if (blocks > 0 && word === "case") blocks++;
    else if (blocks > 0 && word === "end") blocks--;
    else if (found === ";" && parentheses === 0 && blocks === 0) {
      statements.push({ start, end: last });
      start = -1;
    }
    before = word;
  }
  if (start >= 0) statements.push({ start, end: last });
  return statements;
}
