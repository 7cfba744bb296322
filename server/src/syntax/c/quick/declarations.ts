import { Kind } from "../lower/nodeKind";
import { readInitializer } from "./initializers";
import type { QuickReader } from "./quickReader";
import { P, Sym } from "./symbols";
import { beginsType, endOfPointers, readAbstractPointer, readTypeSpecifier } from "./types";

/** A declaration begins here; what could be an expression as well is none, unless it reads `a * b;`, `a * b = …`. */
export function isDeclaration(reader: QuickReader): boolean {
  const first = reader.peek();
  if (first !== Sym.identifier) return first === Sym.storage || beginsType(first);
  const next = reader.peek(1);
  if (next === Sym.identifier || next === Sym.qualifier) return true;
  if (next !== P.star) return false;
  const name = endOfPointers(reader, 1);
  if (reader.peek(name) !== Sym.identifier) return false;
  const behind = reader.peek(name + 1);
  return behind === P.semicolon || behind === P.equals || behind === P.comma || behind === P.openBracket;
}

/** A declaration with its semicolon. */
export function readDeclaration(reader: QuickReader): number {
  const node = readSpecifiers(reader, Kind.declaration);
  for (;;) {
    const declarator = readDeclarator(reader);
    if (reader.peek() === P.equals) {
      const initialized = reader.tree.parent(Kind.init_declarator, declarator);
      reader.add(initialized, reader.token(Kind["="]));
      reader.add(initialized, readInitializer(reader));
      reader.add(node, initialized);
    } else reader.add(node, declarator);
    if (reader.peek() !== P.comma) break;
    reader.add(node, reader.token(Kind[","]));
  }
  reader.addToken(node, P.semicolon, Kind[";"]);
  return node;
}

/** A node that begins with storage classes, qualifiers and a type. */
export function readSpecifiers(reader: QuickReader, kind: Kind): number {
  let node = 0;
  const add = (child: number): void => {
    if (node === 0) node = reader.tree.parent(kind, child);
    else reader.add(node, child);
  };
  const addModifiers = (): void => {
    for (;;) {
      if (reader.peek() === Sym.storage) add(reader.token(Kind.storage_class_specifier));
      else if (reader.peek() === Sym.qualifier) add(reader.token(Kind.type_qualifier));
      else return;
    }
  };
  addModifiers();
  add(readTypeSpecifier(reader));
  addModifiers();
  return node;
}

/** `name`, `*name`, `name[2]`. */
function readDeclarator(reader: QuickReader): number {
  if (reader.peek() === P.star) {
    const node = readPointer(reader);
    reader.add(node, reader.nested(readDeclarator));
    return node;
  }
  return readArrays(reader, reader.expect(Sym.identifier, Kind.identifier));
}

function readPointer(reader: QuickReader): number {
  const node = reader.open(Kind.pointer_declarator, Kind["*"]);
  while (reader.peek() === Sym.qualifier) reader.add(node, reader.token(Kind.type_qualifier));
  return node;
}

function readArrays(reader: QuickReader, name: number): number {
  let node = name;
  while (reader.peek() === P.openBracket) {
    node = reader.tree.parent(Kind.array_declarator, node);
    reader.add(node, reader.token(Kind["["]));
    if (reader.peek() !== P.closeBracket) reader.add(node, reader.expression());
    reader.addToken(node, P.closeBracket, Kind["]"]);
  }
  return node;
}

/** The name and parameters of a function, with what it points to. */
export function readFunctionDeclarator(reader: QuickReader): number {
  if (reader.peek() === P.star) {
    const node = readPointer(reader);
    reader.add(node, reader.nested(readFunctionDeclarator));
    return node;
  }
  const node = reader.tree.parent(Kind.function_declarator, reader.expect(Sym.identifier, Kind.identifier));
  if (reader.peek() !== P.openParenthesis) return reader.fail();
  reader.add(node, readParameters(reader));
  return node;
}

function readParameters(reader: QuickReader): number {
  const node = reader.open(Kind.parameter_list, Kind["("]);
  if (reader.peek() !== P.closeParenthesis) {
    reader.add(node, readParameter(reader));
    while (reader.peek() === P.comma) {
      reader.add(node, reader.token(Kind[","]));
      reader.add(node, readParameter(reader));
    }
  }
  reader.addToken(node, P.closeParenthesis, Kind[")"]);
  return node;
}

function readParameter(reader: QuickReader): number {
  if (reader.peek() === P.ellipsis) return reader.token(Kind.variadic_parameter);
  const node = readSpecifiers(reader, Kind.parameter_declaration);
  if (reader.peek() === Sym.identifier) reader.add(node, readDeclarator(reader));
  else if (reader.peek() === P.star) {
    const isNamed = reader.peek(endOfPointers(reader, 0)) === Sym.identifier;
    reader.add(node, isNamed ? readDeclarator(reader) : readAbstractPointer(reader));
  }
  return node;
}
