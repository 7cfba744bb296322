/** Types and sizes of expressions, as far as declarations in sight tell. */
import { workerFields } from "../../pg/backgroundWorker";
import { alignmentOfNamedType, pointerBytes, sizeOfNamedType } from "../../pg/typeSizes";
import type { Call, Expression, Field, Identifier, StructDefinition, TypeName } from "../../syntax/c/model";
import type { Program } from "../program";
import type { Activation } from "./activation";
import { declaredType } from "./arrayType";
import { expansionOf } from "./macro";

export function typeOf(activation: Activation, expression: Expression): TypeName | undefined {
  const { program } = activation.run;
  const path = activation.fn.path;
  switch (expression.kind) {
    case "identifier":
      return (
        activation.locals.get(expression.name)?.type ??
        typeOfMacro(activation, expression) ??
        typeOfGlobal(activation, expression.name)
      );
    case "call":
      return typeOfMacro(activation, expression) ?? typeOfCall(activation, expression);
    case "cast":
    case "compoundLiteral":
      return expression.type;
    case "member": {
      const object = typeOf(activation, expression.object);
      if (!object) return undefined;
      const whole = { ...program.resolveType(object, path), pointers: 0, arrays: [] };
      const struct = program.findStruct(whole, path);
      return struct && fieldOf(program, struct, expression.member, path)?.type;
    }
    case "index":
    case "unary": {
      const operand = typeOf(
        activation,
        expression.kind === "index" ? expression.object : expression.operand,
      );
      if (!operand) return undefined;
      if (expression.kind === "unary" && expression.operator === "&")
        return { ...operand, pointers: operand.pointers + 1 };
      if (expression.kind === "unary" && expression.operator !== "*") return undefined;
      if (operand.arrays.length > 0) return { ...operand, arrays: operand.arrays.slice(1) };
      return operand.pointers > 0 ? { ...operand, pointers: operand.pointers - 1 } : undefined;
    }
    case "assignment":
      return typeOf(activation, expression.target);
    default:
      return undefined;
  }
}

function typeOfGlobal({ run, fn }: Activation, name: string): TypeName | undefined {
  const global = run.program.findGlobal(name, fn.path);
  return global && declaredType(global.declarator);
}

function typeOfMacro(activation: Activation, use: Identifier | Call): TypeName | undefined {
  const expansion = expansionOf(activation, use);
  return expansion && typeOf(expansion.inside, expansion.expression);
}

function typeOfCall(activation: Activation, { callee }: Call): TypeName | undefined {
  if (callee.kind !== "identifier" || activation.locals.has(callee.name)) return undefined;
  return activation.run.program.findFunction(callee.name, activation.fn.path)?.definition.returnType;
}

/** A field, those of anonymous members included (C11 6.7.2.1). */
function fieldOf(program: Program, struct: StructDefinition, name: string, path: string): Field | undefined {
  for (const field of struct.fields) {
    if (field.name === name) return field;
    const inner = field.name === "" ? program.findStruct(field.type, path) : undefined;
    const found = inner && fieldOf(program, inner, name, path);
    if (found) return found;
  }
  return undefined;
}

/** An array lvalue, whose value is its address. */
export function isArray(activation: Activation, expression: Expression): boolean {
  const type = typeOf(activation, expression);
  if (type) return activation.run.program.resolveType(type, activation.fn.path).arrays.length > 0;
  return (
    expression.kind === "member" &&
    workerFields.some((f) => f.name === expression.member && f.arrayBytes !== undefined)
  );
}

/** Field names in the order of declaration; undefined when the type is not visible. */
export function fieldNames(program: Program, type: TypeName, path: string): readonly string[] | undefined {
  if (program.resolveType(type, path).base === "BackgroundWorker")
    return workerFields.map((field) => field.name);
  return program.findStruct(type, path)?.fields.map((field) => field.name);
}

/** Bytes of a type on LP64, undefined when a part is not visible. `countOf` folds array dimensions. */
export function sizeOfType(
  program: Program,
  type: TypeName,
  path: string,
  countOf: (dimension: Expression) => number | undefined,
): number | undefined {
  return layoutOf(program, type, path, countOf, 0)?.size;
}

/** Bytes before a field, undefined when a part before it is not visible. */
export function offsetOfField(
  program: Program,
  type: TypeName,
  path: string,
  name: string,
  countOf: (dimension: Expression) => number | undefined,
): number | undefined {
  const struct = program.findStruct({ ...type, arrays: [] }, path);
  if (!struct) return undefined;
  let offset = 0;
  for (const field of struct.fields) {
    const layout = layoutOf(program, field.type, path, countOf, 1);
    if (!layout) return undefined;
    offset = alignUp(offset, layout.alignment);
    if (field.name === name) return struct.keyword === "union" ? 0 : offset;
    offset += layout.size;
  }
  return undefined;
}

interface Layout {
  readonly size: number;
  readonly alignment: number;
}

function layoutOf(
  program: Program,
  type: TypeName,
  path: string,
  countOf: (dimension: Expression) => number | undefined,
  depth: number,
): Layout | undefined {
  if (depth > 16) return undefined;
  const resolved = program.resolveType(type, path);
  let count = 1;
  for (const dimension of resolved.arrays) {
    const length = dimension === undefined ? 0 : countOf(dimension);
    if (length === undefined) return undefined;
    count *= length;
  }
  if (resolved.pointers > 0 || resolved.functionParameters)
    return { size: pointerBytes * count, alignment: pointerBytes };
  if (resolved.definition?.kind === "enum" || resolved.base.startsWith("enum "))
    return { size: 4 * count, alignment: 4 };
  const struct = resolved.definition ?? program.findStruct({ ...resolved, arrays: [] }, path);
  if (!struct) {
    const size = sizeOfNamedType(resolved.base);
    return size === undefined
      ? undefined
      : { size: size * count, alignment: alignmentOfNamedType(resolved.base) ?? size };
  }
  let size = 0;
  let alignment = 1;
  for (const field of struct.fields) {
    const layout = layoutOf(program, field.type, path, countOf, depth + 1);
    if (!layout) return undefined;
    alignment = Math.max(alignment, layout.alignment);
    if (struct.keyword === "union") size = Math.max(size, layout.size);
    else size = alignUp(size, layout.alignment) + layout.size;
  }
  return { size: alignUp(size, alignment) * count, alignment };
}

function alignUp(size: number, alignment: number): number {
  return Math.ceil(size / alignment) * alignment;
}
