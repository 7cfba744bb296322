/** A token of C. `operator` is any punctuation. */
export interface Token {
  readonly kind: "identifier" | "number" | "char" | "string" | "operator";
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const tokenPattern =
  /(?<space>(?:\s|\\\r?\n|\/\/(?:\\\r?\n|[^\n])*|\/\*[\s\S]*?\*\/)+)|(?<string>(?:u8|[LuU])?"(?:[^"\\\n]|\\[\s\S])*")|(?<char>(?:u8|[LuU])?'(?:[^'\\\n]|\\[\s\S])+')|(?<identifier>[\p{XID_Start}$_][\p{XID_Continue}$]*)|(?<number>\.?[0-9](?:[eEpP][-+]|[\w.]|'[0-9a-zA-Z])*)|(?<operator>\.\.\.|->|\+\+|--|<<=|>>=|<<|>>|[-+*/%&|^=!<>]=|&&|\|\||[-+*/%&|^~!<>=?:,.;()[\]{}])/uy;

/** The tokens of `text` between two offsets, offsets into `text`; undefined when a character belongs to none. */
export function tokenize(text: string, start: number, end: number): Token[] | undefined {
  const tokens: Token[] = [];
  const part = text.slice(start, end);
  let position = 0;
  while (position < part.length) {
    tokenPattern.lastIndex = position;
    const groups = tokenPattern.exec(part)?.groups;
    if (groups === undefined) return undefined;
    const from = position;
    position = tokenPattern.lastIndex;
    if (groups["space"] !== undefined) continue;
    const kind =
      groups["identifier"] !== undefined
        ? "identifier"
        : groups["operator"] !== undefined
          ? "operator"
          : groups["number"] !== undefined
            ? "number"
            : groups["string"] !== undefined
              ? "string"
              : "char";
    tokens.push({ kind, text: part.slice(from, position), start: start + from, end: start + position });
  }
  return tokens;
}
