import type { Declaration, Declarator, Expression } from "../model";
import type { Lowering, Writable } from "./lowering";
import { isDeclarator, Kind } from "./nodeKind";
import { recoverExpression, recoverInitializer } from "./recoverExpression";
import { recoverSpan } from "./recovery";
import { baseName, lowerSpecifiers } from "./specifiers";
import { applyShape, unwindDeclarator } from "./types";

/** Lowers a declaration or typedef and remembers the names it declares. */
export function lowerDeclaration(lowering: Lowering, node: number, isExported: boolean): Declaration {
  const { type, storage, typeNode } = lowerSpecifiers(lowering, node);
  const declarators: Declarator[] = [];
  const first = typeNode < 0 ? -1 : lowering.sibling(node, typeNode);
  for (let child = first; child >= 0; child = lowering.sibling(node, child)) {
    const kind = lowering.kindOf(child);
    if (kind !== Kind.init_declarator && !isDeclarator(kind)) continue;
    const declarator = lowerDeclarator(lowering, child, type);
    if (declarator === undefined) continue;
    declarators.push(declarator);
    (storage === "typedef" ? lowering.typeNames : lowering.locals).add(declarator.name);
  }
  const { start, end } = lowering.span(node);
  return { kind: "declaration", start, end, storage, isExported, type, declarators };
}

/** A struct, union or enum that is declared without a declarator: `struct S { … };`. `end` is behind the semicolon. */
export function lowerBareType(lowering: Lowering, node: number, end: number): Declaration {
  const start = lowering.startOf(node);
  const definition = lowering.lowerers.definition(lowering, node);
  const plain = {
    ...lowering.span(node),
    base: baseName(lowering, node),
    pointers: 0,
    arrays: [],
    isConst: false,
    isVolatile: false,
  };
  const type = definition === undefined ? plain : { ...plain, definition };
  return { kind: "declaration", start, end, storage: "none", isExported: false, type, declarators: [] };
}

function lowerDeclarator(
  lowering: Lowering,
  node: number,
  base: Declaration["type"],
): Declarator | undefined {
  const isInitialized = lowering.kindOf(node) === Kind.init_declarator;
  const inner = isInitialized ? lowering.firstChild(node) : node;
  const shape = unwindDeclarator(lowering, inner);
  if (shape.nameNode < 0 || lowering.isMissing(shape.nameNode)) return undefined;
  const initializer = isInitialized ? lowerInitializer(lowering, node) : undefined;
  const declarator: Writable<Declarator> = {
    start: lowering.startOf(node),
    end: lowering.endOf(node),
    name: lowering.text(shape.nameNode),
    nameSpan: lowering.span(shape.nameNode),
    type: applyShape(base, shape, lowering.startOf(inner), lowering.endOf(inner)),
  };
  if (shape.parameters) declarator.parameters = shape.parameters;
  if (initializer) declarator.initializer = initializer;
  return declarator;
}

function lowerInitializer(lowering: Lowering, node: number): Expression | undefined {
  const equals = lowering.childOfKind(node, Kind["="]);
  const value = equals < 0 ? -1 : lowering.sibling(node, equals);
  if (value < 0) return undefined;
  if (!lowering.hasOwnError(node)) return lowering.expression(value);
  const span = { start: lowering.endOf(equals), end: lowering.endOf(node) };
  return (
    recoverSpan(lowering, span, recoverExpression) ??
    recoverSpan(lowering, span, recoverInitializer) ??
    lowering.unknown(span.start, span.end)
  );
}
