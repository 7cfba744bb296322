import type { Block, Expression, InitializerList } from "../model";
import { lowerText } from "./lowerText";
import { shift } from "./shift";
import { forEachStatement } from "./walk";

const head = "void f(void) {";

/** The expression that `text` is, spans relative to `text`; undefined when it is none or holds a hole. */
export function parseExpression(text: string): Expression | undefined {
  // Parentheses make it an expression whatever it looks like: `a * b` alone would declare a pointer.
  const block = parseBody(text, "(", "\n);");
  const statement = block?.statements.length === 1 ? block.statements[0] : undefined;
  const expression = statement?.kind === "expression" ? statement.expression : undefined;
  // The parentheses added here are part of it in `{ … }`, which is no expression, and in `a) + (b`.
  return expression && expression.start >= 0 ? expression : undefined;
}

/** The initializer that `text` is, or the elements of one, spans relative to `text`; undefined when it is none or holds a hole. */
export function parseInitializer(text: string): InitializerList | undefined {
  const isBraced = text.trimStart().startsWith("{");
  const block = parseBody(text, isBraced ? "((int)" : "((int){", isBraced ? "\n);" : "\n});");
  const statement = block?.statements.length === 1 ? block.statements[0] : undefined;
  const literal = statement?.kind === "expression" ? statement.expression : undefined;
  const list = literal?.kind === "compoundLiteral" ? literal.initializer : undefined;
  if (list?.kind !== "initializerList") return undefined;
  return isBraced ? list : { ...list, start: 0, end: text.length };
}

/** The statements that `text` is, spans relative to `text`, the last `;` optional; undefined when there is any hole. */
export function parseStatements(text: string): Block | undefined {
  const block = parseBody(text, "", "\n;");
  if (block === undefined) return undefined;
  const last = block.statements.at(-1);
  const isBehind = last?.kind === "empty" && last.start >= text.length;
  const statements = isBehind ? block.statements.slice(0, -1) : block.statements;
  let isWhole = true;
  for (const statement of statements) {
    // Only the semicolon added here stands behind the text: `if (x)` alone is no statement.
    forEachStatement(statement, (inner) => (isWhole &&= inner.kind !== "empty" || inner.start < text.length));
  }
  return isWhole ? { kind: "block", start: 0, end: text.length, statements } : undefined;
}

/** Parses a function body made of a text and what stands around it. */
function parseBody(text: string, before: string, after: string): Block | undefined {
  const source = `${head}${before}${text}${after}}`;
  const { definitions, holes } = lowerText("function", source, source);
  const definition = definitions[0];
  if (holes.length > 0 || definitions.length !== 1 || definition?.kind !== "function") return undefined;
  // A brace too many in the text ends the function early.
  if (definition.end !== source.length) return undefined;
  return shift(definition.body, -(head.length + before.length), text.length);
}
