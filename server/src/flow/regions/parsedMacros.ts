/** Parsed texts of macros. A parse is a pure function of its text, so remembering it changes no result. */
import { parseExpression, parseStatements } from "../../syntax/c/lower/parseExpression";
import type { Block, Expression } from "../../syntax/c/model";

const maxRemembered = 3_000;
const expressions = new Map<string, Expression | undefined>();
const blocks = new Map<string, Block | undefined>();

export function parsedExpression(text: string): Expression | undefined {
  // Statements are told by their first word or their end, which saves most attempts to read them as expressions.
  if (/^\s*(?:do\b|if\b|for\b|while\b|return\b|goto\b|\{)|;\s*$/u.test(text)) return undefined;
  return remember(expressions, text, parseExpression);
}

export function parsedStatements(text: string): Block | undefined {
  return remember(blocks, text, (body) => parseStatements(/[;}]\s*$/u.test(body) ? body : `${body};`));
}

function remember<T>(cache: Map<string, T>, text: string, parse: (text: string) => T): T {
  if (cache.has(text)) return cache.get(text)!;
  if (cache.size >= maxRemembered) cache.clear();
  const parsed = parse(text);
  cache.set(text, parsed);
  return parsed;
}
