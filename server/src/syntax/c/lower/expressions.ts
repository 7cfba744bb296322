import type { Expression } from "../model";
import { lowerCall } from "./calls";
import { lowerInitializerList } from "./initializers";
import { charLiteral, numberLiteral, stringLiteral } from "./literals";
import type { Lowering } from "./lowering";
import { lowerName } from "./names";
import { Kind } from "./nodeKind";
import { lowerOperation } from "./operations";
import { recoverExpression } from "./recoverExpression";
import { recover, recoverSpan } from "./recovery";

/** Lowers any expression node. Parentheses leave no trace: `(a)` is `a` with the span of `a`. */
export function lowerExpression(lowering: Lowering, node: number): Expression {
  const kind = lowering.kindOf(node);
  if (lowering.hasError(node) && kind !== Kind.call_expression && kind !== Kind.initializer_list) {
    if (kind === Kind.ERROR || lowering.hasOwnError(node)) {
      return recover(lowering, node, recoverExpression) ?? lowering.unknownNode(node);
    }
  }
  const { start, end } = lowering.span(node);
  switch (kind) {
    case Kind.identifier:
    case Kind.field_identifier:
    case Kind.type_identifier:
    case Kind.true:
    case Kind.false:
    case Kind.null:
      return lowerName(lowering, node);
    case Kind.number_literal:
      return numberLiteral(lowering.text(node), start);
    case Kind.string_literal:
      return lowerString(lowering, node);
    case Kind.char_literal:
      return charLiteral(lowering.text(node), start);
    case Kind.concatenated_string:
      return lowerConcatenation(lowering, node);
    case Kind.call_expression:
      return lowerCall(lowering, node);
    case Kind.parenthesized_expression:
      return lowerParenthesized(lowering, node);
    case Kind.compound_statement:
      return { kind: "statementExpression", start, end, body: lowering.block(node) };
    case Kind.initializer_list:
      return lowerInitializerList(lowering, node);
    case Kind.extension_expression:
      return lowering.expression(lowering.lastChild(node));
    default:
      return lowerOperation(lowering, node, kind);
  }
}

function lowerString(lowering: Lowering, node: number): Expression {
  const source = lowering.text(node);
  const isClosed = source.length > source.indexOf('"') + 1 && source.endsWith('"');
  return isClosed ? stringLiteral(source, lowering.startOf(node)) : lowering.unknownNode(node);
}

function lowerParenthesized(lowering: Lowering, node: number): Expression {
  const open = lowering.firstChild(node);
  const inner = open < 0 ? -1 : lowering.sibling(node, open);
  if (inner < 0) return lowering.unknownNode(node);
  if (lowering.kindOf(inner) === Kind.compound_statement) {
    return { kind: "statementExpression", ...lowering.span(node), body: lowering.block(inner) };
  }
  return lowering.expression(inner);
}

function lowerConcatenation(lowering: Lowering, node: number): Expression {
  const { start, end } = lowering.span(node);
  if (lowering.isMaskedAt(start, end)) {
    // A macro call between the literals, whose arguments the mask blanks.
    return recoverSpan(lowering, { start, end }, recoverExpression) ?? lowering.unknownNode(node);
  }
  return { kind: "concatenation", start, end, parts: lowerChildren(lowering, node) };
}

function lowerChildren(lowering: Lowering, node: number): Expression[] {
  const children: Expression[] = [];
  for (let child = lowering.firstChild(node); child >= 0; child = lowering.sibling(node, child)) {
    children.push(lowering.expression(child));
  }
  return children;
}
