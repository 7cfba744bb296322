/**
 * Suppression comments: `dynpgext-ignore rule-id: reason`, with several ids between commas if need be. One on the
 * line before a statement, or on its line, covers that line; one before a function covers the whole function.
 */
import type { Span } from "../base/span";
import type { CFacts } from "../facts/cFacts";

export interface Suppression {
  /** The comment. */
  readonly span: Span;
  /** The rules it names; none when the comment is wrong. */
  readonly ids: readonly SuppressedRule[];
  /** Empty when none is given. */
  readonly reason: string;
  /** Findings that start in here are suppressed. */
  readonly covers: Span;
}

export interface SuppressedRule {
  readonly rule: string;
  readonly span: Span;
}

/** A word in the text of a comment of any kind, behind its decoration. */
const commentPattern =
  /^(?:\/\*|\/\/)[\s*/]*dynpgext-ignore(?![\w-])\s*((?:[\w-]+(?:\s*,\s*[\w-]+)*)?)\s*([^]*)$/u;

/** The suppressions of a file in their order; those in code that is not compiled are left out. */
export function readSuppressions(facts: CFacts): readonly Suppression[] {
  return facts.source.directiveComments.flatMap((comment) => readSuppression(facts, comment) ?? []);
}

function readSuppression(facts: CFacts, comment: Span): Suppression | undefined {
  const match = commentPattern.exec(facts.text.slice(comment.start, comment.end));
  if (!match || facts.isInactive(comment)) return undefined;
  const list = match[1]!;
  const listEnd = comment.start + match[0].slice(0, match[0].length - match[2]!.length).trimEnd().length;
  const idsStart = listEnd - list.length;
  const ids = [...list.matchAll(/[\w-]+/gu)].map((id) => ({
    rule: id[0],
    span: { start: idsStart + id.index, end: idsStart + id.index + id[0].length },
  }));
  const rest = match[2]!.replace(/\*\/$/u, "").trim();
  return {
    span: { start: comment.start, end: comment.end },
    ids,
    reason: rest.startsWith(":") ? rest.slice(1).trim() : "",
    covers: coverage(facts, comment),
  };
}

function coverage(facts: CFacts, comment: Span): Span {
  const { text } = facts;
  const own: Span = { start: lineStart(text, comment.start), end: nextLine(text, comment.end) };
  const standsAlone =
    /^\s*$/u.test(text.slice(own.start, comment.start)) &&
    skipComments(text, comment.end, own.end) >= own.end;
  if (!standsAlone) return own;
  // Further comments and blank lines may stand between the comment and what it is about.
  const start = lineStart(text, skipComments(text, comment.end, text.length));
  const line: Span = { start: Math.max(start, own.end), end: nextLine(text, Math.max(start, own.end)) };
  const fn = facts.functions.find(({ placed }) => {
    if (placed.start >= line.end || placed.end <= line.start) return false;
    const head = skipComments(text, placed.start, placed.end);
    return head >= line.start && head < line.end;
  });
  return fn ? { start: line.start, end: fn.placed.end } : line;
}

/** The first offset from `start` on, before `end`, that is neither white space nor in a comment. */
function skipComments(text: string, start: number, end: number): number {
  let offset = start;
  while (offset < end) {
    const isComment = text[offset] === "/" && (text[offset + 1] === "*" || text[offset + 1] === "/");
    if (isComment) {
      const close = text[offset + 1] === "*" ? "*/" : "\n";
      const found = text.indexOf(close, offset + 2);
      offset = found < 0 ? end : found + close.length;
    } else if (/\s/u.test(text[offset]!)) offset++;
    else break;
  }
  return Math.min(offset, end);
}

/** The start of the line that holds `offset`. */
export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}

/** The start of the line after the one that holds `offset`, the end of the text when it is the last. */
export function nextLine(text: string, offset: number): number {
  const newline = text.indexOf("\n", offset);
  return newline < 0 ? text.length : newline + 1;
}
