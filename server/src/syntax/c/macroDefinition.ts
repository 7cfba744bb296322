import type { MacroDefinition } from "./source";

/** The text of a directive or of code with comments as blanks and continuation lines joined. `at` maps its offsets back. */
export interface CleanText {
  readonly text: string;
  /** Offset in the file of each character of `text`, and of its end. */
  at(index: number): number;
}

/** Reads `#define …`; undefined when no name follows. `afterKeyword` is the index in `line.text` behind `define`. */
export function readMacroDefinition(line: CleanText, afterKeyword: number): MacroDefinition | undefined {
  const { text } = line;
  const name = /^\s*([A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*)/.exec(text.slice(afterKeyword));
  if (name === null) return undefined;
  const nameEnd = afterKeyword + name[0].length;
  const nameStart = nameEnd - name[1]!.length;
  const parameters = readParameters(text, nameEnd);
  const body = trimmedRange(text, parameters?.end ?? nameEnd);
  return {
    start: line.at(0),
    end: line.at(text.length),
    name: name[1]!,
    nameSpan: { start: line.at(nameStart), end: line.at(nameEnd) },
    ...(parameters === undefined ? {} : { parameters: parameters.names }),
    body: text.slice(body.start, body.end),
    bodySpan: bodySpan(line, body),
  };
}

/** Removes comments and joins continued lines. `comments` holds starts and ends of all comments of the file, in order. */
export function cleanText(text: string, start: number, end: number, comments: readonly number[]): CleanText {
  const pieces: { readonly from: number; readonly index: number }[] = [];
  let cleaned = "";
  const take = (from: number, to: number): void => {
    for (const part of splitContinued(text, from, to)) {
      pieces.push({ from: part.start, index: cleaned.length });
      cleaned += text.slice(part.start, part.end);
    }
  };
  let offset = start;
  for (let index = firstCommentFrom(comments, start); index < comments.length; index += 2) {
    const commentStart = comments[index]!;
    if (commentStart >= end) break;
    take(offset, commentStart);
    pieces.push({ from: commentStart, index: cleaned.length });
    cleaned += " ";
    offset = comments[index + 1]!;
  }
  take(offset, end);
  return {
    text: cleaned,
    at(index: number): number {
      if (index >= cleaned.length) return end;
      let found = 0;
      while (found + 1 < pieces.length && pieces[found + 1]!.index <= index) found++;
      const piece = pieces[found];
      return piece === undefined ? start : piece.from + index - piece.index;
    },
  };
}

/** The parts of the text between the backslashes that continue a line. */
function splitContinued(text: string, from: number, to: number): { start: number; end: number }[] {
  const part = text.slice(from, to);
  const pieces: { start: number; end: number }[] = [];
  let start = 0;
  for (let at = part.indexOf("\\"); at >= 0; at = part.indexOf("\\", at + 1)) {
    const width = lineEndWidth(part, at + 1);
    if (width === 0) continue;
    pieces.push({ start: from + start, end: from + at });
    start = at + 1 + width;
  }
  if (start < part.length) pieces.push({ start: from + start, end: to });
  return pieces;
}

function lineEndWidth(text: string, offset: number): number {
  const character = text.charCodeAt(offset);
  if (character === 10) return 1;
  if (character !== 13) return 0;
  return text.charCodeAt(offset + 1) === 10 ? 2 : 1;
}

/** Index into `comments` of the first comment that starts at or after `offset`. */
export function firstCommentFrom(comments: readonly number[], offset: number): number {
  let low = 0;
  let high = comments.length >> 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (comments[middle * 2]! < offset) low = middle + 1;
    else high = middle;
  }
  return low * 2;
}

function readParameters(text: string, from: number): { names: string[]; end: number } | undefined {
  if (text[from] !== "(") return undefined;
  const close = text.indexOf(")", from);
  if (close < 0) return { names: [], end: text.length };
  const names = text.slice(from + 1, close).split(",");
  const trimmed = names.map((name) => name.trim()).filter((name) => name !== "");
  return { names: trimmed.map((name) => (name.endsWith("...") ? "..." : name)), end: close + 1 };
}

function trimmedRange(text: string, from: number): { start: number; end: number } {
  let start = from;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= 32) start++;
  while (end > start && text.charCodeAt(end - 1) <= 32) end--;
  return { start, end };
}

function bodySpan(line: CleanText, body: { start: number; end: number }): { start: number; end: number } {
  if (body.start === body.end) {
    const end = line.at(line.text.length);
    return { start: end, end };
  }
  return { start: line.at(body.start), end: line.at(body.end - 1) + 1 };
}
