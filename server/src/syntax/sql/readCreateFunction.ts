import type { Span } from "../../base/span";
import { child, children, isTrue, qualifiedName, stringValue, textAt, typeText } from "./sqlNodes";
import type { SqlNode } from "./sqlParser";
import type { SqlArgument, SqlFunction, StatementPlace } from "./sqlScript";
import { sqlTokens, tokenContent, tokenName, type SqlToken } from "./sqlTokens";

/** CREATE FUNCTION and CREATE PROCEDURE. Values come from PostgreSQL's tree, places from our own tokens. */
export function readCreateFunction(node: SqlNode, place: StatementPlace): SqlFunction | undefined {
  const name = qualifiedName(children(node, "funcname"));
  if (name === undefined) return undefined;
  const tokens = sqlTokens(place.masked, place.span.start, place.span.end);
  const nameAt = nameToken(place.masked, tokens);
  const options = new Map(
    children(node, "options").map((option) => {
      const element = child(option, "DefElem");
      return [textAt(element, "defname") ?? "", child(element, "arg")] as const;
    }),
  );
  const word = (key: string): string => stringValue(options.get(key))?.toLowerCase() ?? "";
  const language = word("language");
  const returnType = child(node, "returnType");
  const named = tokens[nameAt];
  return {
    kind: node["is_procedure"] === true ? "procedure" : "function",
    ...name,
    nameSpan: named === undefined ? place.span : tokenContent(place.masked, named),
    args: readArguments(node, place, tokens, nameAt),
    ...("names" in returnType
      ? { returns: { type: typeText(returnType), setof: returnType["setof"] === true } }
      : {}),
    ...(language === "" ? {} : { language }),
    ...linkSymbol(language, name.name, options.get("as"), place, tokens),
    strict: isTrue(options.get("strict")),
    volatility: oneOf(word("volatility"), ["immutable", "stable", "volatile"], "volatile"),
    parallel: oneOf(word("parallel"), ["unsafe", "restricted", "safe"], "unsafe"),
    securityDefiner: isTrue(options.get("security")),
    replace: node["replace"] === true,
    span: place.span,
  };
}

function oneOf<T extends string>(word: string, words: readonly T[], otherwise: T): T {
  return words.find((each) => each === word) ?? otherwise;
}

/** The index of the last part of the name that follows the kind of object. */
function nameToken(text: string, tokens: readonly SqlToken[]): number {
  let index =
    tokens.findIndex((token) => /^(?:function|procedure)$/i.test(text.slice(token.start, token.end))) + 1;
  while (isSymbol(text, tokens[index + 1], ".")) index += 2;
  return index;
}

type LinkSymbol = Pick<SqlFunction, "symbol" | "symbolSpan" | "library" | "librarySpan">;

/**
 * A C function names its library and, unless it bears the function's own name or is `-`, its symbol; an
 * internal one only the symbol. Source: src/backend/commands/functioncmds.c interpret_AS_clause, REL_15_STABLE.
 */
function linkSymbol(
  language: string,
  name: string,
  as: SqlNode | undefined,
  place: StatementPlace,
  tokens: readonly SqlToken[],
): LinkSymbol {
  const given = children(child(as, "List"), "items").map((item) => stringValue(item) ?? "");
  const first = given[0];
  if (first === undefined || (language !== "c" && language !== "internal")) return {};
  const strings = stringsAfterAs(place.masked, tokens);
  const spanOf = (index: number): Span | undefined => {
    const token = strings[index];
    if (token === undefined) return undefined;
    const span = tokenContent(place.masked, token);
    return place.text.slice(span.start, span.end).replaceAll("''", "'") === given[index] ? span : undefined;
  };
  if (language === "internal") {
    const span = spanOf(0);
    return first === "" ? { symbol: name } : { symbol: first, ...(span && { symbolSpan: span }) };
  }
  const librarySpan = spanOf(0);
  const library = { library: first, ...(librarySpan && { librarySpan }) };
  const second = given[1];
  if (second === undefined || second === "-") return { symbol: name, ...library };
  const symbolSpan = spanOf(1);
  return { symbol: second, ...(symbolSpan && { symbolSpan }), ...library };
}

