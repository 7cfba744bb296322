import { Kind } from "../lower/nodeKind";
import type { QuickReader } from "./quickReader";
import { P, Sym } from "./symbols";

/** An operand with the calls, indexes, fields, `++` and `--` behind it. */
export function readPostfix(reader: QuickReader, operand: number): number {
  for (let node = operand; ;) {
    switch (reader.peek()) {
      case P.openParenthesis:
        node = reader.tree.parent(Kind.call_expression, node);
        reader.add(node, readArguments(reader));
        break;
      case P.openBracket:
        node = reader.tree.parent(Kind.subscript_expression, node);
        reader.add(node, reader.token(Kind["["]));
        reader.add(node, reader.expression());
        reader.addToken(node, P.closeBracket, Kind["]"]);
        break;
      case P.dot:
      case P.arrow:
        node = reader.tree.parent(Kind.field_expression, node);
        reader.add(node, reader.token(reader.peek() === P.dot ? Kind["."] : Kind["->"]));
        reader.addToken(node, Sym.identifier, Kind.field_identifier);
        break;
      case P.increment:
      case P.decrement:
        node = reader.tree.parent(Kind.update_expression, node);
        reader.add(node, reader.token(Kind.other));
        break;
      default:
        return node;
    }
  }
}

function readArguments(reader: QuickReader): number {
  const node = reader.open(Kind.argument_list, Kind["("]);
  if (reader.peek() !== P.closeParenthesis) {
    reader.add(node, reader.expression());
    while (reader.peek() === P.comma) {
      reader.add(node, reader.token(Kind[","]));
      reader.add(node, reader.expression());
    }
  }
  reader.addToken(node, P.closeParenthesis, Kind[")"]);
  return node;
}
