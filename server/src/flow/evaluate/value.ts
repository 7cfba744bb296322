/**
 * Abstract values: what is known of a C value at one point. Every lattice is finite: alternatives are
 * capped, and what exceeds the cap is unknown, which accuses nobody.
 */
import type { Site } from "../../base/span";
import type { TypeName } from "../../syntax/c/model";
import { anyElementOf } from "./arrayPointer";

/** Where a value lives. `root` names a variable of one activation, a global or an allocation; `path` its part: `.field`, `[3]`, `[?]`. */
export interface Location {
  readonly root: string;
  readonly path: string;
  readonly storage: "automatic" | "static" | "unknown";
  /** For messages: the variable as the author wrote it. */
  readonly name: string;
  /** The location is an array and an index steps into it. */
  readonly isArray?: true;
}

/** A type that a size was computed from, with the file whose declarations it refers to. */
export interface SizedType {
  readonly type: TypeName;
  readonly path: string;
}

export type Value =
  | { readonly kind: "unknown" }
  | { readonly kind: "uninitialized" }
  | NumberValue
  | TextValue
  | PatternValue
  | { readonly kind: "address"; readonly location: Location }
  | { readonly kind: "function"; readonly name: string; readonly path: string }
  | HandleValue
  | LookupValue
  | NullTestValue
  | MemoryValue
  /** A pointer of unknown origin that this path has found not to be NULL. */
  | { readonly kind: "nonNull" }
  | { readonly kind: "oneOf"; readonly values: readonly Exclude<Value, { kind: "oneOf" }>[] };

export interface NumberValue {
  readonly kind: "number";
  /** Undefined when only the parts are known (a `sizeof` of a type that is not visible). */
  readonly value: number | undefined;
  /** Named constants that took part: `DYNPGEXT_SCOPE_GLOBAL`. */
  readonly names: readonly string[];
  /** A number written as such took part. */
  readonly hasLiteral: boolean;
  /** Types whose `sizeof` took part. */
  readonly sizes: readonly SizedType[];
}

/** A text with static storage, or the content of a character array. */
export interface TextValue {
  readonly kind: "text";
  readonly text: string;
  /** The one literal token that holds the whole text, when there is one. */
  readonly literal?: Site;
  /** The pieces of a concatenation in order; a piece has no literal when no one token holds it. */
  readonly pieces?: readonly TextPiece[];
}

export interface TextPiece {
  readonly text: string;
  readonly literal?: Site;
}

/** A text that is known in part: the rest comes at run time. It accuses nobody, but tells which texts it cannot be. */
export interface PatternValue {
  readonly kind: "pattern";
  /** Regular expression that every text it may be matches as a whole. */
  readonly expression: string;
}

/** The loader's handle, or one of its fields. */
export interface HandleValue {
  readonly kind: "handle";
  readonly field?: string;
}

/** The result of `dynpgext_lookup_shmem`, or a pointer into that memory. */
export interface LookupValue {
  readonly kind: "lookup";
  /** Identifies the call: two executions of one call are one look-up. */
  readonly id: string;
  /** The call. */
  readonly site: Site;
  /** Every name that it can be asked for; undefined when they are not all known. */
  readonly names: readonly string[] | undefined;
  /** Whether this path has compared it with NULL. `asserted` is an Assert, which production builds drop. */
  readonly check: "none" | "asserted" | "nonNull" | "null";
  /** The part of the memory it points to: `.field` and so on; undefined after arithmetic. */
  readonly part: string | undefined;
}

/** The result of comparing a look-up with NULL, not yet acted upon: `bool found = (p != NULL)`. */
export interface NullTestValue {
  readonly kind: "nullTest";
  readonly id: string;
  /** What the look-up is when the test is true. */
  readonly whenTrue: "nonNull" | "null";
}

/** Memory from an allocator. */
export interface MemoryValue {
  readonly kind: "memory";
  readonly id: string;
  readonly site: Site;
  readonly allocator: string;
  /** `context`: a memory context; `current`: dies with a context; `heap`: malloc. */
  readonly family: "current" | "heap" | "context" | "shared";
  /** `id` of the memory context it belongs to (a context's: its parent), when that was created in sight. */
  readonly context?: string;
}

export const unknown: Value = { kind: "unknown" };
export const uninitialized: Value = { kind: "uninitialized" };
export const zero: NumberValue = { kind: "number", value: 0, names: [], hasLiteral: false, sizes: [] };

