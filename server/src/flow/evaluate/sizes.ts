/** `sizeof` and `offsetof` as values that know the types involved. */
import { arrayBytes } from "../../pg/backgroundWorker";
import type { Call, Expression, Identifier, TypeName } from "../../syntax/c/model";
import type { Activation, Path } from "./activation";
import { evaluateExpression } from "./expression";
import { offsetOfField, sizeOfType, typeOf } from "./types";
import { numberOf, type NumberValue, type Value } from "./value";

/** `sizeof(T)`. */
export function sizeOf(activation: Activation, type: TypeName, path: Path): NumberValue {
  const size = sizeOfType(activation.run.program, type, activation.fn.path, dimensions(activation, path));
  return { ...numberOf(size), sizes: [{ type, path: activation.fn.path }] };
}

/** Folds array dimensions. */
function dimensions(activation: Activation, path: Path): (dimension: Expression) => number | undefined {
  return (dimension) => {
    const count = evaluateExpression(activation, dimension, path);
    return count.kind === "number" ? count.value : undefined;
  };
}

/** `offsetof(T, field)`; of `field[n]` and `field.part` only the type is known. */
export function offsetOf(activation: Activation, call: Call, path: Path): NumberValue {
  const [first, field] = call.args;
  const type =
    first?.kind === "typeArgument" ? first.type : first?.kind === "identifier" ? namedType(first) : undefined;
  if (!type) return numberOf(undefined);
  const { program } = activation.run;
  const name = field?.kind === "identifier" ? field.name : undefined;
  const offset =
    name === undefined
      ? undefined
      : offsetOfField(program, type, activation.fn.path, name, dimensions(activation, path));
  return { ...numberOf(offset), sizes: [{ type, path: activation.fn.path }] };
}

/** `lengthof(array)`. */
export function lengthOf(activation: Activation, { args }: Call, path: Path): NumberValue {
  const [dimension] = (args[0] && typeOf(activation, args[0])?.arrays) ?? [];
  return numberOf(dimension && dimensions(activation, path)(dimension));
}

/** `sizeof x`; an identifier that is no variable is a type name. The operand is not evaluated (C11 6.5.3.4). */
export function sizeOfOperand(activation: Activation, operand: Expression, path: Path): Value {
  const type = typeOf(activation, operand);
  if (type) return sizeOf(activation, type, path);
  const field =
    operand.kind === "member" ? arrayBytes(operand.member, activation.run.program.pgMajor) : undefined;
  if (field !== undefined) return numberOf(field);
  if (operand.kind === "identifier") return sizeOf(activation, namedType(operand), path);
  if (operand.kind === "string") return numberOf(new TextEncoder().encode(operand.value).length + 1);
  return numberOf(undefined);
}

function namedType(identifier: Identifier): TypeName {
  return {
    start: identifier.start,
    end: identifier.end,
    base: identifier.name,
    pointers: 0,
    arrays: [],
    isConst: false,
    isVolatile: false,
  };
}
