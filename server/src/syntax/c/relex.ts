import { commonEnds } from "../../base/commonEnds";
import { createTokens, lex, lexPart, reserveTokens, type Tokens } from "./lex";

/** The lexer looks at no more than this many characters behind a token to find its end. */
const lookAhead = 4;
/** How much is lexed behind an edit before the tokens are compared with the old ones; doubled until they meet. */
const firstWindow = 256;

/** Arrays for more tokens than this are not kept for the next text. */
const largestSpare = 1 << 19;

/** The latest text and its tokens, in arrays that take turns. */
export interface LexMemory {
  text: string;
  tokens: Tokens;
  spare: Tokens;
}

export function createLexMemory(): LexMemory {
  return { text: "", tokens: createTokens(1 << 12), spare: createTokens(1 << 12) };
}

/**
 * The same as `lex(text)`, but fast when the text differs little from the one before: only the tokens around
 * the difference are lexed, the others are copied. The result must not be changed, and lasts until the next call.
 */
export function relex(text: string, memory: LexMemory): Tokens {
  const before = memory.text;
  const { start: prefix, end: suffix } = commonEnds(before, text);
  const old = memory.tokens;
  const kept = lastTokenEndingBefore(old, prefix - lookAhead);
  if (kept < 0 || prefix + suffix < text.length / 2) lex(text, memory.spare);
  else
    splice(
      text,
      { old, kept, delta: text.length - before.length, resume: text.length - suffix },
      memory.spare,
    );
  memory.text = text;
  memory.tokens = memory.spare;
  memory.spare = old.kind.length > largestSpare ? createTokens(1 << 12) : old;
  return memory.tokens;
}

interface Edit {
  readonly old: Tokens;
  /** Last old token that is surely the same; lexing begins with it again. */
  readonly kept: number;
  readonly delta: number;
  /** From this offset of the new text on, the characters are those of the old text, `delta` earlier. */
  readonly resume: number;
}

function splice(text: string, edit: Edit, into: Tokens): void {
  const { old, kept, delta } = edit;
  copyTokens(old, 0, kept, into, 0, 0);
  const from = old.start[kept]!;
  for (let window = firstWindow; ; window *= 2) {
    into.count = kept;
    into.comments = upTo(old.comments, from);
    into.directives = upTo(old.directives, from);
    const stop = edit.resume + window;
    // A token begins at `from`, and it is no directive: whether the line begins here does not matter.
    lexPart(text, from, Math.min(stop, text.length), false, into);
    if (stop >= text.length) return;
    const meeting = findMeeting(into, edit);
    if (meeting === undefined) continue;
    into.count = meeting.token;
    const start = old.start[meeting.oldToken]!;
    dropFrom(into.comments, start + delta);
    dropFrom(into.directives, start + delta);
    copyTokens(old, meeting.oldToken, old.count, into, meeting.token, delta);
    append(old.comments, start, delta, into.comments);
    append(old.directives, start, delta, into.directives);
    return;
  }
}

/** The first new token behind the edit that begins where an old one did: from there on all are the same. */
function findMeeting(tokens: Tokens, edit: Edit): { token: number; oldToken: number } | undefined {
  const { old, kept, delta, resume } = edit;
  let oldToken = kept;
  for (let token = kept; token < tokens.count; token++) {
    const start = tokens.start[token]!;
    if (start < resume) continue;
    while (oldToken < old.count && old.start[oldToken]! + delta < start) oldToken++;
    if (oldToken < old.count && old.start[oldToken]! + delta === start) return { token, oldToken };
  }
  return undefined;
}

function lastTokenEndingBefore(tokens: Tokens, offset: number): number {
  let low = 0;
  let high = tokens.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens.end[middle]! <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function copyTokens(from: Tokens, first: number, end: number, into: Tokens, at: number, delta: number): void {
  const count = at + end - first;
  reserveTokens(into, count);
  into.kind.set(from.kind.subarray(first, end), at);
  into.code.set(from.code.subarray(first, end), at);
  into.start.set(from.start.subarray(first, end), at);
  into.end.set(from.end.subarray(first, end), at);
  into.count = count;
  if (delta === 0) return;
  const { start, end: ends } = into;
  for (let token = at; token < count; token++) {
    start[token]! += delta;
    ends[token]! += delta;
  }
}

/** Spans are flat lists of starts and ends, in order of their ends; those inside a directive come before it. */
function upTo(spans: readonly number[], offset: number): number[] {
  let length = spans.length;
  while (length > 0 && spans[length - 2]! >= offset) length -= 2;
  return spans.slice(0, length);
}

function dropFrom(spans: number[], offset: number): void {
  while (spans.length > 0 && spans[spans.length - 2]! >= offset) spans.length -= 2;
}

function append(spans: readonly number[], from: number, delta: number, into: number[]): void {
  let index = spans.length;
  while (index > 0 && spans[index - 2]! >= from) index -= 2;
  for (; index < spans.length; index++) into.push(spans[index]! + delta);
}
