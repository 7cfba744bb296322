import type { CharLiteral, NumberLiteral, StringLiteral } from "../model";

/** `source` is the token with its quotes and prefix, standing at `start`. */
export function stringLiteral(source: string, start: number): StringLiteral {
  const open = source.indexOf('"');
  const close = source.length - 1 > open && source.endsWith('"') ? source.length - 1 : source.length;
  return {
    kind: "string",
    start,
    end: start + source.length,
    value: unescape(source.slice(open + 1, close)),
  };
}

export function charLiteral(source: string, start: number): CharLiteral {
  const value = charValue(source.slice(source.indexOf("'") + 1, source.lastIndexOf("'")));
  const end = start + source.length;
  return value === undefined ? { kind: "char", start, end } : { kind: "char", start, end, value };
}

export function numberLiteral(source: string, start: number): NumberLiteral {
  const value = numberValue(source);
  const end = start + source.length;
  return value === undefined
    ? { kind: "number", start, end, text: source }
    : { kind: "number", start, end, text: source, value };
}

function numberValue(source: string): number | undefined {
  // Most numbers have one digit.
  const digit = source.length === 1 ? source.charCodeAt(0) - 48 : -1;
  if (digit >= 0 && digit <= 9) return digit;
  const text = source.replaceAll("'", "");
  const integer = /^([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[0-7]*|[1-9][0-9]*)(?:[uUlLzZ]|[wW][bB])*$/.exec(
    text,
  );
  if (integer) {
    const digits = integer[2]!;
    const value = Number(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits);
    if (!Number.isSafeInteger(value)) return undefined;
    return integer[1] === "-" ? -value : value;
  }
  const float = /^([-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?)[fFlL]?$/.exec(text);
  return float ? Number(float[1]) : undefined;
}

function charValue(body: string): number | undefined {
  if (!body.startsWith("\\")) {
    const code = body.codePointAt(0);
    return code !== undefined && String.fromCodePoint(code) === body ? code : undefined;
  }
  const number = /^\\(?:x([0-9a-fA-F]+)|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3}))$/.exec(body);
  if (number) {
    const hex = number[1] ?? number[2] ?? number[3];
    return hex === undefined ? parseInt(number[4]!, 8) : parseInt(hex, 16);
  }
  return body.length === 2 ? simpleEscapes[body[1]!]?.charCodeAt(0) : undefined;
}

const simpleEscapes: Readonly<Record<string, string | undefined>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  a: "\x07",
  b: "\b",
  f: "\f",
  v: "\v",
  e: "\x1b",
  "\\": "\\",
  "'": "'",
  '"': '"',
  "?": "?",
};

const escapes = /\\(?:x([0-9a-fA-F]+)|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|(\r\n|[\s\S]))/g;

function unescape(body: string): string {
  if (!body.includes("\\")) return body;
  // Escapes name bytes, the text around them is Unicode: runs of escaped bytes above 0x7f are UTF-8.
  let result = "";
  let position = 0;
  let bytes: number[] = [];
  const flush = (): void => {
    if (bytes.length > 0) result += new TextDecoder().decode(Uint8Array.from(bytes));
    bytes = [];
  };
  for (const match of body.matchAll(escapes)) {
    if (match.index > position) {
      flush();
      result += body.slice(position, match.index);
    }
    position = match.index + match[0].length;
    const byte =
      match[1] !== undefined ? parseInt(match[1], 16) : match[4] !== undefined ? parseInt(match[4], 8) : -1;
    if (byte >= 0) {
      bytes.push(byte & 0xff);
      continue;
    }
    if (match[5] === "\n" || match[5] === "\r\n") continue;
    flush();
    const codePoint = match[2] ?? match[3];
    if (codePoint !== undefined) result += fromCodePoint(parseInt(codePoint, 16));
    else result += simpleEscapes[match[5]!] ?? match[5]!;
  }
  flush();
  return result + body.slice(position);
}

function fromCodePoint(code: number): string {
  return code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : "\ufffd";
}
