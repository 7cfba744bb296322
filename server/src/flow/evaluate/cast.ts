/** Casts between a structure and its first member (C11 6.7.2.1): the same address, but another place in the store. */
import type { Cast, TypeName } from "../../syntax/c/model";
import type { Program } from "../program";
import type { Activation } from "./activation";
import { typeOf } from "./types";
import { mapValue, type Value } from "./value";

/** The value of a cast: a pointer to a structure goes on to the member that the new type names, or back to the whole. */
export function castPointer(activation: Activation, value: Value, { operand, type }: Cast): Value {
  const isAddress = value.kind === "address" || value.kind === "oneOf";
  const from = isAddress && type.pointers === 1 ? typeOf(activation, operand) : undefined;
  if (from?.pointers !== 1 || from.arrays.length > 0) return value;
  const { program } = activation.run;
  const { path } = activation.fn;
  const [inner, outer] = [pointedTo(from), pointedTo(type)];
  const down = firstMembers(program, inner, outer, path);
  const up = down === undefined ? firstMembers(program, outer, inner, path) : undefined;
  if (!down && !up) return value;
  return mapValue(value, (one) => {
    if (one.kind !== "address" || one.location.isArray) return one;
    const { location } = one;
    if (down) return { kind: "address", location: { ...location, path: location.path + down } };
    if (!up || !location.path.endsWith(up)) return one;
    return { kind: "address", location: { ...location, path: location.path.slice(0, -up.length) } };
  });
}

function pointedTo(type: TypeName): TypeName {
  return { ...type, pointers: type.pointers - 1 };
}

/** The way from a structure to the first member of another type, through first members only: `.base.worker`. */
function firstMembers(program: Program, whole: TypeName, wanted: TypeName, path: string): string | undefined {
  const target = program.resolveType(wanted, path);
  let steps = "";
  let current = program.resolveType(whole, path);
  for (let depth = 0; depth < 8 && current.pointers === 0; depth++) {
    if (isSameType(current, target)) return steps === "" ? undefined : steps;
    const first = program.findStruct(current, path)?.fields[0];
    if (!first || first.name === "" || first.type.arrays.length > 0) return undefined;
    steps += `.${first.name}`;
    current = program.resolveType(first.type, path);
  }
  return undefined;
}

function isSameType(a: TypeName, b: TypeName): boolean {
  return a.definition || b.definition ? a.definition === b.definition : a.base === b.base;
}
