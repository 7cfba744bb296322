import type { EnumDefinition, Expression, Field, StructDefinition } from "../model";
import type { Lowering } from "./lowering";
import { isDeclarator, Kind } from "./nodeKind";
import { lowerSpecifiers } from "./specifiers";
import { applyShape, unwindDeclarator } from "./types";

export function lowerDefinition(
  lowering: Lowering,
  node: number,
): StructDefinition | EnumDefinition | undefined {
  const kind = lowering.kindOf(node);
  if (kind === Kind.struct_specifier || kind === Kind.union_specifier) return lowerStruct(lowering, node);
  return kind === Kind.enum_specifier ? lowerEnum(lowering, node) : undefined;
}

function lowerStruct(lowering: Lowering, node: number): StructDefinition | undefined {
  const list = lowering.childOfKind(node, Kind.field_declaration_list);
  if (list < 0) return undefined;
  const fields: Field[] = [];
  collectFields(lowering, list, fields);
  const tag = lowering.childOfKind(node, Kind.type_identifier);
  return {
    kind: "struct",
    keyword: lowering.kindOf(node) === Kind.struct_specifier ? "struct" : "union",
    ...lowering.span(node),
    ...(tag >= 0 && { tag: lowering.text(tag) }),
    fields,
  };
}

function collectFields(lowering: Lowering, list: number, fields: Field[]): void {
  for (let child = lowering.firstChild(list); child >= 0; child = lowering.sibling(list, child)) {
    const kind = lowering.kindOf(child);
    if (kind === Kind.field_declaration) lowerFields(lowering, child, fields);
    else if (kind === Kind.preproc_if || kind === Kind.preproc_ifdef) collectFields(lowering, child, fields);
  }
}

function lowerFields(lowering: Lowering, node: number, fields: Field[]): void {
  const { type, typeNode } = lowerSpecifiers(lowering, node);
  const first = fields.length;
  let start = lowering.startOf(node);
  for (
    let child = typeNode < 0 ? -1 : lowering.sibling(node, typeNode);
    child >= 0;
    child = lowering.sibling(node, child)
  ) {
    if (!isDeclarator(lowering.kindOf(child))) continue;
    const shape = unwindDeclarator(lowering, child);
    const span = { start, end: lowering.endOf(child) };
    const full = applyShape(type, shape, span.start, span.end);
    const name = shape.nameNode;
    fields.push({
      ...span,
      name: name < 0 ? "" : lowering.text(name),
      nameSpan: name < 0 ? { start: span.end, end: span.end } : lowering.span(name),
      type: shape.parameters ? { ...full, functionParameters: shape.parameters } : full,
    });
    const following = lowering.sibling(node, child);
    start = following < 0 ? lowering.endOf(child) : nextDeclaratorStart(lowering, node, following);
  }
  if (fields.length === first) {
    const end = type.end;
    fields.push({ start, end, name: "", nameSpan: { start: end, end }, type });
  }
}

function nextDeclaratorStart(lowering: Lowering, parent: number, from: number): number {
  for (let child = from; child >= 0; child = lowering.sibling(parent, child)) {
    if (isDeclarator(lowering.kindOf(child))) return lowering.startOf(child);
  }
  return lowering.endOf(parent);
}

function lowerEnum(lowering: Lowering, node: number): EnumDefinition | undefined {
  const list = lowering.childOfKind(node, Kind.enumerator_list);
  if (list < 0) return undefined;
  const enumerators: { name: string; value?: Expression }[] = [];
  collectEnumerators(lowering, list, enumerators);
  const tag = lowering.childOfKind(node, Kind.type_identifier);
  return { kind: "enum", ...lowering.span(node), ...(tag >= 0 && { tag: lowering.text(tag) }), enumerators };
}

function collectEnumerators(
  lowering: Lowering,
  list: number,
  enumerators: { name: string; value?: Expression }[],
): void {
  for (let child = lowering.firstChild(list); child >= 0; child = lowering.sibling(list, child)) {
    const kind = lowering.kindOf(child);
    if (kind === Kind.preproc_if || kind === Kind.preproc_ifdef)
      collectEnumerators(lowering, child, enumerators);
    if (kind !== Kind.enumerator) continue;
    const name = lowering.childOfKind(child, Kind.identifier);
    if (name < 0) continue;
    const equals = lowering.childOfKind(child, Kind["="]);
    const value = equals < 0 ? -1 : lowering.sibling(child, equals);
    enumerators.push({ name: lowering.text(name), ...(value >= 0 && { value: lowering.expression(value) }) });
  }
}
