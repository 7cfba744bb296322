import type { Span } from "../../../base/span";
import type { Parameter, TypeName } from "../model";
import type { Writable } from "./lowering";
import { tokenize, type Token } from "./tokens";

/** What can be told of a function from the words before its body. */
export interface FunctionHead {
  readonly name: string;
  readonly nameSpan: Span;
  readonly returnType: TypeName;
  readonly parameters: readonly Parameter[];
  readonly isVariadic: boolean;
  readonly hasEmptyParameterList: boolean;
  readonly isStatic: boolean;
  readonly isInline: boolean;
}

/**
 * Reads the head of a function where the grammar fails, from its words alone: the last `NAME(…)` before the body
 * names it. With nothing but `NAME(…)`, NAME is a macro that makes the head, and there are no parameters to speak
 * of. Undefined when there is no such group.
 */
export function recoverHead(text: string, start: number, end: number): FunctionHead | undefined {
  const tokens = tokenize(text, start, end);
  if (tokens === undefined) return undefined;
  const [only] = tokens;
  const group = lastGroup(tokens);
  // A macro alone before the body stands for the whole head, as `YY_DECL` does.
  if (group === undefined)
    return only?.kind === "identifier" && tokens.length === 1 ? macroHead(only) : undefined;
  const name = tokens[group.open - 1]!;
  const before = withoutGroups(tokens.slice(0, group.open - 1));
  const words = new Set(before.map((token) => token.text));
  const list = tokens.slice(group.open + 1, group.close);
  const parts = splitByComma(list);
  const isMacro = before.length === 0;
  const parameters = isMacro ? [] : parts.flatMap((part) => parameterOf(part) ?? []);
  return {
    name: name.text,
    nameSpan: { start: name.start, end: name.end },
    returnType: typeOf(before, name.start),
    parameters,
    isVariadic: !isMacro && parts.some((part) => part.length === 1 && part[0]!.text === "..."),
    hasEmptyParameterList: list.length === 0,
    isStatic: words.has("static"),
    isInline: words.has("inline"),
  };
}

function macroHead({ text, start, end }: Token): FunctionHead {
  return {
    name: text,
    nameSpan: { start, end },
    returnType: typeOf([], start),
    parameters: [],
    isVariadic: false,
    hasEmptyParameterList: false,
    isStatic: false,
    isInline: false,
  };
}

/** The last parentheses at the outer level, as indices of tokens. */
function lastGroup(tokens: readonly Token[]): { open: number; close: number } | undefined {
  let depth = 0;
  let close = -1;
  for (let index = tokens.length - 1; index > 0; index--) {
    const { text, kind } = tokens[index]!;
    if (kind !== "operator") continue;
    if (text === ")") {
      if (depth++ === 0) close = index;
    } else if (text === "(" && depth > 0 && --depth === 0) {
      if (tokens[index - 1]!.kind === "identifier") return { open: index, close };
    }
  }
  return undefined;
}

/** The tokens outside of parentheses, without the macro names that open them. */
function withoutGroups(tokens: readonly Token[]): Token[] {
  const outside: Token[] = [];
  let depth = 0;
  for (const token of tokens) {
    if (token.text === "(" && depth++ === 0 && outside.at(-1)?.kind === "identifier") outside.pop();
    else if (token.text === ")") depth--;
    else if (depth === 0 && token.text !== "(") outside.push(token);
  }
  return outside;
}

function splitByComma(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [];
  let part: Token[] = [];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === "operator" && (token.text === "(" || token.text === "[")) depth++;
    else if (token.kind === "operator" && (token.text === ")" || token.text === "]")) depth--;
    if (depth === 0 && token.text === ",") {
      parts.push(part);
      part = [];
    } else part.push(token);
  }
  if (part.length > 0) parts.push(part);
  return parts;
}

const notOfType = new Set(["static", "inline", "extern", "const", "volatile", "register", "restrict"]);

function parameterOf(part: readonly Token[]): Parameter | undefined {
  const first = part[0];
  const last = part.at(-1);
  if (first === undefined || last === undefined || first.text === "...") return undefined;
  if (part.length === 1 && first.text === "void") return undefined;
  const words = part.filter((token) => token.kind === "identifier" && !notOfType.has(token.text));
  const pointer = part.findIndex((token, index) => token.text === "(" && part[index + 1]?.text === "*");
  const named = pointer >= 0 ? part[pointer + 2] : words.length > 1 ? words.at(-1) : undefined;
  const name = named?.kind === "identifier" ? named : undefined;
  const ofType = part.slice(0, pointer >= 0 ? pointer : name ? part.indexOf(name) : part.length);
  const type: Writable<TypeName> = { ...typeOf(ofType, first.start), start: first.start, end: last.end };
  if (pointer >= 0) type.functionParameters = [];
  type.arrays = part.filter((token) => token.text === "[").map(() => undefined);
  const span = { start: first.start, end: last.end };
  if (name === undefined) return { ...span, type };
  return { ...span, name: name.text, nameSpan: { start: name.start, end: name.end }, type };
}

function typeOf(tokens: readonly Token[], otherwise: number): TypeName {
  const words = tokens.filter((token) => token.kind === "identifier" && !notOfType.has(token.text));
  const texts = tokens.map((token) => token.text);
  return {
    start: tokens[0]?.start ?? otherwise,
    end: tokens.at(-1)?.end ?? otherwise,
    base: words.map((token) => token.text).join(" "),
    pointers: texts.filter((text) => text === "*").length,
    arrays: [],
    isConst: texts.includes("const"),
    isVolatile: texts.includes("volatile"),
  };
}
