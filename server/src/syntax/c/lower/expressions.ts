import type {
  Designator,
  Expression,
  Identifier,
  InitializerElement,
  InitializerList,
  Unary,
} from "../model";
import { lowerCall, lowerCastLikeBinary } from "./calls";
import { charLiteral, numberLiteral, stringLiteral } from "./literals";
import type { Lowering } from "./lowering";
import { Kind } from "./nodeKind";
import { recoverArguments, recoverExpression, recoverInitializer } from "./recoverExpression";
import { recover, recoverSpan } from "./recovery";
import { lowerTypeDescriptor } from "./types";

/** Lowers any expression node. Parentheses leave no trace: `(a)` is `a` with the span of `a`. */
export function lowerExpression(lowering: Lowering, node: number): Expression {
  const kind = lowering.kindOf(node);
  if (lowering.hasError(node) && kind !== Kind.call_expression && kind !== Kind.initializer_list) {
    if (kind === Kind.ERROR || lowering.hasOwnError(node)) {
      return recover(lowering, node, recoverExpression) ?? unknown(lowering, node);
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
      return lowering.expression(lastChild(lowering, node));
    default:
      return lowerOperation(lowering, node, kind);
  }
}

function lowerOperation(lowering: Lowering, node: number, kind: Kind): Expression {
  const { start, end } = lowering.span(node);
  const first = lowering.firstChild(node);
  const second = first < 0 ? -1 : lowering.sibling(node, first);
  const third = second < 0 ? -1 : lowering.sibling(node, second);
  if (second < 0) return unknown(lowering, node);
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
  const last = lastChild(lowering, node);
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
      return recover(lowering, node, recoverExpression) ?? unknown(lowering, node);
  }
}

function lowerConditional(lowering: Lowering, node: number, first: number, third: number): Expression {
  const { start, end } = lowering.span(node);
  const condition = lowering.expression(first);
  const alternative = lowering.expression(lastChild(lowering, node));
  if (lowering.kindOf(third) === Kind[":"])
    return { kind: "conditional", start, end, condition, alternative };
  return { kind: "conditional", start, end, condition, consequence: lowering.expression(third), alternative };
}

function lowerName(lowering: Lowering, node: number): Expression {
  const name = lowering.text(node);
  const { start, end } = lowering.span(node);
  if (lowering.isMaskedAt(start, end)) {
    // The mask writes a name over an argument that is no expression: a type, or an operator.
    const args = recoverArguments(lowering.original, start, end);
    return args?.length === 1 ? args[0]! : { kind: "unknown", start, end };
  }
  return { kind: "identifier", start, end, name };
}

function lowerString(lowering: Lowering, node: number): Expression {
  const source = lowering.text(node);
  const isClosed = source.length > source.indexOf('"') + 1 && source.endsWith('"');
  return isClosed ? stringLiteral(source, lowering.startOf(node)) : unknown(lowering, node);
}

function lowerParenthesized(lowering: Lowering, node: number): Expression {
  const open = lowering.firstChild(node);
  const inner = open < 0 ? -1 : lowering.sibling(node, open);
  if (inner < 0) return unknown(lowering, node);
  if (lowering.kindOf(inner) === Kind.compound_statement) {
    return { kind: "statementExpression", ...lowering.span(node), body: lowering.block(inner) };
  }
  return lowering.expression(inner);
}

function lowerInitializerList(lowering: Lowering, node: number): InitializerList {
  const { start, end } = lowering.span(node);
  if (lowering.hasOwnError(node)) {
    const whole = recover(lowering, node, recoverInitializer);
    if (whole) return whole;
  }
  const elements: InitializerElement[] = [];
  for (let child = lowering.firstChild(node); child >= 0; child = lowering.sibling(node, child)) {
    const kind = lowering.kindOf(child);
    if (kind === Kind["{"] || kind === Kind["}"] || kind === Kind[","]) continue;
    elements.push(lowerElement(lowering, child, kind));
  }
  return { kind: "initializerList", start, end, elements };
}

function lowerElement(lowering: Lowering, node: number, kind: Kind): InitializerElement {
  const { start, end } = lowering.span(node);
  if (kind !== Kind.initializer_pair)
    return { start, end, designators: [], value: lowering.expression(node) };
  const designators: Designator[] = [];
  for (let child = lowering.firstChild(node); child >= 0; child = lowering.sibling(node, child)) {
    const span = lowering.span(child);
    switch (lowering.kindOf(child)) {
      case Kind.field_designator: {
        const name = lowering.childOfKind(child, Kind.field_identifier);
        designators.push({ kind: "field", ...span, name: name < 0 ? "" : lowering.text(name) });
        break;
      }
      case Kind.field_identifier:
        designators.push({ kind: "field", ...span, name: lowering.text(child) });
        break;
      case Kind.subscript_designator:
      case Kind.subscript_range_designator: {
        const index = lowering.sibling(child, lowering.firstChild(child));
        designators.push({ kind: "index", ...span, index: lowering.expression(index) });
        break;
      }
      default:
    }
  }
  const hasValue = !lowering.hasOwnError(node);
  const value = hasValue ? lowering.expression(lastChild(lowering, node)) : unknown(lowering, node);
  return { start, end, designators: hasValue ? designators : [], value };
}

function lowerConcatenation(lowering: Lowering, node: number): Expression {
  const { start, end } = lowering.span(node);
  if (lowering.isMaskedAt(start, end)) {
    // A macro call between the literals, whose arguments the mask blanks.
    return recoverSpan(lowering, { start, end }, recoverExpression) ?? unknown(lowering, node);
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

function lastChild(lowering: Lowering, node: number): number {
  let last = -1;
  for (let child = lowering.firstChild(node); child >= 0; child = lowering.sibling(node, child)) last = child;
  return last;
}

function unknown(lowering: Lowering, node: number): Expression {
  return lowering.unknown(lowering.startOf(node), lowering.endOf(node));
}
