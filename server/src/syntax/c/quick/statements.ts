import { Kind } from "../lower/nodeKind";
import { isDeclaration, readDeclaration } from "./declarations";
import { readParenthesized } from "./parentheses";
import type { QuickReader } from "./quickReader";
import { P, Sym } from "./symbols";
import { endOfPointers } from "./types";

/** `{ … }` */
export function readBlock(reader: QuickReader): number {
  const node = reader.open(Kind.compound_statement, Kind["{"]);
  while (reader.peek() !== P.closeBrace && reader.isSure)
    reader.add(node, isDeclaration(reader) ? readDeclaration(reader) : readStatement(reader));
  reader.addToken(node, P.closeBrace, Kind["}"]);
  return node;
}

/** A statement that is no declaration. */
function readStatement(reader: QuickReader): number {
  return reader.nested(readAnyStatement);
}

function readAnyStatement(reader: QuickReader): number {
  switch (reader.peek()) {
    case P.openBrace:
      return readBlock(reader);
    case Sym.if:
      return readIf(reader);
    case Sym.while:
      return readWithHead(reader, Kind.while_statement);
    case Sym.switch:
      return readSwitch(reader);
    case Sym.for:
      return readFor(reader);
    case Sym.do:
      return readDo(reader);
    case Sym.case:
    case Sym.default:
      return readCase(reader);
    case Sym.return:
      return readReturn(reader);
    case Sym.break:
      return readJump(reader, Kind.break_statement);
    case Sym.continue:
      return readJump(reader, Kind.continue_statement);
    case Sym.goto: {
      const node = reader.open(Kind.goto_statement, Kind.other);
      reader.addToken(node, Sym.identifier, Kind.statement_identifier);
      reader.addToken(node, P.semicolon, Kind[";"]);
      return node;
    }
    case P.semicolon:
      return reader.open(Kind.expression_statement, Kind[";"]);
    case Sym.identifier:
      if (reader.peek(1) === P.colon) return readLabel(reader);
  }
  return readExpressionStatement(reader);
}

function readExpressionStatement(reader: QuickReader): number {
  if (isDeclaration(reader)) return reader.fail();
  const first = reader.at;
  const node = reader.tree.parent(Kind.expression_statement, reader.commaExpression());
  if (beginsWithOperation(reader, node) || mayNameType(reader, first)) return reader.fail();
  reader.addToken(node, P.semicolon, Kind[";"]);
  return node;
}

/** `a * f(b);` and `f(a) * b;`, which the grammar takes for declarations. */
function beginsWithOperation({ tree }: QuickReader, statement: number): boolean {
  for (let node = statement; node !== 0; node = tree.firstChild(node)) {
    const kind: Kind = tree.kind[node]!;
    if (kind === Kind.binary_expression) return true;
    if (
      kind !== Kind.expression_statement &&
      kind !== Kind.comma_expression &&
      kind !== Kind.conditional_expression
    )
      return false;
  }
  return false;
}

/**
 * `f(g(a * b));` or `f(a * (b));` is read up to its end, which the grammar takes for a macro that makes a type: of a
 * function with a parameter `a *b`, or that gives an `a *`.
 */
function mayNameType(reader: QuickReader, first: number): boolean {
  const ahead = first - reader.at;
  const isCall = reader.peek(ahead) === Sym.identifier && reader.peek(ahead + 1) === P.openParenthesis;
  if (!isCall || reader.peek(ahead + 2) !== Sym.identifier) return false;
  if (reader.peek(ahead + 3) === P.star)
    return reader.peek(endOfPointers(reader, ahead + 3)) === P.openParenthesis;
  if (reader.peek(ahead + 3) !== P.openParenthesis) return false;
  for (let place = ahead + 5; place < 0; place++)
    if (reader.peek(place) === P.star && reader.peek(place - 1) === Sym.identifier) return true;
  return false;
}

function readIf(reader: QuickReader): number {
  const node = readWithHead(reader, Kind.if_statement);
  if (reader.peek() !== Sym.else) return node;
  const clause = reader.open(Kind.else_clause, Kind.other);
  reader.add(clause, readStatement(reader));
  reader.add(node, clause);
  return node;
}

/** A word, a condition and a statement. */
function readWithHead(reader: QuickReader, kind: Kind): number {
  const node = reader.open(kind, Kind.other);
  addCondition(reader, node);
  reader.add(node, readStatement(reader));
  return node;
}

function addCondition(reader: QuickReader, node: number): void {
  reader.add(node, reader.peek() === P.openParenthesis ? readParenthesized(reader) : reader.fail());
}

function readSwitch(reader: QuickReader): number {
  const node = reader.open(Kind.switch_statement, Kind.other);
  addCondition(reader, node);
  reader.add(node, reader.peek() === P.openBrace ? readBlock(reader) : reader.fail());
  return node;
}

function readFor(reader: QuickReader): number {
  const node = reader.open(Kind.for_statement, Kind.other);
  reader.addToken(node, P.openParenthesis, Kind["("]);
  if (isDeclaration(reader)) reader.add(node, readDeclaration(reader));
  else addPart(reader, node, P.semicolon, Kind[";"]);
  addPart(reader, node, P.semicolon, Kind[";"]);
  addPart(reader, node, P.closeParenthesis, Kind[")"]);
  reader.add(node, readStatement(reader));
  return node;
}

/** An expression, which may be missing, and what ends it. */
function addPart(reader: QuickReader, node: number, end: number, kind: Kind): void {
  if (reader.peek() !== end) reader.add(node, reader.commaExpression());
  reader.addToken(node, end, kind);
}

function readDo(reader: QuickReader): number {
  const node = reader.open(Kind.do_statement, Kind.other);
  reader.add(node, readStatement(reader));
  reader.addToken(node, Sym.while, Kind.other);
  addCondition(reader, node);
  reader.addToken(node, P.semicolon, Kind[";"]);
  return node;
}

/** A label of a switch with all statements up to the next one. */
function readCase(reader: QuickReader): number {
  const isDefault = reader.peek() === Sym.default;
  const node = reader.open(Kind.case_statement, isDefault ? Kind.default : Kind.case);
  if (!isDefault) reader.add(node, reader.expression());
  reader.addToken(node, P.colon, Kind[":"]);
  for (;;) {
    const sym = reader.peek();
    if (sym === P.closeBrace || sym === Sym.case || sym === Sym.default || !reader.isSure) return node;
    reader.add(node, isDeclaration(reader) ? readDeclaration(reader) : readStatement(reader));
  }
}

function readReturn(reader: QuickReader): number {
  const node = reader.open(Kind.return_statement, Kind.other);
  addPart(reader, node, P.semicolon, Kind[";"]);
  return node;
}

function readJump(reader: QuickReader, kind: Kind): number {
  const node = reader.open(kind, Kind.other);
  reader.addToken(node, P.semicolon, Kind[";"]);
  return node;
}

function readLabel(reader: QuickReader): number {
  const node = reader.open(Kind.labeled_statement, Kind.statement_identifier);
  reader.add(node, reader.token(Kind[":"]));
  reader.add(node, isDeclaration(reader) ? readDeclaration(reader) : readStatement(reader));
  return node;
}