const maxAlternatives = 24;
const maxNumbers = 4;

export function numberOf(value: number | undefined): NumberValue {
  return { kind: "number", value, names: [], hasLiteral: false, sizes: [] };
}

/** The alternatives of a value; a plain value is its own only one. */
export function alternatives(value: Value): readonly Exclude<Value, { kind: "oneOf" }>[] {
  return value.kind === "oneOf" ? value.values : [value];
}

/** Applies `change` to every alternative. */
export function mapValue(value: Value, change: (value: Exclude<Value, { kind: "oneOf" }>) => Value): Value {
  if (value.kind !== "oneOf") return change(value);
  let result: Value | undefined;
  for (const one of value.values) {
    const changed = change(one);
    result = result === undefined ? changed : joinValues(result, changed);
  }
  return result ?? unknown;
}

export function sameValue(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind) return false;
  switch (a.kind) {
    case "unknown":
    case "uninitialized":
    case "nonNull":
      return true;
    case "nullTest":
      return b.kind === "nullTest" && a.id === b.id && a.whenTrue === b.whenTrue;
    case "number":
      return (
        b.kind === "number" &&
        a.value === b.value &&
        a.hasLiteral === b.hasLiteral &&
        a.names.length === b.names.length &&
        a.names.every((name, i) => name === b.names[i]) &&
        a.sizes.length === b.sizes.length &&
        a.sizes.every((size, i) => size.type === b.sizes[i]!.type)
      );
    case "text":
      return (
        b.kind === "text" &&
        a.text === b.text &&
        a.literal?.start === b.literal?.start &&
        a.literal?.path === b.literal?.path
      );
    case "pattern":
      return b.kind === "pattern" && a.expression === b.expression;
    case "address":
      return (
        b.kind === "address" && a.location.root === b.location.root && a.location.path === b.location.path
      );
    case "function":
      return b.kind === "function" && a.name === b.name && a.path === b.path;
    case "handle":
      return b.kind === "handle" && a.field === b.field;
    case "lookup":
      return b.kind === "lookup" && a.id === b.id && a.check === b.check && a.part === b.part;
    case "memory":
      return b.kind === "memory" && a.id === b.id && a.context === b.context;
    case "oneOf":
      return (
        b.kind === "oneOf" &&
        a.values.length === b.values.length &&
        a.values.every((value) => b.values.some((other) => sameValue(value, other)))
      );
  }
}

/** What holds on both of two paths. */
export function joinValues(a: Value, b: Value): Value {
  if (sameValue(a, b)) return a;
  if (a.kind === "unknown" || b.kind === "unknown") return unknown;
  const values: Exclude<Value, { kind: "oneOf" }>[] = [...alternatives(a)];
  for (const other of alternatives(b)) addAlternative(values, other);
  if (values.length > maxAlternatives) return unknown;
  if (values.filter((value) => value.kind === "number").length > maxNumbers) return unknown;
  return values.length === 1 ? values[0]! : { kind: "oneOf", values };
}

function addAlternative(
  values: Exclude<Value, { kind: "oneOf" }>[],
  other: Exclude<Value, { kind: "oneOf" }>,
): void {
  if (values.some((value) => sameValue(value, other))) return;
  if (other.kind === "lookup") {
    const twin = values.findIndex(
      (value) => value.kind === "lookup" && value.id === other.id && value.part === other.part,
    );
    if (twin >= 0) {
      const known = values[twin] as LookupValue;
      values[twin] = { ...known, check: joinChecks(known.check, other.check) };
      return;
    }
  }
  if (other.kind === "address") {
    for (const [i, value] of values.entries()) {
      const element = value.kind === "address" ? anyElementOf(value.location, other.location) : undefined;
      if (!element) continue;
      values[i] = { kind: "address", location: element };
      return;
    }
  }
  values.push(other);
}

/**
 * A look-up that one path has checked and the other has not may be used under the same condition again,
 * which the analysis does not follow: it counts as checked. NULL on one of two otherwise equal paths stays
 * possible (`State.join` decides whether they are equal).
 */
function joinChecks(a: LookupValue["check"], b: LookupValue["check"]): LookupValue["check"] {
  if (a === b) return a;
  if (a === "null" || b === "null") {
    const other = a === "null" ? b : a;
    return other === "nonNull" ? "null" : other;
  }
  if (a === "nonNull" || b === "nonNull") return "nonNull";
  return "none";
}
