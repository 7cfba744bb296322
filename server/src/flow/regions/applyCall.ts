/** What a call does to the state. */
import type { MemoryEffect, ResultMemory } from "../../pg/api/apiFunction";
import { unknownMacroPlan, type CallPlan, type PlanEffect } from "./callPlan";
import { endBlock, endContent, endPerhaps } from "./endLife";
import {
  entryContext,
  heapRegion,
  sharedRegion,
  staticRegion,
  type CallOperation,
  type RegionCode,
} from "./regionCode";
import { alive, type RegionState } from "./regionState";
import { assign, bear, onlyBlock, valueOf } from "./step";
import { nullValue, unknownValue } from "./valueTable";

export function applyCall(code: RegionCode, operation: CallOperation, state: RegionState): void {
  const { plan, result } = operation;
  // Where the result comes from is read before the call changes it.
  const parent = parentOf(code, operation, plan.result, operation.region, state);
  const passed = passedOn(code, operation, state);
  const current = state.current;
  forgetTouched(code, operation, state);
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

function valueOfArgument(
  code: RegionCode,
  { args }: CallOperation,
  argument: number,
  state: RegionState,
): number {
  const operand = args[argument];
  return operand ? valueOf(code, operand, state) : unknownValue;
}

function blockOfArgument(
  code: RegionCode,
  { args }: CallOperation,
  argument: number,
  state: RegionState,
): number {
  const operand = args[argument];
  return operand ? onlyBlock(code, operand, state) : 0;
}

/** The value itself, when the call returns what it was given. */
function passedOn(code: RegionCode, operation: CallOperation, state: RegionState): number | undefined {
  const { result, effects } = operation.plan;
  switch (result.kind) {
    case "argument":
      return valueOfArgument(code, operation, result.argument, state);
    case "contextOf": {
      const block = blockOfArgument(code, operation, result.argument, state);
      const parent = state.parents[block]!;
      return parent === 0 || code.memory[parent]!.kind === "memory" ? undefined : code.values.pointer(parent);
    }
    case "sameAs": {
      // What is changed in place stays what it was; only what may move is another afterwards.
      const moves = effects.some((effect) => effect.kind === "consumes" && effect.when === "moved");
      const block = moves ? 0 : blockOfArgument(code, operation, result.argument, state);
      return block === 0 ? undefined : code.values.pointer(block);
    }
    default:
      return undefined;
  }
}

/** The block that memory of a kind lives in, 0 when unknown. */
function parentOf(
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
    default:
      return 0;
  }
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
      for (const { id, kind } of code.slots)
        if (kind === "global" || kind === "static") values[id] = unknownValue;
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

function applyEffect(
  code: RegionCode,
  operation: CallOperation,
  effect: PlanEffect,
  state: RegionState,
): void {
  switch (effect.kind) {
    case "opensSpi":
      return openSpi(code, operation, state);
    case "closesSpi":
      return closeSpi(code, operation, state);
    case "replacesSpiResult":
      return replaceRows(code, operation, state);
    case "switchesTo":
      state.current = blockOfArgument(code, operation, effect.argument, state);
      state.switchedBy = state.current === entryContext ? 0 : operation.id;
      return;
    case "switchesToOther":
    case "startsTransaction":
    case "endsTransaction":
    case "startsSubtransaction":
    case "endsSubtransaction":
      state.current = 0;
      return;
    case "doubtsSpi":
      state.connections = undefined;
      return;
    case "frees":
    case "releases":
      return endArgument(code, operation, effect.argument, "itself", state);
    case "endsContext":
      return endArgument(code, operation, effect.argument, effect.what, state);
    case "endsInside":
      return endArgument(code, operation, effect.argument, "content", state);
    case "mayFree": {
      const { blocks } = code.values.get(valueOfArgument(code, operation, effect.argument, state));
      for (const block of blocks) endPerhaps(code, block, state);
      return;
    }
    case "consumes":
      if (effect.when !== "moved") return;
      // Who can fail and say so has freed nothing then.
      if (operation.plan.result.kind !== "heap")
        endArgument(code, operation, effect.argument, "itself", state);
      else
        for (const block of code.values.get(valueOfArgument(code, operation, effect.argument, state)).blocks)
          endPerhaps(code, block, state);
      return;
    case "movesContext": {
      const block = blockOfArgument(code, operation, effect.argument, state);
      if (block !== 0) state.parents[block] = blockOfArgument(code, operation, effect.parent, state);
      return;
    }
    case "keepsPlan": {
      const block = blockOfArgument(code, operation, effect.argument, state);
      if (block !== 0) state.parents[block] = 0;
      return;
    }
    case "needsSpi":
    case "holds":
    case "writes":
    case "mayWrite":
    case "freesElements":
    case "neverReturns":
      return;
  }
}

/** The rows live in the procedure context. Source: src/backend/executor/spi.c spi_dest_startup, REL_15_STABLE. */
function replaceRows(code: RegionCode, { id, rows }: CallOperation, state: RegionState): void {
  state.queriedBy = id;
  if (!rows) return;
  bear(code, rows.block, state.connections?.at(-1)?.region ?? 0, state);
  assign(code, rows.slot, code.values.pointer(rows.block), state);
  assign(code, rows.count, unknownValue, state);
}

function openSpi(code: RegionCode, operation: CallOperation, state: RegionState): void {
  const saved = state.current;
  bear(code, operation.block, 0, state);
  if (state.connections)
    state.connections = [...state.connections, { region: operation.block, saved, call: operation.id }];
  state.current = operation.block;
  state.switchedBy = operation.id;
}

function closeSpi(code: RegionCode, operation: CallOperation, state: RegionState): void {
  const { connections } = state;
  const top = connections?.at(-1);
  state.finishedBy = operation.id;
  // They are those of the outer connection again, which there mostly is none. Source: src/backend/executor/spi.c SPI_finish, REL_15_STABLE.
  if (operation.rows) {
    assign(code, operation.rows.slot, nullValue, state);
    assign(code, operation.rows.count, unknownValue, state);
  }
  if (connections && top) {
    state.connections = connections.slice(0, -1);
    endBlock(code, top.region, operation.id, state);
    state.current = top.saved;
    state.switchedBy = top.saved === entryContext ? 0 : operation.id;
    return;
  }
  state.current = 0;
  state.closedOuter = connections && state.closedOuter >= 0 ? state.closedOuter + 1 : -1;
  for (const { id, kind } of code.memory) if (kind === "spi") endPerhaps(code, id, state);
}

/** Ends what an argument points to. Of several blocks each is perhaps ended; a place that nobody knew anything of now holds ended memory. */
function endArgument(
  code: RegionCode,
  operation: CallOperation,
  argument: number,
  what: (MemoryEffect & { kind: "endsContext" })["what"],
  state: RegionState,
): void {
  const operand = operation.args[argument];
  if (!operand) return;
  const value = valueOf(code, operand, state);
  const { blocks } = code.values.get(value);
  if (blocks.length > 1) {
    for (const block of blocks) endPerhaps(code, block, state);
    return;
  }
  let [block] = blocks;
  if (block === undefined) {
    if (value !== unknownValue || operand.slot < 0 || what !== "itself" || operation.result >= 0) return;
    block = operation.block;
    bear(code, block, 0, state);
    state.values[operand.slot] = code.values.pointer(block);
  }
  if (what === "itself") endBlock(code, block, operation.id, state);
  else endContent(code, block, operation.id, what, state);
  if (state.lives[state.current]! !== alive && state.current === block) state.current = 0;
}
