export interface MesonToken {
  readonly kind: "identifier" | "string" | "formatString" | "number" | "operator" | "newline";
  /** For strings the content as written, else the token. */
  readonly text: string;
  /** Where `text` begins. */
  readonly start: number;
  readonly end: number;
  /** A string whose escapes count: `'…'`, not `'''…'''`. */
  readonly hasEscapes: boolean;
}

const identifier = /[A-Za-z_]\w*/y;
const number = /0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+|[0-9]+/y;
const string = /(f?)(?:'''([^]*?)'''|'((?:[^'\\\n]|\\.)*)')/y;
const longestString = 100_000;

/** The tokens of a meson.build. Line breaks inside brackets are left out. Source: Meson manual, "Syntax". */
export function mesonTokens(text: string): MesonToken[] {
  const tokens: MesonToken[] = [];
  let depth = 0;
  const add = (kind: MesonToken["kind"], start: number, end: number): number => {
    tokens.push({ kind, text: text.slice(start, end), start, end, hasEscapes: false });
    return end;
  };
  const matchAt = (pattern: RegExp, offset: number): RegExpExecArray | null => {
    pattern.lastIndex = offset;
    return pattern.exec(text);
  };
  for (let i = 0; i < text.length;) {
    const letter = text[i]!;
    if (letter === "\n") {
      if (depth === 0) add("newline", i, i + 1);
      i++;
    } else if (letter === "#") i = lineEnd(text, i);
    else if (letter === "'" || (letter === "f" && text[i + 1] === "'")) {
      const isShort = lineEnd(text, i) - i < longestString;
      const found = isShort ? matchAt(string, i) : null;
      if (found === null) {
        // Never closed on its line: nothing of the line is known.
        i = lineEnd(text, i);
        continue;
      }
      const isLong = found[2] !== undefined;
      const start = i + found[1]!.length + (isLong ? 3 : 1);
      const content = found[2] ?? found[3] ?? "";
      const kind = found[1] === "" ? "string" : "formatString";
      tokens.push({ kind, text: content, start, end: i + found[0].length, hasEscapes: !isLong });
      i += found[0].length;
    } else if (/[A-Za-z_]/.test(letter)) i = add("identifier", i, i + matchAt(identifier, i)![0].length);
    else if (/[0-9]/.test(letter)) i = add("number", i, i + matchAt(number, i)![0].length);
    else if (/[\s\ufeff\\]/.test(letter)) i++;
    else {
      if ("([{".includes(letter)) depth++;
      if (")]}".includes(letter)) depth = Math.max(0, depth - 1);
      const isPair = text[i + 1] === "=" && "+=!<>".includes(letter);
      i = add("operator", i, i + (isPair ? 2 : 1));
    }
  }
  return tokens;
}

function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf("\n", offset);
  return newline < 0 ? text.length : newline;
}
