import { Kind } from "../lower/nodeKind";
import type { QuickReader } from "./quickReader";
import { P, Sym } from "./symbols";

/** The symbol is a word that only a type begins with. */
export function beginsType(sym: number): boolean {
  return sym <= Sym.primitive && sym >= Sym.enum && sym !== Sym.storage;
}

/** The place, counted from the next token, of the first one from `ahead` on that is no `*` and no qualifier. */
export function endOfPointers(reader: QuickReader, ahead: number): number {
  let place = ahead;
  while (reader.peek(place) === P.star || reader.peek(place) === Sym.qualifier) place++;
  return place;
}

/** A type without a name, as in a cast. */
export function readTypeDescriptor(reader: QuickReader): number {
  let node = 0;
  const add = (child: number): void => {
    if (node === 0) node = reader.tree.parent(Kind.type_descriptor, child);
    else reader.add(node, child);
  };
  while (reader.peek() === Sym.qualifier) add(reader.token(Kind.type_qualifier));
  add(readTypeSpecifier(reader));
  while (reader.peek() === Sym.qualifier) add(reader.token(Kind.type_qualifier));
  if (reader.peek() === P.star) add(readAbstractPointer(reader));
  return node;
}

/** `*`, `**`, `* const`. */
export function readAbstractPointer(reader: QuickReader): number {
  const node = reader.open(Kind.abstract_pointer_declarator, Kind["*"]);
  while (reader.peek() === Sym.qualifier) reader.add(node, reader.token(Kind.type_qualifier));
  if (reader.peek() === P.star) reader.add(node, reader.nested(readAbstractPointer));
  return node;
}

export function readTypeSpecifier(reader: QuickReader): number {
  switch (reader.peek()) {
    case Sym.identifier:
      return reader.token(Kind.type_identifier);
    case Sym.primitive:
      return reader.peek(1) === Sym.sized ? reader.fail() : reader.token(Kind.primitive_type);
    case Sym.sized:
      return readSized(reader);
    case Sym.aggregate: {
      const isStruct = reader.text.charCodeAt(reader.startOf(0)) === 115;
      return readTag(reader, isStruct ? Kind.struct_specifier : Kind.union_specifier);
    }
    case Sym.enum:
      return readTag(reader, Kind.enum_specifier);
    default:
      return reader.fail();
  }
}

function readSized(reader: QuickReader): number {
  const node = reader.open(Kind.sized_type_specifier, Kind.other);
  while (reader.peek() === Sym.sized) reader.add(node, reader.token(Kind.other));
  if (reader.peek() === Sym.primitive) reader.add(node, reader.token(Kind.primitive_type));
  while (reader.peek() === Sym.sized) reader.add(node, reader.token(Kind.other));
  return reader.peek() === Sym.qualifier ? reader.fail() : node;
}

/** `struct name`; a body is not read here. */
function readTag(reader: QuickReader, kind: Kind): number {
  const node = reader.open(kind, Kind.other);
  reader.addToken(node, Sym.identifier, Kind.type_identifier);
  const next = reader.peek();
  return next === P.openBrace || next === P.colon ? reader.fail() : node;
}
