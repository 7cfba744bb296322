/** What a call does to the state. */
import { unknownMacroPlan, type CallPlan, type PlanEffect } from "./callPlan";
import type { CallOperation, RegionCode } from "./regionCode";
import { alive, type RegionState } from "./regionState";
import { assign, bear } from "./placeValues";
import { unknownValue } from "./valueTable";

import { valueOfArgument } from "./callArguments";
import { passedOn, parentOf } from "./callResult";
import { applyEffect } from "./applyEffect";
export function applyCall(code: RegionCode, operation: CallOperation, state: RegionState): void {
  const { plan, result } = operation;
  // Where the result comes from is read before the call changes it.
  const parent = parentOf(code, operation, plan.result, operation.region, state);
  const passed = passedOn(code, operation, state);
  const current = state.current;
  const text = operation.grown < 0 ? unknownValue : state.values[operation.grown]!;
  forgetTouched(code, operation, state);
  if (text !== unknownValue) grow(code, operation.grown, text, state);
  // Somebody unknown may have connected, which nobody here would see.
  if (plan.from === "nobody" && plan !== unknownMacroPlan && state.connections?.length === 0)
    state.finishedBy = -1;
  if (plan.mayNotReturn) state.doubtedBy = operation.id;
  let written = 0;
  for (const effect of plan.effects) {
    if (effect.kind === "writes" || effect.kind === "mayWrite")
      write(code, operation, effect, written++, state);
    else applyEffect(code, operation, effect, state);
  }
  if (result < 0) return;
  if (plan.result.kind === "previousContext") {
    state.values[result] = current === 0 ? unknownValue : code.values.pointer(current);
  } else if (passed !== undefined) {
    state.values[result] = passed;
  } else {
    bear(code, operation.block, parent, state);
    const own = code.values.pointer(operation.block);
    const isCopy = plan.result.kind === "argumentOrCurrent";
    state.values[result] = isCopy
      ? code.values.join(own, valueOfArgument(code, operation, plan.result.argument, state))
      : own;
  }
}

/** The text of a string stays in its context; where it was before is no more known to hold it. */
function grow(code: RegionCode, slot: number, text: number, state: RegionState): void {
  const { values, lives } = state;
  const { blocks, mayBeNull } = code.values.get(text);
  const [block] = blocks;
  if (block === undefined || blocks.length > 1 || mayBeNull || lives[block] !== alive) return;
  for (const [other, value] of values.entries()) if (value === text) values[other] = unknownValue;
  values[slot] = text;
}

function forgetTouched(code: RegionCode, { plan, args, addressed }: CallOperation, state: RegionState): void {
  const { values } = state;
  switch (plan.touches) {
    case "nothing":
      return;
    case "anything":
      for (const slot of code.exposed) values[slot] = unknownValue;
      forgetAddressed(code, addressed, plan, state);
      return;
    case "statics":
      for (const slot of code.statics) values[slot] = unknownValue;
      return;
    case "arguments":
      for (const { slot } of args)
        if (slot >= 0) for (const below of code.below[slot]!) assign(code, below, unknownValue, state);
      forgetAddressed(code, addressed, plan, state);
  }
}

/** Variables whose addresses are passed, except those of which is known what becomes of them. */
function forgetAddressed(
  code: RegionCode,
  addressed: readonly number[],
  { effects }: CallPlan,
  state: RegionState,
): void {
  for (const [argument, slot] of addressed.entries()) {
    const isKnown = effects.some((effect) => effect.kind === "mayWrite" && effect.argument === argument);
    if (slot >= 0 && !isKnown) assign(code, slot, unknownValue, state);
  }
}

function write(
  code: RegionCode,
  operation: CallOperation,
  { kind, memory }: PlanEffect & { kind: "writes" | "mayWrite" },
  index: number,
  state: RegionState,
): void {
  const target = operation.written[index];
  if (!target || target.slot < 0) return;
  const before = state.values[target.slot]!;
  bear(code, target.block, parentOf(code, operation, memory, target.region, state), state);
  const made = code.values.pointer(target.block);
  assign(code, target.slot, kind === "writes" ? made : code.values.join(before, made), state);
}
