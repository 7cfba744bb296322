import type { Expression, Parameter, TypeName } from "../model";
import type { Lowering, Writable } from "./lowering";
import { isDeclarator, Kind } from "./nodeKind";
import { baseType, lowerSpecifiers } from "./specifiers";

/** The parts of a declarator that surround its name. */
export interface DeclaratorShape {
  /** -1 for an abstract declarator. */
  readonly nameNode: number;
  readonly pointers: number;
  readonly arrays: readonly (Expression | undefined)[];
  readonly functionParameters?: readonly Parameter[];
  readonly parameters?: readonly Parameter[];
  /** The node of the parameter list that makes this a function; -1 for none. */
  readonly parameterList: number;
  /** The declared variable itself is qualified: `char *const p`. */
  readonly isConstPointer: boolean;
  readonly isVolatilePointer: boolean;
}

const noExpressions: readonly (Expression | undefined)[] = [];
const noShape = plainShape(-1);

function plainShape(nameNode: number): Writable<DeclaratorShape> {
  return {
    nameNode,
    pointers: 0,
    arrays: noExpressions,
    parameterList: -1,
    isConstPointer: false,
    isVolatilePointer: false,
  };
}

/** `base` with the pointers and arrays of a declarator, over a span. */
export function applyShape(base: TypeName, shape: DeclaratorShape, start: number, end: number): TypeName {
  const { isConst, isVolatile } = base;
  const pointers = base.pointers + shape.pointers;
  const type: Writable<TypeName> = {
    start,
    end,
    base: base.base,
    pointers,
    arrays: shape.arrays,
    isConst,
    isVolatile,
  };
  if (shape.functionParameters) type.functionParameters = shape.functionParameters;
  if (shape.isConstPointer) type.isConstPointer = true;
  if (shape.isVolatilePointer) type.isVolatilePointer = true;
  if (base.definition) type.definition = base.definition;
  return type;
}

/** Walks a declarator from the outside in. `node` may be -1 for a missing abstract declarator. */
export function unwindDeclarator(lowering: Lowering, node: number): DeclaratorShape {
  if (node < 0) return noShape;
  if (!isNested(lowering.kindOf(node))) return plainShape(node);
  const shape = plainShape(-1);
  let pointsToFunction = false;
  for (let current = node; current >= 0;) {
    const kind = lowering.kindOf(current);
    const inner = innerDeclarator(lowering, current);
    if (kind === Kind.pointer_declarator || kind === Kind.abstract_pointer_declarator) {
      if (pointsToFunction) pointsToFunction = false;
      else shape.pointers++;
      shape.isConstPointer = hasQualifier(lowering, current, "const");
      shape.isVolatilePointer = hasQualifier(lowering, current, "volatile");
    } else if (kind === Kind.array_declarator || kind === Kind.abstract_array_declarator) {
      shape.arrays = [arraySize(lowering, current), ...shape.arrays];
    } else if (kind === Kind.function_declarator || kind === Kind.abstract_function_declarator) {
      const list = lowering.childOfKind(current, Kind.parameter_list);
      const parameters = list < 0 ? [] : lowerParameters(lowering, list);
      if (inner >= 0 && !isPointerInParentheses(lowering, inner)) {
        shape.parameters = parameters;
        shape.parameterList = list;
      } else {
        shape.functionParameters = parameters;
        pointsToFunction = true;
      }
    } else if (!isNested(kind)) shape.nameNode = current;
    current = inner;
  }
  return shape;
}

function isNested(kind: Kind): boolean {
  return kind >= Kind.pointer_declarator && kind <= Kind.abstract_parenthesized_declarator;
}

function innerDeclarator(lowering: Lowering, node: number): number {
  if (!isNested(lowering.kindOf(node))) return -1;
  for (let child = lowering.firstChild(node); child >= 0; child = lowering.sibling(node, child)) {
    const kind = lowering.kindOf(child);
    if (kind === Kind["["] || kind === Kind.parameter_list) return -1;
    if (isDeclarator(kind)) return child;
  }
  return -1;
}

