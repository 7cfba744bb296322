import type { ApiTraits, MemoryEffect, ResultMemory } from "./apiFunction";

function returning(result: ResultMemory): ApiTraits {
  return { result };
}

export const opaque = returning({ kind: "opaque" });
export const inCurrent = returning({ kind: "current" });
export const inSpiCaller = returning({ kind: "spiCaller" });
export const inSpiProcedure = returning({ kind: "spiProcedure" });
export const isStatic = returning({ kind: "static" });
export const isShared = returning({ kind: "shared" });
export const overwrittenNext = returning({ kind: "overwrittenNext" });
export const previousContext: ApiTraits = { ...returning({ kind: "previousContext" }), isNeverNull: true };

export function inContext(argument: number): ApiTraits {
  return returning({ kind: "context", argument });
}

export function inWellKnown(context: string): ApiTraits {
  return returning({ kind: "wellKnown", context });
}

export function sameAs(argument: number): ApiTraits {
  return returning({ kind: "sameAs", argument });
}

export function isArgument(argument: number): ApiTraits {
  return returning({ kind: "argument", argument });
}

export function argumentOrCurrent(argument: number): ApiTraits {
  return returning({ kind: "argumentOrCurrent", argument });
}

export function inside(argument: number): ApiTraits {
  return returning({ kind: "inside", argument });
}

export function insideOrCurrent(argument: number): ApiTraits {
  return returning({ kind: "insideOrCurrent", argument });
}

export function newContext(parent: number): ApiTraits {
  return { ...returning({ kind: "newContext", parent }), ...neverNull };
}

export function pinnedUntil(release: string): ApiTraits {
  return returning({ kind: "pinned", release });
}

export function heapUntil(release: string): ApiTraits {
  return returning({ kind: "heap", release });
}

/** Grows or shrinks in place what may be NULL. */
export function changesOrMakes(argument: number, when: "moved" | "null" | "emptied"): ApiTraits {
  return {
    result: { kind: "sameAs", argument, orCurrent: true },
    ...effect({ kind: "consumes", argument, when }),
    ...changesArguments,
  };
}

export function frees(argument: number): ApiTraits {
  return effect({ kind: "frees", argument });
}

export function mayFree(argument: number): ApiTraits {
  return effect({ kind: "mayFree", argument });
}

export function releases(argument: number): ApiTraits {
  return effect({ kind: "releases", argument });
}

export function endsInside(argument: number): ApiTraits {
  return effect({ kind: "endsInside", argument });
}

export function holds(argument: number): ApiTraits {
  return effect({ kind: "holds", argument });
}

/** Appends to the `StringInfo` in an argument. */
export function growsString(argument: number): ApiTraits {
  return { ...effect({ kind: "growsString", argument }), ...changesArguments };
}

/** Each argument is the address of a variable that is set to memory of one kind. */
export function writes(memory: ApiTraits, ...into: readonly number[]): ApiTraits {
  const { result = { kind: "opaque" } } = memory;
  return effect(...into.map((argument) => ({ kind: "writes", argument, memory: result }) as const));
}

export function effect(...effects: readonly MemoryEffect[]): ApiTraits {
  return { effects };
}

/** The result is certainly not NULL. */
export const neverNull: ApiTraits = { isNeverNull: true };
/** New memory in the current context, never NULL. */
export const fresh: ApiTraits = { ...inCurrent, ...neverNull };
/** A Datum: all that is said of memory holds for types passed by reference. */
export const asDatum: ApiTraits = { mayBeValue: true };
export const changesArguments: ApiTraits = { touches: "arguments" };
export const invalidates: ApiTraits = { touches: "statics" };
export const runsCode: ApiTraits = { touches: "anything" };
/** Looks at values, follows no pointer. */
export const looksOnly: ApiTraits = { followsPointers: false };

export function since(major: number): ApiTraits {
  return { since: major };
}

export function until(major: number): ApiTraits {
  return { until: major };
}
