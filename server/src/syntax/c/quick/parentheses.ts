import { Kind } from "../lower/nodeKind";
import { readInitializerList } from "./initializers";
import { readPostfix } from "./postfix";
import type { QuickReader } from "./quickReader";
import { P, Sym } from "./symbols";
import { beginsType, endOfPointers, readTypeDescriptor } from "./types";

/** What `(` opens where an operand is expected. */
export function readParenthesis(reader: QuickReader): number {
  if (beginsType(reader.peek(1))) return readCast(reader);
  if (reader.peek(1) === Sym.identifier) {
    const close = endOfPointers(reader, 2);
    if (reader.peek(close) === P.closeParenthesis && (close > 2 || isOperand(reader.peek(close + 1))))
      return readCast(reader);
  }
  const node = readParenthesized(reader);
  if (mayBeType(reader.kindOf(reader.tree.secondChild(node))) && goesOnLikeCast(reader.peek()))
    return reader.fail();
  return readPostfix(reader, node);
}

/** An expression of the kind could be a type without a name as well: `T`, `T[2]`, `T(int)`. */
function mayBeType(kind: Kind): boolean {
  return kind === Kind.identifier || kind === Kind.subscript_expression || kind === Kind.call_expression;
}

/** What the grammar makes of `(a) - b` and `(a)(b)` depends on what stands around it. */
function goesOnLikeCast(sym: number): boolean {
  return (
    sym === P.minus ||
    sym === P.plus ||
    sym === P.star ||
    sym === P.ampersand ||
    sym === P.and ||
    sym === P.increment ||
    sym === P.decrement ||
    sym === P.openParenthesis ||
    isOperand(sym)
  );
}

/** The symbol can only begin an operand, or an initializer list, and goes on with nothing. */
function isOperand(sym: number): boolean {
  switch (sym) {
    case Sym.identifier:
    case Sym.number:
    case Sym.string:
    case Sym.char:
    case Sym.true:
    case Sym.false:
    case Sym.null:
    case Sym.sizeof:
    case Sym.offsetof:
    case P.not:
    case P.complement:
    case P.openBrace:
      return true;
    default:
      return false;
  }
}

export function readParenthesized(reader: QuickReader): number {
  const node = reader.open(Kind.parenthesized_expression, Kind["("]);
  reader.add(node, reader.commaExpression());
  reader.addToken(node, P.closeParenthesis, Kind[")"]);
  return node;
}

function readCast(reader: QuickReader): number {
  const open = reader.token(Kind["("]);
  const type = readTypeDescriptor(reader);
  const close = reader.expect(P.closeParenthesis, Kind[")"]);
  const isLiteral = reader.peek() === P.openBrace;
  const node = reader.tree.parent(isLiteral ? Kind.compound_literal_expression : Kind.cast_expression, open);
  reader.add(node, type);
  reader.add(node, close);
  reader.add(node, isLiteral ? readInitializerList(reader) : reader.unary());
  return isLiteral ? readPostfix(reader, node) : node;
}

export function readSizeof(reader: QuickReader): number {
  const node = reader.open(Kind.sizeof_expression, Kind.other);
  if (reader.peek() !== P.openParenthesis) {
    reader.add(node, reader.unary());
    return node;
  }
  const isType =
    beginsType(reader.peek(1)) ||
    (reader.peek(1) === Sym.identifier &&
      reader.peek(2) === P.star &&
      reader.peek(endOfPointers(reader, 2)) === P.closeParenthesis);
  if (isType) {
    reader.add(node, reader.token(Kind["("]));
    reader.add(node, readTypeDescriptor(reader));
    reader.addToken(node, P.closeParenthesis, Kind[")"]);
  } else {
    const value = readParenthesized(reader);
    // `f(a * b)` could be a function with a parameter `a *b`.
    if (reader.kindOf(reader.tree.secondChild(value)) === Kind.call_expression) return reader.fail();
    reader.add(node, value);
  }
  // The parentheses could be a cast, or the beginning of the value, all the same.
  const next = reader.peek();
  return endsNoSizeof.has(next) || isOperand(next) || beginsNumber(reader) ? reader.fail() : node;
}

/** `-1`, which is a number wherever one may stand. */
export function beginsNumber(reader: QuickReader): boolean {
  const sign = reader.peek();
  return (
    (sign === P.minus || sign === P.plus) &&
    reader.peek(1) === Sym.number &&
    reader.startOf(1) === reader.endOf(0)
  );
}

/** What goes on with the value in `sizeof (a)->b`. */
const endsNoSizeof: ReadonlySet<number> = new Set([
  P.openParenthesis,
  P.openBracket,
  P.dot,
  P.arrow,
  P.increment,
  P.decrement,
]);

export function readOffsetof(reader: QuickReader): number {
  const node = reader.open(Kind.offsetof_expression, Kind.other);
  reader.addToken(node, P.openParenthesis, Kind["("]);
  reader.add(node, readTypeDescriptor(reader));
  reader.addToken(node, P.comma, Kind[","]);
  reader.addToken(node, Sym.identifier, Kind.field_identifier);
  reader.addToken(node, P.closeParenthesis, Kind[")"]);
  return node;
}