function isPointerInParentheses(lowering: Lowering, node: number): boolean {
  let [current, isParenthesized] = [node, false];
  while (current >= 0) {
    const kind = lowering.kindOf(current);
    if (kind === Kind.pointer_declarator || kind === Kind.abstract_pointer_declarator) return isParenthesized;
    if (kind !== Kind.parenthesized_declarator && kind !== Kind.abstract_parenthesized_declarator)
      return false;
    isParenthesized = true;
    current = innerDeclarator(lowering, current);
  }
  return false;
}

function hasQualifier(lowering: Lowering, node: number, word: string): boolean {
  for (let child = lowering.firstChild(node); child >= 0; child = lowering.sibling(node, child)) {
    if (lowering.kindOf(child) === Kind.type_qualifier && lowering.text(child) === word) return true;
  }
  return false;
}

function arraySize(lowering: Lowering, node: number): Expression | undefined {
  let child = lowering.childOfKind(node, Kind["["]);
  while (child >= 0 && (child = lowering.sibling(node, child)) >= 0) {
    const kind = lowering.kindOf(child);
    if (kind === Kind["]"] || kind === Kind["*"]) return undefined;
    if (kind >= Kind.identifier && kind <= Kind.compound_literal_expression)
      return lowering.expression(child);
  }
  return undefined;
}

/** The parameters of a list; empty for `()` and `(void)`. Names of an old-style list get the type "". */
export function lowerParameters(lowering: Lowering, list: number): readonly Parameter[] {
  const parameters: Parameter[] = [];
  for (let child = lowering.firstChild(list); child >= 0; child = lowering.sibling(list, child)) {
    const kind = lowering.kindOf(child);
    if (kind === Kind.parameter_declaration) parameters.push(lowerParameter(lowering, child));
    else if (kind === Kind.identifier) {
      const span = lowering.span(child);
      const type = baseType(lowering, -1, { start: span.start, end: span.start }, false, false);
      parameters.push({ ...span, name: lowering.text(child), nameSpan: span, type });
    }
  }
  const only = parameters.length === 1 ? parameters[0]! : undefined;
  if (only?.type.base === "void" && only.type.pointers === 0 && only.name === undefined) return [];
  return parameters;
}

function lowerParameter(lowering: Lowering, node: number): Parameter {
  const { start, end } = lowering.span(node);
  const { type, typeNode } = lowerSpecifiers(lowering, node);
  const shape = unwindDeclarator(lowering, declaratorAfter(lowering, node, typeNode));
  const full: Writable<TypeName> = applyShape(type, shape, start, end);
  // A parameter of function type is a pointer to the function.
  if (shape.parameters) full.functionParameters = shape.parameters;
  const { nameNode } = shape;
  if (nameNode < 0) return { start, end, type: full };
  return { start, end, name: lowering.text(nameNode), nameSpan: lowering.span(nameNode), type: full };
}

/** The first declarator among the siblings after the type specifier, or -1. */
export function declaratorAfter(lowering: Lowering, parent: number, typeNode: number): number {
  let child = typeNode < 0 ? lowering.firstChild(parent) : lowering.sibling(parent, typeNode);
  while (child >= 0 && !isDeclarator(lowering.kindOf(child))) child = lowering.sibling(parent, child);
  return child;
}

/** A `type_descriptor`: the type of a cast, of sizeof, of a compound literal. */
export function lowerTypeDescriptor(lowering: Lowering, node: number): TypeName {
  const { type, typeNode } = lowerSpecifiers(lowering, node);
  const shape = unwindDeclarator(lowering, declaratorAfter(lowering, node, typeNode));
  return applyShape(type, shape, lowering.startOf(node), lowering.endOf(node));
}
