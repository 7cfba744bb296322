/** What one operation does to the state. */
import { applyCall } from "./applyCall";
import { assign, bear, onlyBlock, valueOf } from "./placeValues";
import type { Observer } from "./observer";
import type { Operand, Operation, RegionCode } from "./regionCode";
import { alive, type RegionState } from "./regionState";
import { unknownValue, unsetValue } from "./valueTable";

/** Runs an operation. */
export function step(
  code: RegionCode,
  operation: Operation,
  state: RegionState,
  observer: Observer | undefined,
): void {
  switch (operation.kind) {
    case "assign": {
      observer?.assigned(operation, state);
      let value = valueOf(code, operation.value, state);
      if (operation.isOffset && code.values.get(value).constant !== undefined) value = unknownValue;
      assign(code, operation.target, value, state);
      return;
    }
    case "load":
      return load(code, operation, state);
    case "use":
      return observer?.used(operation, state);
    case "call":
      observer?.called(operation, state);
      return applyCall(code, operation, state);
    case "write":
      observer?.assigned(operation, state);
      return writeThrough(code, operation.pointer, state);
    case "forget":
      return assign(code, operation.slot, unknownValue, state);
    case "forgetAll":
      state.values.fill(unknownValue);
      for (let block = 0; block < state.lives.length; block++)
        if (state.lives[block]! > 0) state.lives[block] = -1;
      state.current = 0;
      state.connections = undefined;
      state.finishedBy = -1;
      state.queriedBy = 0;
      state.closedOuter = -1;
      return;
    case "compared":
      return compareContexts(code, operation, state);
    case "return":
      return observer?.returned(operation, state);
  }
}

/** Gives what is in a place a name, so that two looks at it are known to be the same. */
function load(code: RegionCode, operation: Operation & { kind: "load" }, state: RegionState): void {
  const { slot, base, block } = operation;
  const isElement = code.slots[slot]!.kind === "temporary";
  const value = state.values[slot]!;
  if (value !== unknownValue && value !== unsetValue && !isElement) return;
  bear(code, block, textContext(code, slot, state) || holderOf(code, base, state), state);
  state.values[slot] = code.values.pointer(block);
}

/** The context of a string that was made as a whole; 0 for anything else. Source: src/common/stringinfo.c makeStringInfo, REL_15_STABLE. */
function textContext(code: RegionCode, slot: number, state: RegionState): number {
  const { field, parent } = code.slots[slot]!;
  if (field !== "->data" || parent < 0) return 0;
  const { blocks, mayBeNull } = code.values.get(state.values[parent]!);
  const [block] = blocks;
  if (block === undefined || blocks.length > 1 || mayBeNull || state.lives[block] !== alive) return 0;
  return code.memory[block]!.allocator === "makeStringInfo" ? state.parents[block]! : 0;
}

/** The memory that holds what is reached through a place: only results of SPI hold all that hangs on them. */
function holderOf(code: RegionCode, base: number, state: RegionState): number {
  for (let slot = base; slot >= 0; slot = code.slots[slot]!.parent) {
    const { blocks } = code.values.get(state.values[slot]!);
    if (blocks.length === 1 && code.memory[blocks[0]!]!.holdsFields) return blocks[0]!;
    if (blocks.length === 1 && code.memory[state.parents[blocks[0]!]!]!.holdsFields)
      return state.parents[blocks[0]!]!;
    if (blocks.length > 0) return 0;
  }
  return 0;
}

/** Who compares contexts knows more of them than is known here: what was saved is not what has to be restored. */
function compareContexts(
  code: RegionCode,
  { left, right }: Operation & { kind: "compared" },
  state: RegionState,
): void {
  for (const operand of [left, right]) {
    const block = onlyBlock(code, operand, state);
    if (block === 0 || (code.memory[block]!.kind === "memory" && block !== state.current)) continue;
    if (operand.slot >= 0) state.values[operand.slot] = unknownValue;
  }
}

/** A write to who knows what: everything that pointers lead to, and variables whose address is around. */
function writeThrough(code: RegionCode, pointer: Operand, state: RegionState): void {
  void pointer;
  for (const slot of code.exposed) {
    const { kind, isIndirect, isShared } = code.slots[slot]!;
    if (isIndirect || isShared || kind === "global" || kind === "static") state.values[slot] = unknownValue;
  }
}
