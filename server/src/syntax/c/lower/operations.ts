import type { Expression, Identifier, Unary } from "../model";
import { lowerCastLikeBinary } from "./calls";
import { lowerInitializerList } from "./initializers";
import type { Lowering } from "./lowering";
import { lowerName } from "./names";
import { Kind } from "./nodeKind";
import { recoverExpression } from "./recoverExpression";
import { recover } from "./recovery";
import { lowerTypeDescriptor } from "./types";

/** Lowers an expression made of operands and an operator. */
export function lowerOperation(lowering: Lowering, node: number, kind: Kind): Expression {
  const { start, end } = lowering.span(node);
  const first = lowering.firstChild(node);
  const second = first < 0 ? -1 : lowering.sibling(node, first);
  const third = second < 0 ? -1 : lowering.sibling(node, second);
  if (second < 0) return lowering.unknownNode(node);
  switch (kind) {
    case Kind.field_expression: {
      const object = lowering.expression(first);
      const memberSpan = lowering.span(third);
      const arrow = lowering.kindOf(second) === Kind["->"];
      return { kind: "member", start, end, object, member: lowering.text(third), memberSpan, arrow };
    }
    case Kind.subscript_expression:
      return {
        kind: "index",
        start,
        end,
        object: lowering.expression(first),
        index: lowering.expression(third),
      };
    case Kind.unary_expression:
    case Kind.pointer_expression: {
      const operator = lowering.text(first) as Unary["operator"];
      return { kind: "unary", start, end, operator, operand: lowering.expression(second) };
    }
    case Kind.binary_expression: {
      const cast = lowerCastLikeBinary(lowering, node);
      if (cast) return cast;
      const left = lowering.expression(first);
      return {
        kind: "binary",
        start,
        end,
        operator: lowering.text(second),
        left,
        right: lowering.expression(third),
      };
    }
    default:
      return lowerRareOperation(lowering, node, kind);
  }
}

function lowerRareOperation(lowering: Lowering, node: number, kind: Kind): Expression {
  const { start, end } = lowering.span(node);
  const first = lowering.firstChild(node);
  const second = lowering.sibling(node, first);
  const third = lowering.sibling(node, second);
  switch (kind) {
    case Kind.update_expression: {
      const prefix = lowering.kindOf(first) === Kind.other;
      const operator = lowering.text(prefix ? first : second) as "++" | "--";
      return {
        kind: "update",
        start,
        end,
        operator,
        prefix,
        operand: lowering.expression(prefix ? second : first),
      };
    }
    case Kind.assignment_expression: {
      const target = lowering.expression(first);
      const value = lowering.expression(third);
      return { kind: "assignment", start, end, operator: lowering.text(second), target, value };
    }
    case Kind.comma_expression:
      return {
        kind: "comma",
        start,
        end,
        left: lowering.expression(first),
        right: lowering.expression(third),
      };
    case Kind.conditional_expression:
      return lowerConditional(lowering, node, first, third);
    default:
      return lowerTypeOperation(lowering, node, kind);
  }
}

/** Expressions that hold a type. */
function lowerTypeOperation(lowering: Lowering, node: number, kind: Kind): Expression {
  const { start, end } = lowering.span(node);
  const descriptor = lowering.childOfKind(node, Kind.type_descriptor);
  const last = lowering.lastChild(node);
  switch (kind) {
    case Kind.cast_expression: {
      const type = lowerTypeDescriptor(lowering, descriptor);
      return { kind: "cast", start, end, type, operand: lowering.expression(last) };
    }
    case Kind.compound_literal_expression: {
      const type = lowerTypeDescriptor(lowering, descriptor);
      return { kind: "compoundLiteral", start, end, type, initializer: lowerInitializerList(lowering, last) };
    }
    case Kind.sizeof_expression:
      return descriptor >= 0
        ? { kind: "sizeofType", start, end, type: lowerTypeDescriptor(lowering, descriptor) }
        : { kind: "sizeofExpression", start, end, operand: lowering.expression(last) };
    case Kind.alignof_expression:
    case Kind.offsetof_expression: {
      const keyword = lowering.firstChild(node);
      const argumentList = { start: lowering.startOf(lowering.childOfKind(node, Kind["("])), end };
      const type = lowerTypeDescriptor(lowering, descriptor);
      const field = lowering.childOfKind(node, Kind.field_identifier);
      const args: Expression[] = [{ kind: "typeArgument", start: type.start, end: type.end, type }];
      if (field >= 0) args.push(lowerName(lowering, field));
      const callee: Identifier = {
        kind: "identifier",
        ...lowering.span(keyword),
        name: lowering.text(keyword),
      };
      return { kind: "call", start, end, callee, args, argumentList };
    }
    default:
      return recover(lowering, node, recoverExpression) ?? lowering.unknownNode(node);
  }
}

function lowerConditional(lowering: Lowering, node: number, first: number, third: number): Expression {
  const { start, end } = lowering.span(node);
  const condition = lowering.expression(first);
  const alternative = lowering.expression(lowering.lastChild(node));
  if (lowering.kindOf(third) === Kind[":"])
    return { kind: "conditional", start, end, condition, alternative };
  return { kind: "conditional", start, end, condition, consequence: lowering.expression(third), alternative };
}
