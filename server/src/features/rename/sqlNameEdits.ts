import type { TextEdit } from "../../base/textEdit";
import { sqlTokenAt, tokenContent, tokenName, type SqlToken } from "../../syntax/sql/sqlTokens";

const functionWords = /^(?:FUNCTION|PROCEDURE|ROUTINE)$/iu;
/** Before a name with a parenthesis behind it, these make it something else than a function. */
const otherWords = /^(?:TABLE|INTO|TYPE|VIEW|REFERENCES|INDEX|DOMAIN|AGGREGATE|EXISTS|ON|OPERATOR|AS)$/iu;

/** The words of an SQL text that name a function: called, created, altered, an operator or a type made of it. */
export function sqlFunctionWords(text: string, name: string): readonly SqlToken[] {
  const found: SqlToken[] = [];
  collect(text, 0, text.length, name, found);
  return found;
}

function collect(text: string, start: number, end: number, name: string, found: SqlToken[]): void {
  const tokens: SqlToken[] = [];
  for (let offset = start; offset < end;) {
    const token = sqlTokenAt(text, offset);
    offset = token.end;
    if (token.kind === "space" || token.kind === "comment" || token.kind === "meta") continue;
    tokens.push(token);
    if (token.kind !== "dollarString") continue;
    const content = tokenContent(text, token);
    collect(text.slice(0, content.end), content.start, content.end, name, found);
  }
  for (const [i, token] of tokens.entries()) {
    if (token.kind !== "word" && token.kind !== "quotedWord") continue;
    if (tokenName(text, token) !== name) continue;
    let before = i - 1;
    while (isSign(text, tokens[before], ".")) before -= 2;
    const word = tokens[before];
    const previous = word ? text.slice(word.start, word.end) : "";
    const isCalled = isSign(text, tokens[i + 1], "(") && !otherWords.test(previous);
    if (isCalled || functionWords.test(previous) || isDefinitionItem(text, tokens, before)) found.push(token);
  }
}

/** `FUNCTION = name`, `SFUNC = name`, `INPUT = name` of an operator, aggregate or type. */
function isDefinitionItem(text: string, tokens: readonly SqlToken[], before: number): boolean {
  const key = tokens[before - 1];
  return (
    isSign(text, tokens[before], "=") &&
    key?.kind === "word" &&
    /^(?:FUNCTION|PROCEDURE|[A-Z]*FUNC|INPUT|OUTPUT|RECEIVE|SEND|TYPMOD_IN|TYPMOD_OUT|ANALYZE|SUBSCRIPT|RESTRICT|JOIN|CANONICAL|SUBTYPE_DIFF|HANDLER|VALIDATOR)$/iu.test(
      text.slice(key.start, key.end),
    )
  );
}

function isSign(text: string, token: SqlToken | undefined, sign: string): boolean {
  return token?.kind === "symbol" && text[token.start] === sign;
}

/** Replaces words and quoted words by a name; the quotes stay. */
export function replaceWords(
  path: string,
  text: string,
  words: readonly SqlToken[],
  newName: string,
): readonly TextEdit[] {
  return words.map((word) => {
    const { start, end } = tokenContent(text, word);
    const isQuoted = word.kind === "quotedWord";
    return { path, start, end, newText: isQuoted ? newName.replaceAll('"', '""') : newName };
  });
}
