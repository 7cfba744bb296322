import type { Expression, MacroLoop, Statement } from "../model";
import type { Lowering } from "./lowering";
import { Kind } from "./nodeKind";
import { recoverArguments } from "./recoverExpression";
import { recoverSpan } from "./recovery";
import { markTypeArgument, typeArgumentPosition } from "./typeArguments";

/** The arguments of a loop macro that was parsed as the condition of a `while`: a chain of commas in parentheses. */
export function lowerLoopArguments(lowering: Lowering, open: number, macro: string): readonly Expression[] {
  const span = { start: lowering.startOf(open) + 1, end: lowering.endOf(open) - 1 };
  if (lowering.hasError(open) || lowering.isMaskedAt(span.start, span.end)) {
    const recovered = recoverSpan(lowering, span, recoverArguments);
    if (recovered) return recovered;
  }
  const node = lowering.sibling(open, lowering.firstChild(open));
  const args = node < 0 || lowering.kindOf(node) === Kind[")"] ? [] : commaChain(lowering, node);
  markTypeArgument(args, typeArgumentPosition(macro));
  return args;
}

/** The operands of a chain of commas, or the one expression that `node` is. */
export function commaChain(lowering: Lowering, node: number): Expression[] {
  const operands: Expression[] = [];
  let current = node;
  while (lowering.kindOf(current) === Kind.comma_expression && !lowering.hasOwnError(current)) {
    const left = lowering.firstChild(current);
    operands.push(lowering.expression(left));
    current = lowering.sibling(current, lowering.sibling(current, left));
  }
  operands.push(lowering.expression(current));
  return operands;
}

/**
 * True when a statement ends in a call without a semicolon: `foreach(lc, list)` before a block. The parser adds
 * the semicolon with no width, so the statement ends where its call ends.
 */
export function endsInBareCall(statement: Statement): boolean {
  switch (statement.kind) {
    case "expression":
      return statement.end === statement.expression.end && macroCall(statement.expression) !== undefined;
    case "if":
      return endsInBareCall(statement.alternative ?? statement.consequence);
    case "while":
    case "for":
    case "macroLoop":
      return endsInBareCall(statement.body);
    default:
      return false;
  }
}

/** The statement whose bare call at the end is a loop around `body` in truth. */
export function giveBody(statement: Statement, body: Statement): Statement {
  const { end } = body;
  switch (statement.kind) {
    case "expression": {
      const call = macroCall(statement.expression);
      if (call === undefined) return statement;
      const loop: MacroLoop = {
        kind: "macroLoop",
        start: statement.start,
        end,
        macro: call.macro,
        args: call.args,
        body,
      };
      return loop;
    }
    case "if":
      return statement.alternative
        ? { ...statement, end, alternative: giveBody(statement.alternative, body) }
        : { ...statement, end, consequence: giveBody(statement.consequence, body) };
    case "while":
    case "for":
    case "macroLoop":
      return { ...statement, end, body: giveBody(statement.body, body) };
    default:
      return statement;
  }
}

function macroCall(expression: Expression): { macro: string; args: readonly Expression[] } | undefined {
  if (expression.kind !== "call" || expression.callee.kind !== "identifier") return undefined;
  return { macro: expression.callee.name, args: expression.args };
}

/** True for names that loop macros have: `foreach_int`, `dlist_foreach`, `FOR_EACH_X`, `hash_iterate`. */
export function isNamedLikeLoop(name: string): boolean {
  return /(?:^|_)(?:for|foreach|forboth|each|iterate)(?:_|$)|foreach/i.test(name);
}
