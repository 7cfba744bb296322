import { Kind } from "../lower/nodeKind";
import type { QuickReader } from "./quickReader";
import { P, Sym } from "./symbols";

/** What stands behind the `=` of a declaration. */
export function readInitializer(reader: QuickReader): number {
  return reader.peek() === P.openBrace ? reader.nested(readInitializerList) : reader.expression();
}

/** `{ 1, .x = 2, { 3 } }` */
export function readInitializerList(reader: QuickReader): number {
  const node = reader.open(Kind.initializer_list, Kind["{"]);
  while (reader.peek() !== P.closeBrace && reader.isSure) {
    reader.add(node, readElement(reader));
    if (reader.peek() !== P.comma) break;
    reader.add(node, reader.token(Kind[","]));
  }
  reader.addToken(node, P.closeBrace, Kind["}"]);
  return node;
}

function readElement(reader: QuickReader): number {
  const first = readDesignator(reader);
  if (first === 0) return readInitializer(reader);
  const node = reader.tree.parent(Kind.initializer_pair, first);
  for (let next = readDesignator(reader); next !== 0; next = readDesignator(reader)) reader.add(node, next);
  reader.addToken(node, P.equals, Kind["="]);
  reader.add(node, readInitializer(reader));
  return node;
}

/** `.name` or `[index]`; 0 when none is there. */
function readDesignator(reader: QuickReader): number {
  if (reader.peek() === P.dot) {
    const node = reader.open(Kind.field_designator, Kind["."]);
    reader.addToken(node, Sym.identifier, Kind.field_identifier);
    return node;
  }
  if (reader.peek() !== P.openBracket) return 0;
  const node = reader.open(Kind.subscript_designator, Kind["["]);
  reader.add(node, reader.expression());
  reader.addToken(node, P.closeBracket, Kind["]"]);
  return node;
}
