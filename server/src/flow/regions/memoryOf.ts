/** How a caller would put it: whose memory a value is. */
import type { ResultMemory } from "../../pg/api/apiFunction";
import { entryContext, heapRegion, sharedRegion, staticRegion, type RegionCode } from "./regionCode";
import type { RegionState } from "./regionState";
import { nullValue, unknownValue } from "./valueTable";

/** Undefined for NULL, which is everything. */
export function memoryOf(code: RegionCode, value: number, state: RegionState): ResultMemory | undefined {
  if (value === nullValue) return undefined;
  const { blocks, constant } = code.values.get(value);
  if (constant !== undefined) return { kind: "nothing" };
  if (value === unknownValue) return { kind: "opaque" };
  let memory: ResultMemory | undefined;
  for (const [i, block] of blocks.entries()) {
    const own = ofBlock(code, block, state);
    memory = i === 0 ? own : joinMemory(memory, own);
  }
  return memory;
}

export function joinMemory(
  a: ResultMemory | undefined,
  b: ResultMemory | undefined,
): ResultMemory | undefined {
  if (!a || !b) return a ?? b;
  if (JSON.stringify(a) === JSON.stringify(b)) return a;
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    if (one.kind === "argument" && other.kind === "current") return { ...one, kind: "argumentOrCurrent" };
  }
  return { kind: "opaque" };
}

function ofBlock(code: RegionCode, block: number, state: RegionState): ResultMemory {
  const { kind, family, allocator } = code.memory[block]!;
  if (block === entryContext) return { kind: "previousContext" };
  const argument = parameterOf(code, block);
  if (argument >= 0) return { kind: "argument", argument };
  if (family === "literal" || family === "static") return { kind: "static" };
  const parent = state.parents[block]!;
  const holder = parameterOf(code, parent);
  if (kind === "created") return holder < 0 ? { kind: "opaque" } : { kind: "newContext", parent: holder };
  if (kind !== "memory" || state.lives[block] !== 0) return { kind: "opaque" };
  if (family === "pin" && allocator !== undefined) return { kind: "opaque" };
  switch (parent) {
    case entryContext:
      return { kind: "current" };
    case heapRegion:
      return { kind: "heap", release: "free" };
    case staticRegion:
      return { kind: "static" };
    case sharedRegion:
      return { kind: "shared" };
    default:
      break;
  }
  if (holder >= 0)
    return code.parameters[holder]!.content !== 0
      ? { kind: "context", argument: holder }
      : { kind: "inside", argument: holder };
  const { kind: region, name } = code.memory[parent]!;
  return region === "wellKnown" ? { kind: "wellKnown", context: name } : { kind: "opaque" };
}

function parameterOf({ parameters }: RegionCode, block: number): number {
  return block === 0 ? -1 : parameters.findIndex((parameter) => parameter.block === block);
}
