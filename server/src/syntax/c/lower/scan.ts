/** Skipping over parts of C text by offset, without regular expressions: this is the hot path of lowering. */

const spaces = new Uint8Array(128);
for (const code of [9, 10, 11, 12, 13, 32]) spaces[code] = 1;
const nameParts = new Uint8Array(128);
for (let code = 0; code < 128; code++) if (/[\w$]/.test(String.fromCharCode(code))) nameParts[code] = 1;

const backslash = 92;
const newline = 10;

/** White space and line continuations. */
export function skipSpace(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code < 128 && spaces[code] === 1) at++;
    else if (code === backslash && text.charCodeAt(at + 1) === newline) at += 2;
    else if (code === backslash && text.charCodeAt(at + 1) === 13 && text.charCodeAt(at + 2) === newline)
      at += 3;
    else return at;
  }
}

/** The end of a comment that begins at `from`; `from` when none does. */
export function skipComment(text: string, from: number): number {
  if (text.charCodeAt(from) !== 47) return from;
  const code = text.charCodeAt(from + 1);
  if (code === 42) {
    const end = text.indexOf("*/", from + 2);
    return end < 0 ? text.length : end + 2;
  }
  return code === 47 ? lineCommentEnd(text, from + 2) : from;
}

function lineCommentEnd(text: string, from: number): number {
  for (let at = from; ;) {
    const end = text.indexOf("\n", at);
    if (end < 0) return text.length;
    const last = text.charCodeAt(end - 1) === 13 ? end - 2 : end - 1;
    if (text.charCodeAt(last) !== backslash) return end;
    at = end + 1;
  }
}

/** White space and comments. */
export function skipTrivia(text: string, from: number): number {
  let at = from;
  for (;;) {
    const next = skipComment(text, (at = skipSpace(text, at)));
    if (next === at) return at;
    at = next;
  }
}

/** The end of an identifier or keyword; -1 when a character beyond ASCII leaves it in doubt. */
export function skipName(text: string, from: number): number {
  for (let at = from; ; at++) {
    const code = text.charCodeAt(at);
    if (code >= 128 || code === backslash) return -1;
    if (!(code < 128) || nameParts[code] !== 1) return at;
  }
}

/** The width of the binary operator at an offset. */
export function binaryOperatorWidth(text: string, at: number): number {
  const first = text.charCodeAt(at);
  const second = text.charCodeAt(at + 1);
  // && || << >>, or one of = ! < > before =.
  if (first === second && (first === 38 || first === 124 || first === 60 || first === 62)) return 2;
  return second === 61 && (first === 61 || first === 33 || first === 60 || first === 62) ? 2 : 1;
}
