import type { FunctionDefinition, MacroInvocation, Parameter, TopLevel } from "../model";
import { lowerBareType, lowerDeclaration } from "./declarations";
import { isExportedBetween } from "./exported";
import type { Lowering } from "./lowering";
import { Kind } from "./nodeKind";
import { recoverArguments } from "./recoverExpression";
import { recoverSpan } from "./recovery";
import { applyShape, isTypeSpecifier, lowerSpecifiers, unwindDeclarator } from "./types";

/** Appends the definitions among the children of `parent` from `first` on. */
export function collectDefinitions(
  lowering: Lowering,
  parent: number,
  first: number,
  definitions: TopLevel[],
): void {
  let previousEnd = parent === 0 ? 0 : lowering.startOf(parent);
  for (let child = first; child >= 0; child = lowering.sibling(parent, child)) {
    child = readDefinition(lowering, parent, child, previousEnd, definitions);
    previousEnd = lowering.endOf(child);
  }
}

/** Reads one top-level item and returns the last child that belongs to it. */
function readDefinition(
  lowering: Lowering,
  parent: number,
  node: number,
  previousEnd: number,
  definitions: TopLevel[],
): number {
  const kind = lowering.kindOf(node);
  const { start, end } = lowering.span(node);
  switch (kind) {
    case Kind.function_definition:
      readFunction(lowering, node, previousEnd, definitions);
      return node;
    case Kind.declaration:
    case Kind.type_definition:
      definitions.push(readDeclaration(lowering, node, previousEnd));
      return node;
    case Kind.expression_statement:
      if (lowering.firstChild(node) >= 0 && lowering.kindOf(node + 1) === Kind[";"]) return node;
      definitions.push(readMacro(lowering, node) ?? lowering.hole(start, end));
      return node;
    case Kind.linkage_specification:
    case Kind.declaration_list:
      collectDefinitions(lowering, node, lowering.firstChild(node), definitions);
      return node;
    case Kind.preproc_if:
    case Kind.preproc_ifdef: {
      // The mask leaves no conditional standing; in unmasked text the first branch is read.
      const condition = lowering.sibling(node, lowering.firstChild(node));
      collectDefinitions(lowering, node, lowering.sibling(node, condition), definitions);
      return node;
    }
    case Kind.ERROR:
      collectBrokenDefinitions(lowering, node, definitions);
      return node;
    default:
      if (isTypeSpecifier(kind)) return readBareType(lowering, parent, node, kind, definitions);
      if (kind >= Kind.compound_statement && kind <= Kind.attributed_statement) {
        // The mask writes `return a;` over a macro without semicolon.
        const macro = kind === Kind.return_statement ? readMacro(lowering, node) : undefined;
        definitions.push(macro ?? lowering.hole(start, end));
      }
      return node;
  }
}

function readFunction(lowering: Lowering, node: number, previousEnd: number, definitions: TopLevel[]): void {
  const { start, end } = lowering.span(node);
  const { type, storage, isInline, typeNode } = lowerSpecifiers(lowering, node);
  const bodyNode = lowering.childOfKind(node, Kind.compound_statement);
  const declarator = functionDeclarator(lowering, node, typeNode);
  if (declarator < 0 || bodyNode < 0) {
    definitions.push(lowering.hole(start, end));
    return;
  }
  lowering.locals.clear();
  const firstHole = lowering.holes.length;
  const shape = unwindDeclarator(lowering, declarator);
  if (shape.nameNode < 0 || shape.parameters === undefined) {
    definitions.push(lowering.hole(start, end));
    return;
  }
  const parameters = oldStyleParameters(lowering, node, shape.parameters);
  for (const parameter of parameters) if (parameter.name !== undefined) lowering.locals.add(parameter.name);
  const list = shape.parameterList;
  const body = lowering.block(bodyNode);
  const definition: FunctionDefinition = {
    kind: "function",
    start,
    end,
    name: lowering.text(shape.nameNode),
    nameSpan: lowering.span(shape.nameNode),
    returnType: applyShape(type, shape, type),
    parameters,
    isVariadic: lowering.childOfKind(list, Kind.variadic_parameter) >= 0,
    hasEmptyParameterList: isEmptyList(lowering, list),
    isStatic: storage === "static",
    isInline,
    isExported: isExportedBetween(lowering, previousEnd, lowering.startOf(bodyNode)),
    body,
    holes: lowering.holes.slice(firstHole),
  };
  definitions.push(definition);
}

