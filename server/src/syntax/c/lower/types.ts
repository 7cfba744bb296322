import type { Span } from "../../../base/span";
import type { Expression, Parameter, TypeName } from "../model";
import type { Lowering, Writable } from "./lowering";
import { Kind } from "./nodeKind";

/** What stands before the declarators of a declaration, parameter, field or type name. */
export interface Specifiers {
  readonly type: TypeName;
  readonly storage: "none" | "static" | "extern" | "typedef";
  readonly isInline: boolean;
  /** The node of the type specifier; -1 when there is none. */
  readonly typeNode: number;
}

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

export function isTypeSpecifier(kind: Kind): boolean {
  return kind >= Kind.primitive_type && kind <= Kind.macro_type_specifier;
}

export function isDeclarator(kind: Kind): boolean {
  return (
    (kind >= Kind.pointer_declarator && kind <= Kind.field_identifier) ||
    kind === Kind.type_identifier ||
    kind === Kind.primitive_type
  );
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

function baseType(
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
    arrays: noExpressions,
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