/** The one or two literals of the AS clause. */
function stringsAfterAs(text: string, tokens: readonly SqlToken[]): SqlToken[] {
  const isString = (token: SqlToken | undefined): boolean =>
    token?.kind === "string" || token?.kind === "dollarString";
  const as = tokens.findIndex(
    (token, index) =>
      token.kind === "word" &&
      /^as$/i.test(text.slice(token.start, token.end)) &&
      isString(tokens[index + 1]),
  );
  const first = tokens[as + 1];
  const second = tokens[as + 3];
  if (as < 0 || first === undefined) return [];
  return isSymbol(text, tokens[as + 2], ",") && second !== undefined && isString(second)
    ? [first, second]
    : [first];
}

const modes: Readonly<Record<string, SqlArgument["mode"]>> = {
  FUNC_PARAM_OUT: "out",
  FUNC_PARAM_INOUT: "inout",
  FUNC_PARAM_VARIADIC: "variadic",
  FUNC_PARAM_TABLE: "table",
};

function readArguments(
  node: SqlNode,
  place: StatementPlace,
  tokens: readonly SqlToken[],
  nameAt: number,
): SqlArgument[] {
  const parameters = children(node, "parameters").map((each) => child(each, "FunctionParameter"));
  const list = parenthesised(place.masked, tokens, nameAt + 1);
  const table = tokens.findIndex(
    (token, index) =>
      index > list.next &&
      /^table$/i.test(tokenName(place.masked, token)) &&
      isSymbol(place.masked, tokens[index + 1], "("),
  );
  const columns = table < 0 ? [] : parenthesised(place.masked, tokens, table + 1).groups;
  const groups = [...list.groups, ...columns];
  return parameters.map((parameter, index) => {
    const group = groups.length === parameters.length ? groups[index] : undefined;
    const name = textAt(parameter, "name");
    const value = "defexpr" in parameter && group !== undefined ? defaultText(place, group) : undefined;
    return {
      ...(name === undefined || name === "" ? {} : { name }),
      type: typeText(child(parameter, "argType")),
      mode: modes[textAt(parameter, "mode") ?? ""] ?? "in",
      ...(value === undefined ? {} : { default: value }),
      ...(group === undefined ? {} : { span: { start: group[0]!.start, end: group.at(-1)!.end } }),
    };
  });
}

/** The token groups between the commas of a parenthesised list that opens at `index`. */
function parenthesised(
  text: string,
  tokens: readonly SqlToken[],
  index: number,
): { groups: SqlToken[][]; next: number } {
  const groups: SqlToken[][] = [];
  let group: SqlToken[] = [];
  let depth = 0;
  if (!isSymbol(text, tokens[index], "(")) return { groups, next: index };
  for (let i = index; i < tokens.length; i++) {
    const token = tokens[i]!;
    const letter = token.kind === "symbol" ? text[token.start] : "";
    if (letter === ")" || letter === "]") depth--;
    if (depth === 0 && i > index) {
      if (group.length > 0) groups.push(group);
      return { groups, next: i + 1 };
    }
    if (letter === "," && depth === 1) {
      if (group.length > 0) groups.push(group);
      group = [];
    } else if (i > index) group.push(token);
    if (letter === "(" || letter === "[") depth++;
  }
  return { groups: [], next: tokens.length };
}

function defaultText(place: StatementPlace, group: readonly SqlToken[]): string | undefined {
  const at = group.findIndex(
    (token) =>
      (token.kind === "word" && /^default$/i.test(place.masked.slice(token.start, token.end))) ||
      isSymbol(place.masked, token, "="),
  );
  const first = group[at + 1];
  return at < 0 || first === undefined ? undefined : place.text.slice(first.start, group.at(-1)!.end);
}

function isSymbol(text: string, token: SqlToken | undefined, symbol: string): boolean {
  return token?.kind === "symbol" && text[token.start] === symbol;
}
