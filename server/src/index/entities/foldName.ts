import type { Program } from "../../flow/program";
import { concatenateTexts } from "../../flow/evaluate/text";
import type { TextValue } from "../../flow/evaluate/value";
import { parseExpression } from "../../syntax/c/lower/parseExpression";
import type { Expression } from "../../syntax/c/model";

/** Where an expression stands; `base` is undefined for text without a place of its own (a `-D` flag, a macro with comments inside). */
export interface FoldPlace {
  readonly path: string;
  readonly base: number | undefined;
  /** A parameter or local variable has the name. */
  isLocal(name: string): boolean;
}

const maxDepth = 16;

/**
 * The text of an expression that says it without any flow: literals, macros that stand for them, constant
 * arrays. Undefined for anything else, which an evaluation may still make out.
 */
export function foldName(
  program: Program,
  expression: Expression,
  place: FoldPlace,
  depth = 0,
): TextValue | undefined {
  const { path, base } = place;
  if (expression.kind === "string") {
    const { value: text, start, end } = expression;
    const literal = base === undefined ? undefined : { path, start: base + start, end: base + end };
    return { kind: "text", text, ...(literal ? { literal } : {}) };
  }
  if (expression.kind === "concatenation") {
    const parts = expression.parts.map((part) => foldName(program, part, place, depth));
    if (!parts.every((part) => part !== undefined)) return undefined;
    const whole = concatenateTexts(parts);
    return whole.kind === "text" ? whole : undefined;
  }
  if (expression.kind === "cast") return foldName(program, expression.operand, place, depth);
  if (expression.kind !== "identifier" || depth > maxDepth || place.isLocal(expression.name))
    return undefined;
  return foldIdentifier(program, expression.name, path, depth + 1);
}

function foldIdentifier(program: Program, name: string, path: string, depth: number): TextValue | undefined {
  const [scoped, other] = program.findMacros(name, path);
  if (other || scoped?.macro.parameters) return undefined;
  const isLocal = (): boolean => false;
  if (scoped) {
    const { body, bodySpan } = scoped.macro;
    const expression = parseExpression(body);
    const isVerbatim = bodySpan.end - bodySpan.start === body.length && body.length > 0;
    const base = isVerbatim ? bodySpan.start : undefined;
    return expression && foldName(program, expression, { path: scoped.path, base, isLocal }, depth);
  }
  const global = program.findGlobal(name, path);
  const initializer = global?.isConstant === true ? global.declarator.initializer : undefined;
  return global && initializer && foldName(program, initializer, { ...global, isLocal }, depth);
}
