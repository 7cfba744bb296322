import type { Expression } from "../model";
import type { Lowering } from "./lowering";
import { recoverArguments } from "./recoverExpression";

/** Lowers a name of any kind to an identifier, unless the mask wrote it over something else. */
export function lowerName(lowering: Lowering, node: number): Expression {
  const name = lowering.text(node);
  const { start, end } = lowering.span(node);
  if (lowering.isMaskedAt(start, end)) {
    // The mask writes a name over an argument that is no expression: a type, or an operator.
    const args = recoverArguments(lowering.original, start, end);
    return args?.length === 1 ? args[0]! : { kind: "unknown", start, end };
  }
  return { kind: "identifier", start, end, name };
}
