import type { Cast, Expression, TypeName, Unary } from "../model";
import type { Lowering } from "./lowering";
import { Kind } from "./nodeKind";
import { recoverArguments } from "./recoverExpression";
import { recoverSpan } from "./recovery";
import { isTypeKeyword, markTypeArgument, typeArgumentPosition } from "./typeArguments";
import { isKnownType, isSpelledLikeType } from "./typeNames";

/**
 * Lowers a call, or what only looks like one: `(T)(y)` is a cast when T is known to be a type or is spelled like
 * one, and `"a" F(x)` is a concatenation with a macro call in it. `(f)(x)` otherwise stays a call of `f`.
 */
export function lowerCall(lowering: Lowering, node: number): Expression {
  const { start, end } = lowering.span(node);
  const calleeNode = lowering.firstChild(node);
  const list = lowering.childOfKind(node, Kind.argument_list);
  if (calleeNode < 0 || list < 0 || hasErrorBeside(lowering, node)) return lowering.unknown(start, end);
  const typeName = parenthesizedName(lowering, calleeNode);
  const args = lowerArguments(lowering, list);
  if (typeName >= 0 && args.length === 1 && isCastTo(lowering, lowering.text(typeName))) {
    return { kind: "cast", start, end, type: bareType(lowering, typeName), operand: args[0]! };
  }
  const callee = lowering.expression(calleeNode);
  const argumentList = lowering.span(list);
  if (callee.kind === "concatenation") {
    const last = callee.parts[callee.parts.length - 1]!;
    const call: Expression = { kind: "call", start: last.start, end, callee: last, args, argumentList };
    return { kind: "concatenation", start, end, parts: [...callee.parts.slice(0, -1), call] };
  }
  if (callee.kind === "identifier") markTypeArgument(args, typeArgumentPosition(callee.name));
  return { kind: "call", start, end, callee, args, argumentList };
}

/** `(T) - 1`, `(T) * p`, `(T) & x`: casts that the grammar takes for binary operators when T is a mere name. */
export function lowerCastLikeBinary(lowering: Lowering, node: number): Expression | undefined {
  const left = lowering.firstChild(node);
  const name = parenthesizedName(lowering, left);
  if (name < 0) return undefined;
  const text = lowering.text(name);
  if (lowering.locals.has(text) || !(lowering.typeNames.has(text) || isKnownType(text))) return undefined;
  const operatorNode = lowering.sibling(node, left);
  const operator = lowering.text(operatorNode);
  if (operator !== "-" && operator !== "+" && operator !== "*" && operator !== "&") return undefined;
  const right = lowering.expression(lowering.sibling(node, operatorNode));
  return pushCast(lowering, lowering.startOf(node), name, operator, lowering.startOf(operatorNode), right);
}

/** Gives the cast and the sign to the leftmost operand of `right`: `(T)-a < b` is `((T)-a) < b`. */
function pushCast(
  lowering: Lowering,
  start: number,
  name: number,
  operator: Unary["operator"],
  operatorStart: number,
  right: Expression,
): Expression {
  if (right.kind === "binary" && lowering.original.charCodeAt(operatorStart + 1) !== 40) {
    const left = pushCast(lowering, start, name, operator, operatorStart, right.left);
    return { ...right, start, left };
  }
  const operand: Unary = { kind: "unary", start: operatorStart, end: right.end, operator, operand: right };
  const cast: Cast = { kind: "cast", start, end: right.end, type: bareType(lowering, name), operand };
  return cast;
}

/** The arguments of a list; a part that cannot be read is an unknown argument. */
export function lowerArguments(lowering: Lowering, list: number): Expression[] {
  if (lowering.hasOwnError(list)) {
    const span = { start: lowering.startOf(list) + 1, end: lowering.endOf(list) - 1 };
    const recovered = span.start <= span.end ? recoverSpan(lowering, span, recoverArguments) : undefined;
    return recovered ?? lowerBrokenArguments(lowering, list);
  }
  const args: Expression[] = [];
  for (let child = lowering.firstChild(list); child >= 0; child = lowering.sibling(list, child)) {
    const kind = lowering.kindOf(child);
    if (kind !== Kind["("] && kind !== Kind[")"] && kind !== Kind[","])
      args.push(lowerArgument(lowering, child));
  }
  return args;
}

/** Arguments between the commas that the parser found; one with an error in it is unknown as a whole. */
function lowerBrokenArguments(lowering: Lowering, list: number): Expression[] {
  const args: Expression[] = [];
  let group: number[] = [];
  const flush = (): void => {
    const first = group[0];
    const last = group[group.length - 1];
    if (first === undefined || last === undefined) return;
    const isSound = group.length === 1 && lowering.kindOf(first) !== Kind.ERROR && !lowering.isMissing(first);
    const span = { start: lowering.startOf(first), end: lowering.endOf(last) };
    if (isSound) args.push(lowerArgument(lowering, first));
    else
      args.push(
        ...(recoverSpan(lowering, span, recoverArguments) ?? [lowering.unknown(span.start, span.end)]),
      );
    group = [];
  };
  for (let child = lowering.firstChild(list); child >= 0; child = lowering.sibling(list, child)) {
    const kind = lowering.kindOf(child);
    if (kind === Kind[","]) flush();
    else if (lowering.isMissing(child)) lowering.holes.push(lowering.span(child));
    else if (kind !== Kind["("] && kind !== Kind[")"]) group.push(child);
  }
  flush();
  return args;
}

function lowerArgument(lowering: Lowering, node: number): Expression {
  if (lowering.kindOf(node) === Kind.identifier) {
    const text = lowering.text(node);
    if (isTypeKeyword(text)) {
      const type = bareType(lowering, node);
      return { kind: "typeArgument", start: type.start, end: type.end, type };
    }
  }
  return lowering.expression(node);
}

/** The identifier inside `(name)`, or -1. */
function parenthesizedName(lowering: Lowering, node: number): number {
  if (lowering.kindOf(node) !== Kind.parenthesized_expression || lowering.hasError(node)) return -1;
  const inner = node + 2;
  return inner < lowering.next[node]! && lowering.kindOf(inner) === Kind.identifier ? inner : -1;
}

function isCastTo(lowering: Lowering, name: string): boolean {
  if (lowering.locals.has(name)) return false;
  return lowering.typeNames.has(name) || isKnownType(name) || isSpelledLikeType(name);
}

function bareType(lowering: Lowering, node: number): TypeName {
  const base = lowering.text(node);
  return { ...lowering.span(node), base, pointers: 0, arrays: [], isConst: false, isVolatile: false };
}

function hasErrorBeside(lowering: Lowering, node: number): boolean {
  return lowering.hasError(node) && lowering.hasOwnError(node);
}
