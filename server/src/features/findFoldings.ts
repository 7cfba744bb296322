import { controlFileName } from "../syntax/control/controlFileName";
import { Kind, lex, punctuatorCode } from "../syntax/c/lex";
import { sqlTokenAt } from "../syntax/sql/sqlTokens";
import type { Span } from "../base/span";

export interface Folding {
  /** From where the first line is kept to where the last one ends. */
  readonly span: Span;
  readonly kind?: "comment" | "imports" | "region";
}

/** What can be folded in a file, from its text alone: several lines each. Offsets ascend within each kind. */
export function findFoldings(path: string, text: string): readonly Folding[] {
  const all = /\.[ch]$/u.test(path)
    ? cFoldings(text)
    : path.endsWith(".sql")
      ? sqlFoldings(text)
      : controlFileName(path)
        ? runsOf(text, /^[ \t]*#.*$/gmu).map((span): Folding => ({ span, kind: "comment" }))
        : [];
  return all.filter(({ span }) => text.slice(span.start, span.end).includes("\n"));
}

const opening = punctuatorCode("{");
const closing = punctuatorCode("}");

function cFoldings(text: string): Folding[] {
  const { count, kind, start, code, comments, directives } = lex(text);
  const foldings: Folding[] = [];
  const open: number[] = [];
  for (let i = 0; i < count; i++) {
    if (kind[i] !== Kind.punctuator) continue;
    if (code[i] === opening) open.push(start[i] ?? 0);
    else if (code[i] === closing) {
      const from = open.pop();
      // The closing brace stays in sight.
      if (from !== undefined) foldings.push({ span: { start: from, end: lineBefore(text, start[i] ?? 0) } });
    }
  }
  for (let i = 0; i < comments.length; i += 2) {
    if (text.startsWith("/*", comments[i]))
      foldings.push({ span: { start: comments[i]!, end: comments[i + 1]! }, kind: "comment" });
  }
  return [...foldings, ...conditionals(text, directives), ...includes(text)];
}

function conditionals(text: string, directives: readonly number[]): Folding[] {
  const foldings: Folding[] = [];
  const open: number[] = [];
  for (let i = 0; i < directives.length; i += 2) {
    const word = /^#\s*(\w+)/u.exec(text.slice(directives[i], directives[i + 1]))?.[1] ?? "";
    const isMiddle = /^(?:else|elif|elifdef|elifndef)$/u.test(word);
    if (isMiddle || word === "endif") {
      const from = open.pop();
      if (from !== undefined)
        foldings.push({ span: { start: from, end: lineBefore(text, directives[i]!) }, kind: "region" });
    }
    if (isMiddle || /^if(?:n?def)?$/u.test(word)) open.push(directives[i]!);
  }
  return foldings;
}

function includes(text: string): Folding[] {
  return runsOf(text, /^[ \t]*#[ \t]*include\b.*$/gmu, 1).map((span) => ({ span, kind: "imports" }));
}

function sqlFoldings(text: string): Folding[] {
  const foldings: Folding[] = [];
  let statement: number | undefined;
  for (let offset = 0; offset < text.length;) {
    const token = sqlTokenAt(text, offset);
    offset = token.end;
    if (token.kind === "comment" && text.startsWith("/*", token.start))
      foldings.push({ span: { start: token.start, end: token.end }, kind: "comment" });
    if (token.kind === "space" || token.kind === "comment" || token.kind === "meta") continue;
    statement ??= token.start;
    if (token.kind !== "symbol" || text[token.start] !== ";") continue;
    foldings.push({ span: { start: statement, end: token.end } });
    statement = undefined;
  }
  const comments = runsOf(text, /^[ \t]*--.*$/gmu).map((span): Folding => ({ span, kind: "comment" }));
  return [...foldings, ...comments];
}

/** Lines of one kind that follow each other, with at most `gap` empty lines between. */
function runsOf(text: string, line: RegExp, gap = 0): Span[] {
  const runs: { start: number; end: number }[] = [];
  for (const match of text.matchAll(line)) {
    const last = runs.at(-1);
    const between = last ? text.slice(last.end, match.index) : "";
    const isNext = last && between.trim() === "" && between.split("\n").length - 2 <= gap;
    const end = match.index + match[0].trimEnd().length;
    if (isNext) last.end = end;
    else runs.push({ start: match.index, end });
  }
  return runs;
}

/** The end of the line before that of `offset`. */
function lineBefore(text: string, offset: number): number {
  const lineStart = text.lastIndexOf("\n", offset - 1);
  return lineStart < 0 ? offset : lineStart;
}
