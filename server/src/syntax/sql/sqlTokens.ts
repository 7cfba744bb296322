/** One token of SQL or psql text. `isClosed` is false for a quote or comment that the text ends in. */
export interface SqlToken {
  readonly kind:
    "space" | "comment" | "word" | "quotedWord" | "string" | "dollarString" | "number" | "symbol" | "meta";
  readonly start: number;
  readonly end: number;
  readonly isClosed: boolean;
}

const wordStart = /[A-Za-z_\u0080-\uffff]/;
const word = /[A-Za-z_\u0080-\uffff][A-Za-z_0-9$\u0080-\uffff]*/y;
const number = /[0-9][0-9A-Za-z_]*(?:\.[0-9][0-9A-Za-z_]*)?/y;
const space = /[ \t\n\r\f\v\ufeff]+/y;
const dollarTag = /\$(?:[A-Za-z_\u0080-\uffff][A-Za-z_0-9\u0080-\uffff]*)?\$/y;

/**
 * The token at `offset`, which must be inside the text. Operators come one character at a time. A
 * backslash outside quotes is a psql command that reaches to the end of its line.
 * Source: src/backend/parser/scan.l and src/fe_utils/psqlscan.l, REL_15_STABLE.
 */
export function sqlTokenAt(text: string, offset: number): SqlToken {
  const first = text[offset]!;
  const second = text[offset + 1];
  const closed = (kind: SqlToken["kind"], end: number): SqlToken => ({
    kind,
    start: offset,
    end,
    isClosed: true,
  });
  const ending = (pattern: RegExp): number | undefined => {
    pattern.lastIndex = offset;
    return pattern.test(text) ? pattern.lastIndex : undefined;
  };

  const spaceEnd = ending(space);
  if (spaceEnd !== undefined) return closed("space", spaceEnd);
  if (first === "-" && second === "-") return closed("comment", lineEnd(text, offset));
  if (first === "/" && second === "*") return blockComment(text, offset);
  if (first === "'") return quote(text, offset, offset, "string", "'");
  if (first === '"') return quote(text, offset, offset, "quotedWord", '"');
  if (first === "\\") return closed("meta", lineEnd(text, offset));
  if (first === "$") {
    const tagEnd = ending(dollarTag);
    if (tagEnd !== undefined) return dollarString(text, offset, tagEnd);
    return closed("symbol", offset + 1);
  }
  if (wordStart.test(first)) return prefixedQuote(text, offset) ?? closed("word", ending(word) ?? offset + 1);
  return closed(/[0-9]/.test(first) ? "number" : "symbol", ending(number) ?? offset + 1);
}

/** The tokens that carry meaning between two offsets: no space, no comments, no psql commands. */
export function sqlTokens(text: string, start: number, end: number): SqlToken[] {
  const tokens: SqlToken[] = [];
  for (let offset = start; offset < end;) {
    const token = sqlTokenAt(text, offset);
    if (token.kind !== "space" && token.kind !== "comment" && token.kind !== "meta") tokens.push(token);
    offset = token.end;
  }
  return tokens;
}

/** Where the content of a quoted token lies, without quotes, prefix and tag. The whole token for any other. */
export function tokenContent(text: string, token: SqlToken): { start: number; end: number } {
  let { start, end } = token;
  if (token.kind === "dollarString") {
    const tag = text.indexOf("$", start + 1) + 1 - start;
    start += tag;
    if (token.isClosed) end -= tag;
  } else if (token.kind === "string" || token.kind === "quotedWord") {
    while (start < end && text[start] !== "'" && text[start] !== '"') start++;
    start++;
    if (token.isClosed) end--;
  }
  return { start: Math.min(start, end), end };
}

/** The name that a word or quoted word stands for: folded to lower case unless quoted. */
export function tokenName(text: string, token: SqlToken): string {
  const { start, end } = tokenContent(text, token);
  const written = text.slice(start, end);
  if (token.kind === "quotedWord") return written.replaceAll('""', '"');
  return token.kind === "word" ? written.toLowerCase() : written;
}

/** E'', B'', X'', N'', U&'' and U&"". */
function prefixedQuote(text: string, offset: number): SqlToken | undefined {
  const first = text[offset]!;
  const next = text[offset + 1];
  if (next === "'" && /[eE]/.test(first)) return quote(text, offset, offset + 1, "string", "'", "\\");
  if (next === "'" && /[bBxXnN]/.test(first)) return quote(text, offset, offset + 1, "string", "'");
  if (next !== "&" || !/[uU]/.test(first)) return undefined;
  if (text[offset + 2] === "'") return quote(text, offset, offset + 2, "string", "'");
  return text[offset + 2] === '"' ? quote(text, offset, offset + 2, "quotedWord", '"') : undefined;
}

function quote(
  text: string,
  start: number,
  opening: number,
  kind: SqlToken["kind"],
  mark: string,
  escape?: string,
): SqlToken {
  for (let i = opening + 1; i < text.length; i++) {
    const letter = text[i];
    if (letter === escape) i++;
    else if (letter === mark) {
      if (text[i + 1] !== mark) return { kind, start, end: i + 1, isClosed: true };
      i++;
    }
  }
  return { kind, start, end: text.length, isClosed: false };
}

function dollarString(text: string, start: number, tagEnd: number): SqlToken {
  const tag = text.slice(start, tagEnd);
  const close = text.indexOf(tag, tagEnd);
  if (close < 0) return { kind: "dollarString", start, end: text.length, isClosed: false };
  return { kind: "dollarString", start, end: close + tag.length, isClosed: true };
}

function blockComment(text: string, start: number): SqlToken {
  let depth = 0;
  for (let i = start; i < text.length - 1; i++) {
    if (text[i] === "/" && text[i + 1] === "*") {
      depth++;
      i++;
    } else if (text[i] === "*" && text[i + 1] === "/") {
      depth--;
      i++;
      if (depth === 0) return { kind: "comment", start, end: i + 1, isClosed: true };
    }
  }
  return { kind: "comment", start, end: text.length, isClosed: false };
}

function lineEnd(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && text[end] !== "\n" && text[end] !== "\r") end++;
  return end;
}
