import Parser from "tree-sitter";
import C from "tree-sitter-c";
import type { Block, Expression } from "../model";
import { lowerChunk } from "./lower";
import { shift } from "./shift";

const parser = new Parser();
parser.setLanguage(C as unknown as Parser.Language);

const head = "void f(void) {";

/** The expression that `text` is, spans relative to `text`; undefined when it is none or holds a hole. */
export function parseExpression(text: string): Expression | undefined {
  // Parentheses make it an expression whatever it looks like: `a * b` alone would declare a pointer.
  const block = parseBody(`(${text}\n);`, 1, text.length);
  const statement = block?.statements.length === 1 ? block.statements[0] : undefined;
  return statement?.kind === "expression" ? statement.expression : undefined;
}

/** The statements that `text` is, spans relative to `text`; undefined when there is any hole. */
export function parseStatements(text: string): Block | undefined {
  const block = parseBody(`${text}\n`, 0, text.length);
  return block && { ...block, start: 0, end: text.length };
}

/** Parses a function body; `offset` is where the caller's text begins in `body`. */
function parseBody(body: string, offset: number, length: number): Block | undefined {
  const source = `${head}${body}}`;
  const tree = parser.parse(source, undefined, { bufferSize: source.length * 2 + 1024 });
  const { definitions, holes } = lowerChunk(tree, source, source);
  const definition = definitions[0];
  if (holes.length > 0 || definitions.length !== 1 || definition?.kind !== "function") return undefined;
  // A brace too many in the text ends the function early.
  if (definition.end !== source.length || length < 0) return undefined;
  return shift(definition.body, -(head.length + offset));
}
