import { punctuatorCode } from "../lex";
import { Kind } from "../lower/nodeKind";
import { readLiteral } from "./literals";
import { beginsNumber, readOffsetof, readParenthesis, readSizeof } from "./parentheses";
import { readPostfix } from "./postfix";
import { punctuatorKind, type QuickReader } from "./quickReader";
import { P, Sym } from "./symbols";

/** How tightly binary operators bind. */
const precedences = new Map(
  ["||", "&&", "|", "^", "&", "== !=", "< > <= >=", "<< >>", "+ -", "* / %"].flatMap((operators, index) =>
    operators.split(" ").map((operator) => [punctuatorCode(operator), index + 1] as const),
  ),
);
const singlePrecedence = new Uint8Array(128);
for (const [code, precedence] of precedences) if (code < 128) singlePrecedence[code] = precedence;

const assignments = new Set("= *= /= %= += -= <<= >>= &= ^= |=".split(" ").map(punctuatorCode));

function precedenceOf(sym: number): number {
  if (sym < 0) return 0;
  return sym < 128 ? singlePrecedence[sym]! : (precedences.get(sym) ?? 0);
}

/** An expression in which commas may stand between its parts. */
export function readCommaExpression(reader: QuickReader): number {
  const left = reader.expression();
  if (reader.peek() !== P.comma) return left;
  const node = reader.tree.parent(Kind.comma_expression, left);
  reader.add(node, reader.token(Kind[","]));
  reader.add(node, reader.commaExpression());
  return node;
}

export function readExpression(reader: QuickReader): number {
  const left = readConditional(reader);
  const sym = reader.peek();
  if (sym <= 0 || !assignments.has(sym)) return left;
  if (!isAssignable(reader.kindOf(left))) return reader.fail();
  const node = reader.tree.parent(Kind.assignment_expression, left);
  reader.add(node, reader.token(punctuatorKind(sym)));
  reader.add(node, reader.expression());
  return node;
}

function isAssignable(kind: Kind): boolean {
  return (
    kind === Kind.identifier ||
    kind === Kind.call_expression ||
    kind === Kind.field_expression ||
    kind === Kind.pointer_expression ||
    kind === Kind.subscript_expression ||
    kind === Kind.parenthesized_expression
  );
}

function readConditional(reader: QuickReader): number {
  const condition = readBinary(reader, 1);
  if (reader.peek() !== P.question) return condition;
  const node = reader.tree.parent(Kind.conditional_expression, condition);
  reader.add(node, reader.token(Kind["?"]));
  if (reader.peek() !== P.colon) reader.add(node, reader.commaExpression());
  reader.addToken(node, P.colon, Kind[":"]);
  reader.add(node, reader.nested(readConditional));
  return node;
}

function readBinary(reader: QuickReader, lowest: number): number {
  let left = reader.unary();
  for (;;) {
    const sym = reader.peek();
    const precedence = precedenceOf(sym);
    if (precedence < lowest || precedence === 0) return left;
    left = reader.tree.parent(Kind.binary_expression, left);
    reader.add(left, reader.token(punctuatorKind(sym)));
    reader.add(left, readBinary(reader, precedence + 1));
  }
}

/** An operand with all that binds more tightly than a binary operator. */
export function readUnary(reader: QuickReader): number {
  const sym = reader.peek();
  switch (sym) {
    case P.minus:
    case P.plus:
      if (beginsNumber(reader)) break;
      return readPrefix(reader, Kind.unary_expression, Kind.other);
    case P.not:
    case P.complement:
      return readPrefix(reader, Kind.unary_expression, Kind.other);
    case P.star:
      return readPrefix(reader, Kind.pointer_expression, Kind["*"]);
    case P.ampersand:
      return readPrefix(reader, Kind.pointer_expression, Kind.other);
    case P.increment:
    case P.decrement:
      return readPrefix(reader, Kind.update_expression, Kind.other);
    case P.openParenthesis:
      return readParenthesis(reader);
    case Sym.sizeof:
      return readSizeof(reader);
    case Sym.offsetof:
      return readOffsetof(reader);
  }
  return readPostfix(reader, readLiteral(reader));
}

function readPrefix(reader: QuickReader, kind: Kind, operator: Kind): number {
  const node = reader.open(kind, operator);
  const operand = reader.unary();
  // The grammar takes `-x++` for `(-x)++`.
  if (kind !== Kind.pointer_expression && reader.kindOf(operand) === Kind.update_expression)
    return reader.fail();
  reader.add(node, operand);
  return node;
}
