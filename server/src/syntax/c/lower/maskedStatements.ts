import type { Expression, Statement } from "../model";
import { commaChain, lowerLoopArguments } from "./macroLoops";
import type { Lowering } from "./lowering";
import type { LowerStatement } from "./misparses";
import { Kind } from "./nodeKind";
import { recoverExpression } from "./recoverExpression";
import { recoverSpan } from "./recovery";
import { markTypeArgument, typeArgumentPosition } from "./typeArguments";

/**
 * Statements that the mask wrote over macros: `while (…)`, `if (…)` or `for(;;)` over a loop macro, `return a, b;`
 * or `NAME a;` over `NAME(a, b)` without a semicolon. Undefined for a statement that is what it seems.
 */
export function lowerMaskedStatement(
  lowering: Lowering,
  node: number,
  kind: Kind,
  lowerStatement: LowerStatement,
): Statement | undefined {
  const { start, end } = lowering.span(node);
  switch (kind) {
    case Kind.while_statement:
    case Kind.if_statement: {
      if (!startsMasked(lowering, start, kind === Kind.if_statement ? "if" : "while")) return undefined;
      const open = lowering.childOfKind(node, Kind.parenthesized_expression);
      const body = open < 0 ? -1 : lowering.sibling(node, open);
      if (body < 0) return lowering.hole(start, end);
      const macro = nameAt(lowering, start);
      const args = lowerLoopArguments(lowering, open, macro);
      const lowered = lowerStatement(lowering, body);
      return { kind: "macroLoop", start, end: lowered.end, macro, args, body: lowered };
    }
    case Kind.for_statement: {
      if (!startsMasked(lowering, start, "for")) return undefined;
      const close = lowering.childOfKind(node, Kind[")"]);
      const body = close < 0 ? -1 : lowering.sibling(node, close);
      if (body < 0) return lowering.hole(start, end);
      const macro = nameAt(lowering, start);
      return { kind: "macroLoop", start, end, macro, args: [], body: lowerStatement(lowering, body) };
    }
    case Kind.return_statement:
      if (!startsMasked(lowering, start, "return")) return undefined;
      return { kind: "expression", start, end, expression: maskedCall(lowering, node) };
    case Kind.declaration: {
      if (lowering.original[end - 1] !== ")") return undefined;
      const expression = recoverSpan(lowering, { start, end }, recoverExpression);
      return expression && { kind: "expression", start, end, expression };
    }
    default:
      return undefined;
  }
}

/** True for an `if` that is a loop macro in truth, and so has no `else`. */
export function isMaskedIf(lowering: Lowering, node: number): boolean {
  return lowering.kindOf(node) === Kind.if_statement && startsMasked(lowering, lowering.startOf(node), "if");
}

function startsMasked(lowering: Lowering, start: number, keyword: string): boolean {
  return lowering.isMaskedAt(start, start + keyword.length + 1);
}

function nameAt(lowering: Lowering, start: number): string {
  return /^[\p{XID_Continue}$]*/u.exec(lowering.original.slice(start, start + 200))?.[0] ?? "";
}

/** `NAME(a, b)`, parsed as `return a, b;`. */
function maskedCall(lowering: Lowering, node: number): Expression {
  const { start, end } = lowering.span(node);
  const name = nameAt(lowering, start);
  const callee: Expression = { kind: "identifier", start, end: start + name.length, name };
  const value = lowering.sibling(node, lowering.firstChild(node));
  const args = value < 0 || lowering.kindOf(value) === Kind[";"] ? [] : commaChain(lowering, value);
  markTypeArgument(args, typeArgumentPosition(name));
  const argumentList = { start: lowering.original.indexOf("(", start), end };
  return { kind: "call", start, end, callee, args, argumentList };
}