/** The declarator that makes a function: the one with a parameter list. -1 when there is none. */
function functionDeclarator(lowering: Lowering, node: number, typeNode: number): number {
  let child = typeNode < 0 ? lowering.firstChild(node) : lowering.sibling(node, typeNode);
  for (; child >= 0; child = lowering.sibling(node, child)) {
    const kind = lowering.kindOf(child);
    if (kind >= Kind.pointer_declarator && kind <= Kind.attributed_declarator) return child;
  }
  return -1;
}

/** In a K&R definition the types of the parameters stand in declarations behind the list. */
function oldStyleParameters(
  lowering: Lowering,
  node: number,
  parameters: readonly Parameter[],
): readonly Parameter[] {
  if (lowering.childOfKind(node, Kind.declaration) < 0) return parameters;
  const types = new Map<string, Parameter["type"]>();
  for (let child = lowering.firstChild(node); child >= 0; child = lowering.sibling(node, child)) {
    if (lowering.kindOf(child) !== Kind.declaration) continue;
    for (const declarator of lowerDeclaration(lowering, child, false).declarators) {
      types.set(declarator.name, declarator.type);
    }
  }
  return parameters.map((parameter) => {
    const type = parameter.name === undefined ? undefined : types.get(parameter.name);
    return type === undefined ? parameter : { ...parameter, type };
  });
}

function readDeclaration(lowering: Lowering, node: number, previousEnd: number): TopLevel {
  const { start, end } = lowering.span(node);
  // The mask writes `NAME a;` over `NAME(a)` without semicolon.
  if (lowering.isMasked && lowering.original[end - 1] === ")")
    return readMacro(lowering, node) ?? lowering.hole(start, end);
  if (lowering.childOfKind(node, Kind.ERROR) >= 0) return lowering.hole(start, end);
  const declaration = lowerDeclaration(lowering, node, false);
  const first = declaration.declarators[0];
  const headEnd = first?.initializer ? first.initializer.start : end;
  lowering.locals.clear();
  return isExportedBetween(lowering, previousEnd, headEnd)
    ? { ...declaration, isExported: true }
    : declaration;
}

/** `PG_MODULE_MAGIC;`, `PG_FUNCTION_INFO_V1(f);`, `PG_MODULE_MAGIC_EXT(.name = "x");` over the span of `node`. */
function readMacro(lowering: Lowering, node: number): MacroInvocation | undefined {
  const { start, end } = lowering.span(node);
  const text = lowering.text(node);
  const match = /^([A-Za-z_$][\w$]*)\s*(\(?)/.exec(text);
  if (match === null) return undefined;
  const name = match[1]!;
  const nameSpan = { start, end: start + name.length };
  const trimmed = text.replace(/[\s;]+$/, "");
  if (match[2] === "") {
    return trimmed === name ? { kind: "macroInvocation", start, end, name, nameSpan } : undefined;
  }
  if (!trimmed.endsWith(")")) return undefined;
  const inner = { start: start + match[0].length, end: start + trimmed.length - 1 };
  const args = recoverSpan(lowering, inner, recoverArguments);
  if (args === undefined) return undefined;
  lowering.repaired.push({ start, end });
  return { kind: "macroInvocation", start, end, name, nameSpan, args };
}

function readBareType(
  lowering: Lowering,
  parent: number,
  node: number,
  kind: Kind,
  definitions: TopLevel[],
): number {
  const semicolon = lowering.sibling(parent, node);
  const isClosed = semicolon >= 0 && lowering.kindOf(semicolon) === Kind[";"];
  const end = isClosed ? lowering.endOf(semicolon) : lowering.endOf(node);
  const start = lowering.startOf(node);
  if (kind === Kind.type_identifier || kind === Kind.macro_type_specifier) {
    const macro = readMacro(lowering, node);
    if (macro && isClosed) lowering.repaired.push({ start: end, end });
    definitions.push(macro ? { ...macro, end } : lowering.hole(start, end));
  } else definitions.push(lowerBareType(lowering, node, end));
  return isClosed ? semicolon : node;
}

/** What stands in an ERROR at the top level is a hole, apart from whole functions. */
export function collectBrokenDefinitions(lowering: Lowering, node: number, definitions: TopLevel[]): void {
  let start = lowering.startOf(node);
  for (let child = lowering.firstChild(node); child >= 0; child = lowering.sibling(node, child)) {
    if (lowering.kindOf(child) !== Kind.function_definition) continue;
    if (lowering.startOf(child) > start) definitions.push(lowering.hole(start, lowering.startOf(child)));
    readFunction(lowering, child, start, definitions);
    start = lowering.endOf(child);
  }
  if (start < lowering.endOf(node)) definitions.push(lowering.hole(start, lowering.endOf(node)));
}

/** True for `()`: nothing but the parentheses. */
function isEmptyList(lowering: Lowering, list: number): boolean {
  return lowering.next[list]! - list === 3;
}
