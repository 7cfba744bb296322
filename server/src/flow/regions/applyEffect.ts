import type { MemoryEffect } from "../../pg/api/apiFunction";
import type { PlanEffect } from "./callPlan";
import { endBlock, endContent, endPerhaps } from "./endLife";
import { entryContext, type CallOperation, type RegionCode } from "./regionCode";
import { alive, type RegionState } from "./regionState";
import { bear, valueOf } from "./placeValues";
import { unknownValue } from "./valueTable";

import { blockOfArgument, valueOfArgument } from "./callArguments";
import { closeSpi, openSpi, replaceRows } from "./applySpi";
import { endTransaction, startTransaction } from "./applyTransaction";

/** Does what an effect says to the state. */
export function applyEffect(
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
      return switchTo(code, operation, effect, state);
    case "startsTransaction":
      return startTransaction(code, operation, state);
    case "endsTransaction":
      return endTransaction(code, operation, effect, state);
    case "switchesToOther":
    case "startsSubtransaction":
    case "endsSubtransaction":
      return void (state.current = 0);
    case "doubtsSpi":
      return void (state.connections = undefined);
    case "frees":
    case "releases":
      return endArgument(code, operation, effect.argument, "itself", state);
    case "endsContext":
      return endArgument(code, operation, effect.argument, effect.what, state);
    case "endsInside":
      return endArgument(code, operation, effect.argument, "content", state);
    case "mayFree":
      return endArgumentPerhaps(code, operation, effect.argument, state);
    case "consumes":
      return consume(code, operation, effect, state);
    case "movesContext":
      return moveTo(blockOfArgument(code, operation, effect.parent, state), code, operation, effect, state);
    case "keepsPlan":
      return moveTo(0, code, operation, effect, state);
    case "needsSpi":
    case "holds":
    case "growsString":
    case "writes":
    case "mayWrite":
    case "freesElements":
    case "neverReturns":
      return;
  }
}

function switchTo(
  code: RegionCode,
  operation: CallOperation,
  { argument }: { readonly argument: number },
  state: RegionState,
): void {
  state.current = blockOfArgument(code, operation, argument, state);
  state.switchedBy = state.current === entryContext ? 0 : operation.id;
}

/** The argument may have been moved. Who can fail and say so has freed nothing then. */
function consume(
  code: RegionCode,
  operation: CallOperation,
  { argument, when }: PlanEffect & { kind: "consumes" },
  state: RegionState,
): void {
  if (when !== "moved") return;
  if (operation.plan.result.kind === "heap") endArgumentPerhaps(code, operation, argument, state);
  else endArgument(code, operation, argument, "itself", state);
}

/** What an argument points to lives in another block from now on, 0 when nobody knows in which. */
function moveTo(
  parent: number,
  code: RegionCode,
  operation: CallOperation,
  { argument }: { readonly argument: number },
  state: RegionState,
): void {
  const block = blockOfArgument(code, operation, argument, state);
  if (block !== 0) state.parents[block] = parent;
}

function endArgumentPerhaps(
  code: RegionCode,
  operation: CallOperation,
  argument: number,
  state: RegionState,
): void {
  const { blocks } = code.values.get(valueOfArgument(code, operation, argument, state));
  for (const block of blocks) endPerhaps(code, block, state);
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
