/** Whether memory of one type may be read as another: what is certain about two types, each with the code that declares it. */
import type { Program } from "../../flow/program";
import { canonicalScalar, isByteType, pointerBytes } from "../../pg/typeSizes";
import type { StructDefinition, TypeName } from "../../syntax/c/model";

/** A type with the file it is written in. */
export interface ScopedType {
  readonly program: Program;
  readonly path: string;
  readonly type: TypeName;
}

/** A type without typedefs and qualifiers. An array counts as its element. */
export type Shape =
  | { readonly kind: "bytes" }
  | { readonly kind: "scalar"; readonly name: string }
  | {
      readonly kind: "struct";
      readonly name: string;
      readonly struct: StructDefinition;
      readonly in: ScopedType;
    }
  /** Not declared in sight: the name is all that is known. */
  | { readonly kind: "opaque"; readonly name: string };

export function shapeOf(scoped: ScopedType): Shape {
  const { program, path, type } = scoped;
  const resolved = program.resolveType(type, path);
  if (resolved.pointers > 0 || resolved.functionParameters)
    return { kind: "scalar", name: `pointer of ${pointerBytes} bytes` };
  const struct = program.findStruct({ ...resolved, arrays: [] }, path);
  if (struct) return { kind: "struct", name: type.base, struct, in: scoped };
  if (resolved.definition?.kind === "enum" || resolved.base.startsWith("enum "))
    return { kind: "scalar", name: "int32" };
  const scalar = canonicalScalar(resolved.base);
  if (isByteType(resolved.base)) return { kind: "bytes" };
  return scalar === undefined ? { kind: "opaque", name: resolved.base } : { kind: "scalar", name: scalar };
}

/** One is the other, its first member (of any depth), or begins with the same members. `unknown` when a part is not in sight. */
export function areRelated(a: Shape, b: Shape): boolean | "unknown" {
  if (a.kind === "bytes" || b.kind === "bytes") return true;
  const heads = [headsOf(a, 0), headsOf(b, 0)] as const;
  if (heads[0].some((head) => isSame(head, b)) || heads[1].some((head) => isSame(head, a))) return true;
  if (a.kind === "struct" && b.kind === "struct" && beginAlike(a, b)) return true;
  return heads.flat().some(({ kind }) => kind === "opaque") ? "unknown" : false;
}

/** A type and what a pointer to it also points to. */
function headsOf(shape: Shape, depth: number): readonly Shape[] {
  if (shape.kind !== "struct" || depth > 8) return [shape];
  const { struct } = shape;
  const first = struct.keyword === "union" ? struct.fields : struct.fields.slice(0, 1);
  return [shape, ...first.flatMap((field) => headsOf(shapeOf({ ...shape.in, type: field.type }), depth + 1))];
}

function isSame(a: Shape, b: Shape): boolean {
  if (a.kind === "struct" && b.kind === "struct") {
    return (
      a.struct === b.struct ||
      (a.name === b.name && a.name !== "") ||
      (a.struct.fields.length === b.struct.fields.length && beginAlike(a, b))
    );
  }
  return a.kind === b.kind && a.kind !== "bytes" && a.kind !== "struct" && "name" in b && a.name === b.name;
}

/** The members of the shorter one are the first members of the longer one, in type and name. */
function beginAlike(a: Extract<Shape, { kind: "struct" }>, b: Extract<Shape, { kind: "struct" }>): boolean {
  const count = Math.min(a.struct.fields.length, b.struct.fields.length);
  if (count === 0) return true;
  for (let i = 0; i < count; i++) {
    const one = a.struct.fields[i]!;
    const other = b.struct.fields[i]!;
    if (one.name !== other.name || one.type.pointers !== other.type.pointers) return false;
    if (one.type.arrays.length !== other.type.arrays.length) return false;
    if (
      !isSame(shapeOf({ ...a.in, type: one.type }), shapeOf({ ...b.in, type: other.type })) &&
      one.type.base !== other.type.base
    )
      return false;
  }
  return true;
}
