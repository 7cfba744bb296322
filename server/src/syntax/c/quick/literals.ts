import { Kind } from "../lower/nodeKind";
import type { QuickReader } from "./quickReader";
import { P, Sym } from "./symbols";

/** A name, number, character, string or constant. */
export function readLiteral(reader: QuickReader): number {
  switch (reader.peek()) {
    case Sym.identifier:
      if (reader.peek(1) === Sym.string) return readStrings(reader);
      return reader.token(Kind.identifier);
    case Sym.number:
      return readNumber(reader);
    case P.minus:
    case P.plus: {
      const start = reader.startOf(0);
      reader.at++;
      const number = readNumber(reader);
      reader.tree.start[number] = start;
      return number;
    }
    case Sym.string:
      return readStrings(reader);
    case Sym.char:
      return readQuoted(reader, Kind.char_literal);
    case Sym.true:
      return reader.token(Kind.true);
    case Sym.false:
      return reader.token(Kind.false);
    case Sym.null:
      return reader.token(Kind.null);
    default:
      return reader.fail();
  }
}

const plainNumber = /^(?:0[xX][0-9a-fA-F]+|[0-9]+(?:\.[0-9]*)?|\.[0-9]+)[uUlLfF]*$/u;

function readNumber(reader: QuickReader): number {
  const [start, end] = [reader.startOf(0), reader.endOf(0)];
  if (end > start + 1 && !plainNumber.test(reader.text.slice(start, end))) return reader.fail();
  return reader.token(Kind.number_literal);
}

/** A string, or several with the names of macros between them. */
function readStrings(reader: QuickReader): number {
  const first = readPart(reader);
  if (reader.peek() !== Sym.string && reader.peek() !== Sym.identifier) return first;
  const node = reader.tree.parent(Kind.concatenated_string, first);
  while (reader.peek() === Sym.string || reader.peek() === Sym.identifier) reader.add(node, readPart(reader));
  return reader.peek() === P.openParenthesis ? reader.fail() : node;
}

function readPart(reader: QuickReader): number {
  if (reader.peek() === Sym.string) return readQuoted(reader, Kind.string_literal);
  // L"…" is one token.
  const isPrefix = reader.peek(1) === Sym.string && reader.startOf(1) === reader.endOf(0);
  return isPrefix ? reader.fail() : reader.token(Kind.identifier);
}

/** Between the quotes: no line end, and no escape that the grammar may understand in its own way. */
const plainEscapes = /^(?:[^\\\r\n]|\\[^xuU\r\n0-9]|\\[0-7]{1,3}(?![0-9]))*$/u;

function readQuoted(reader: QuickReader, kind: Kind): number {
  const { text } = reader;
  const [start, end] = [reader.startOf(0), reader.endOf(0)];
  const isClosed = end - start >= 2 && text.charCodeAt(end - 1) === text.charCodeAt(start);
  if (!isClosed) return reader.fail();
  const inner = text.slice(start + 1, end - 1);
  // Of several characters the grammar may take some for a comment.
  const isPlain =
    kind === Kind.char_literal && !inner.startsWith("\\")
      ? inner.length === 1
      : !inner.includes("\\") || plainEscapes.test(inner);
  return isPlain ? reader.token(kind) : reader.fail();
}
