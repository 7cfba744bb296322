/** What a call returns: a value that it was given, or memory of some region. */
import type { ResultMemory } from "../../pg/api/apiFunction";
import { heapRegion, sharedRegion, staticRegion, type CallOperation, type RegionCode } from "./regionCode";
import type { RegionState } from "./regionState";
import { unknownValue } from "./valueTable";

import { blockOfArgument, valueOfArgument } from "./callArguments";
/** The value itself, when the call returns what it was given. */
export function passedOn(code: RegionCode, operation: CallOperation, state: RegionState): number | undefined {
  const { result, effects } = operation.plan;
  if (result.kind === "argument") return valueOfArgument(code, operation, result.argument, state);
  if (result.kind === "contextOf") {
    const block = blockOfArgument(code, operation, result.argument, state);
    const parent = state.parents[block]!;
    return parent === 0 || code.memory[parent]!.kind === "memory" ? undefined : code.values.pointer(parent);
  }
  if (result.kind !== "sameAs") return undefined;
  // What is changed in place stays what it was; only what may move is another afterwards.
  const moves = effects.some((effect) => effect.kind === "consumes" && effect.when === "moved");
  const block = moves ? 0 : blockOfArgument(code, operation, result.argument, state);
  return block === 0 ? undefined : code.values.pointer(block);
}

/** The block that memory of a kind lives in, 0 when unknown. */
export function parentOf(
  code: RegionCode,
  operation: CallOperation,
  memory: ResultMemory,
  region: number,
  state: RegionState,
): number {
  const { connections } = state;
  switch (memory.kind) {
    case "current":
    case "argumentOrCurrent":
      return state.current;
    case "spiCaller":
      return connections?.at(-1)?.saved ?? 0;
    case "spiProcedure":
      return connections?.at(-1)?.region ?? 0;
    case "context":
    case "inside":
      return blockOfArgument(code, operation, memory.argument, state);
    case "newContext":
      return blockOfArgument(code, operation, memory.parent, state);
    case "wellKnown":
      return region;
    case "sameAs": {
      const value = code.values.get(valueOfArgument(code, operation, memory.argument, state));
      if (memory.orCurrent && value.blocks.length === 0 && value.mayBeNull && value.constant === undefined)
        return valueOfArgument(code, operation, memory.argument, state) === unknownValue ? 0 : state.current;
      return state.parents[blockOfArgument(code, operation, memory.argument, state)]!;
    }
    case "heap":
      return heapRegion;
    case "static":
    case "overwrittenNext":
      return staticRegion;
    case "shared":
      return sharedRegion;
    case "nothing":
    case "opaque":
    case "argument":
    case "insideOrCurrent":
    case "addressOf":
    case "previousContext":
    case "contextOf":
    case "pinned":
      return 0;
  }
}
