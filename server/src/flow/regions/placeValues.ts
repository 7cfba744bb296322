/** Reading and writing the places of a state. */
import { currentContextSlot, type Operand, type RegionCode } from "./regionCode";
import { alive, unborn, type RegionState } from "./regionState";
import { unknownValue, unsetValue } from "./valueTable";

export function valueOf(code: RegionCode, { slot, value }: Operand, state: RegionState): number {
  if (slot >= 0) return state.values[slot]!;
  if (slot === currentContextSlot)
    return state.current === 0 ? unknownValue : code.values.pointer(state.current);
  return value;
}

/** The only block that an operand may point to, 0 when there is doubt. */
export function onlyBlock(code: RegionCode, operand: Operand, state: RegionState): number {
  const { blocks, mayBeNull } = code.values.get(valueOf(code, operand, state));
  return blocks.length === 1 && !mayBeNull ? blocks[0]! : 0;
}

export function assign(code: RegionCode, slot: number, value: number, state: RegionState): void {
  const { values } = state;
  for (const other of code.below[slot]!) values[other] = unknownValue;
  for (const other of code.aliases[slot]!) {
    values[other] = unknownValue;
    for (const deeper of code.below[other]!) values[deeper] = unknownValue;
  }
  const isLost = code.slots[slot]!.isNumber && code.values.get(value).blocks.length > 0;
  values[slot] = isLost ? unknownValue : value;
}

/** A block comes to life. Who held an earlier one of the same place holds something unknown from now on. */
export function bear(code: RegionCode, block: number, parent: number, state: RegionState): void {
  if (state.lives[block] !== unborn) {
    const { values } = state;
    for (let slot = 0; slot < values.length; slot++) {
      const value = values[slot]!;
      if (value > unsetValue && code.values.get(value).blocks.includes(block)) values[slot] = unknownValue;
    }
    for (let other = 0; other < state.parents.length; other++)
      if (state.parents[other] === block) state.parents[other] = 0;
    if (state.current === block) state.current = 0;
  }
  state.lives[block] = alive;
  state.parents[block] = parent;
}
