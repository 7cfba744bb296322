import type { Block, FunctionDefinition, Parameter, TopLevel } from "../model";
import { lowerDeclaration } from "./declarations";
import { readHeadMarks } from "./exported";
import type { Lowering } from "./lowering";
import { Kind } from "./nodeKind";
import { recoverHead, type FunctionHead } from "./recoverHead";
import { lowerSpecifiers } from "./specifiers";
import { applyShape, unwindDeclarator } from "./types";

/** Lowers a function definition. `previousEnd` is where the definition before it ends. */
export function lowerFunction(lowering: Lowering, node: number, previousEnd: number): TopLevel {
  const { start, end } = lowering.span(node);
  const body = lowering.childOfKind(node, Kind.compound_statement);
  if (body < 0) return lowering.hole(start, end);
  const bodyStart = lowering.startOf(body);
  const head = readHead(lowering, node) ?? recoverHead(lowering.masked, start, bodyStart);
  if (head === undefined) return lowering.hole(start, end);
  lowering.repaired.push({ start, end: bodyStart });
  return functionWith(lowering, head, { start, end, bodyStart, previousEnd }, () => lowering.block(body));
}

/** Where a function stands. */
export interface FunctionPlace {
  readonly start: number;
  readonly end: number;
  readonly bodyStart: number;
  readonly previousEnd: number;
}

/** The definition of a head and a body. `lowerBody` runs when the parameters are known. */
export function functionWith(
  lowering: Lowering,
  head: FunctionHead,
  place: FunctionPlace,
  lowerBody: () => Block,
): FunctionDefinition {
  lowering.locals.clear();
  for (const { name } of head.parameters) if (name !== undefined) lowering.locals.add(name);
  const firstHole = lowering.holes.length;
  const body = lowerBody();
  return {
    kind: "function",
    start: place.start,
    end: place.end,
    name: head.name,
    nameSpan: head.nameSpan,
    returnType: head.returnType,
    parameters: head.parameters,
    isVariadic: head.isVariadic,
    hasEmptyParameterList: head.hasEmptyParameterList,
    isStatic: head.isStatic,
    isInline: head.isInline,
    ...readHeadMarks(lowering, place.previousEnd, place.bodyStart),
    body,
    holes: lowering.holes.slice(firstHole),
  };
}

/** The head as the tree has it; undefined when it is broken or no function's. */
function readHead(lowering: Lowering, node: number): FunctionHead | undefined {
  const { type, storage, isInline, typeNode } = lowerSpecifiers(lowering, node);
  const declarator = functionDeclarator(lowering, node, typeNode);
  if (declarator < 0 || lowering.hasError(declarator) || lowering.childOfKind(node, Kind.ERROR) >= 0)
    return undefined;
  const shape = unwindDeclarator(lowering, declarator);
  if (shape.nameNode < 0 || shape.parameters === undefined) return undefined;
  return {
    name: lowering.text(shape.nameNode),
    nameSpan: lowering.span(shape.nameNode),
    // `int (*f(void))(int)`: the parameters of what is returned stand behind the function's own.
    returnType: applyShape(
      type,
      shape,
      type.start,
      Math.max(type.end, ...(shape.functionParameters ?? []).map(({ end }) => end)),
    ),
    parameters: oldStyleParameters(lowering, node, shape.parameters),
    isVariadic: lowering.childOfKind(shape.parameterList, Kind.variadic_parameter) >= 0,
    hasEmptyParameterList: isEmptyList(lowering, shape.parameterList),
    isStatic: storage === "static",
    isInline,
  };
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

/** True for `()`: nothing but the parentheses. */
function isEmptyList(lowering: Lowering, list: number): boolean {
  return lowering.next[list]! - list === 3;
}
