import type { Span } from "../../../base/span";
import type { TypeName } from "../model";
import type { Lowering, Writable } from "./lowering";
import { isDeclarator, isTypeSpecifier, Kind } from "./nodeKind";

/** What stands before the declarators of a declaration, parameter, field or type name. */
export interface Specifiers {
  readonly type: TypeName;
  readonly storage: "none" | "static" | "extern" | "typedef";
  readonly isInline: boolean;
  /** The node of the type specifier; -1 when there is none. */
  readonly typeNode: number;
}

/** Reads the specifiers among the children of `parent`. The first type specifier is the type, later ones are names. */
export function lowerSpecifiers(lowering: Lowering, parent: number): Specifiers {
  let typeNode = -1;
  let start = -1;
  let end = lowering.startOf(parent);
  let isConst = false;
  let isVolatile = false;
  let isInline = false;
  let storage: Specifiers["storage"] = "none";
  for (let child = lowering.firstChild(parent); child >= 0; child = lowering.sibling(parent, child)) {
    const kind = lowering.kindOf(child);
    if (kind === Kind.storage_class_specifier) {
      const word = lowering.text(child);
      if (word === "static" || word === "extern") storage = word;
      else if (word.includes("inline")) isInline = true;
      continue;
    }
    if (kind === Kind.type_qualifier) {
      const word = lowering.text(child);
      if (word === "const") isConst = true;
      else if (word === "volatile") isVolatile = true;
    } else if (typeNode < 0 && isTypeSpecifier(kind)) typeNode = child;
    else if (typeNode >= 0 && (isDeclarator(kind) || kind === Kind.init_declarator)) break;
    else continue;
    if (start < 0) start = lowering.startOf(child);
    end = lowering.endOf(child);
  }
  if (lowering.kindOf(parent) === Kind.type_definition) storage = "typedef";
  const span = { start: start < 0 ? end : start, end };
  return { type: baseType(lowering, typeNode, span, isConst, isVolatile), storage, isInline, typeNode };
}

export function baseType(
  lowering: Lowering,
  node: number,
  span: Span,
  isConst: boolean,
  isVolatile: boolean,
): TypeName {
  const type: Writable<TypeName> = {
    start: span.start,
    end: span.end,
    base: node < 0 ? "" : baseName(lowering, node),
    pointers: 0,
    arrays: [],
    isConst,
    isVolatile,
  };
  if (node < 0) return type;
  const definition = lowering.lowerers.definition(lowering, node);
  if (definition !== undefined) type.definition = definition;
  return type;
}

/** The name of a type specifier: `struct Foo`, `unsigned int`, `Datum`. */
export function baseName(lowering: Lowering, node: number): string {
  const kind = lowering.kindOf(node);
  if (kind === Kind.struct_specifier || kind === Kind.union_specifier || kind === Kind.enum_specifier) {
    const keyword =
      kind === Kind.struct_specifier ? "struct" : kind === Kind.union_specifier ? "union" : "enum";
    const tag = lowering.childOfKind(node, Kind.type_identifier);
    return tag < 0 ? keyword : `${keyword} ${lowering.text(tag)}`;
  }
  return plainTypeText(lowering.text(node));
}

/** Type specifiers with comments and qualifiers removed and single spaces. */
export function plainTypeText(text: string): string {
  if (/^\w+$/.test(text)) return text;
  return text
    .replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, " ")
    .replace(/\b(?:const|volatile|restrict)\b/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
