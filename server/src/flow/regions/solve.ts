/** The fixed point over a function: what holds at the start of each block on every way there. */
import { refine } from "./branch";
import type { CodeBlock, RegionCode } from "./regionCode";
import { alive, RegionState, unborn } from "./regionState";
import { step } from "./step";
import { unknownValue, unsetValue } from "./valueTable";

/** Visits of blocks before an analysis is given up, per block of the function. */
const maxVisits = 40;

/** States at the start of blocks, undefined where control cannot arrive; undefined as a whole when the cap was hit. */
export function solve(
  code: RegionCode,
  start: RegionState,
): readonly (RegionState | undefined)[] | undefined {
  const states: (RegionState | undefined)[] = new Array<RegionState | undefined>(code.blocks.length).fill(
    undefined,
  );
  const position = new Int32Array(code.blocks.length);
  for (const [at, id] of code.order.entries()) position[id] = at;
  const pending = new Uint8Array(code.order.length);
  states[code.entry] = start;
  let lowest = position[code.entry]!;
  pending[lowest] = 1;
  let visits = maxVisits * code.order.length + 100;
  while (lowest < pending.length) {
    if (pending[lowest] === 0) {
      lowest++;
      continue;
    }
    if (visits-- === 0) return undefined;
    pending[lowest] = 0;
    const id = code.order[lowest]!;
    flow(code, id, states[id]!.clone(), (to, state) => {
      const known = states[to];
      if (known ? known.joinWith(state, code.values) : true) {
        if (!known) states[to] = state.clone();
        const at = position[to]!;
        pending[at] = 1;
        if (at < lowest) lowest = at;
      }
    });
  }
  return states;
}

/** Runs a block; `arrive` gets the state of every way out of it, which it must copy to keep. */
export function flow(
  code: RegionCode,
  id: number,
  state: RegionState,
  arrive: (to: number, state: RegionState, isDoubtful: boolean) => void,
): void {
  const block = code.blocks[id]!;
  if (block.handler >= 0) arrive(block.handler, state, true);
  for (const operation of block.operations) {
    step(code, operation, state, undefined);
    if (block.handler >= 0 && operation.kind !== "use") arrive(block.handler, state, true);
  }
  leave(code, block, state, arrive);
}

/** The ways out of a block whose operations have been run. */
export function leave(
  code: RegionCode,
  { next, test, isDoubtfulAt }: CodeBlock,
  state: RegionState,
  arrive: (to: number, state: RegionState, isDoubtful: boolean) => void,
): void {
  if (test && next.length === 2) {
    for (const [i, to] of next.entries()) {
      const side = i === 0 ? state.clone() : state;
      if (refine(code, test, i === 0, side)) arrive(to, side, false);
    }
    return;
  }
  for (const [i, to] of next.entries()) arrive(to, state, i === isDoubtfulAt);
}

/** What holds when the function is called. */
export function startState(code: RegionCode, current: number): RegionState {
  const { slots, memory, parameters } = code;
  const values = new Array<number>(slots.length).fill(unknownValue);
  const lives = new Array<number>(memory.length).fill(unborn);
  const parents = new Array<number>(memory.length).fill(0);
  for (const { id, kind, family } of memory) {
    const isThere =
      id <= 5 || kind === "wellKnown" || family === "static" || family === "stack" || family === "literal";
    if (isThere) lives[id] = alive;
  }
  for (const { slot, block, content } of parameters) {
    if (block === 0) continue;
    values[slot] = code.values.pointer(block);
    lives[block] = alive;
    if (content === 0) continue;
    lives[content] = alive;
    parents[content] = block;
  }
  for (const { id, field, parent } of slots)
    if (field === "*" && parameters.some(({ slot }) => slot === parent)) values[id] = unsetValue;
  return new RegionState(values, lives, parents, current, 0, [], 0, 0, 0, 0);
}
