/** Arrays that get their length from their initializer: `int a[] = {1, 2};` (C11 6.7.9). */
import type { Declarator, Expression, TypeName } from "../../syntax/c/model";

/** The type of a declared variable, with the length of its array where only the initializer tells it. */
export function declaredType({ type, initializer }: Declarator): TypeName {
  if (type.arrays.length === 0 || type.arrays[0] !== undefined || !initializer) return type;
  const length = lengthOf(initializer, type.arrays.length > 1);
  if (length === undefined) return type;
  const { start, end } = initializer;
  const dimension: Expression = { kind: "number", start, end, text: String(length), value: length };
  return { ...type, arrays: [dimension, ...type.arrays.slice(1)] };
}

function lengthOf(initializer: Expression, isNested: boolean): number | undefined {
  if (initializer.kind === "string") return new TextEncoder().encode(initializer.value).length + 1;
  if (initializer.kind !== "initializerList") return undefined;
  const { elements } = initializer;
  const isPlain = elements.every(
    ({ designators, value }) => designators.length === 0 && (!isNested || value.kind === "initializerList"),
  );
  return isPlain ? elements.length : undefined;
}
