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
  const arrive: Arrive = (to, state, _, isOwn) => {
    const known = states[to];
    if (known) {
      if (!known.joinWith(state, code.values)) return;
    } else states[to] = isOwn ? state : state.clone();
    const at = position[to]!;
    pending[at] = 1;
    if (at < lowest) lowest = at;
  };
  let visits = maxVisits * code.order.length + 100;
  while (lowest < pending.length) {
    if (pending[lowest] === 0) {
      lowest++;
      continue;
    }
    if (visits-- === 0) return undefined;
    pending[lowest] = 0;
    const id = code.order[lowest]!;
    flow(code, id, states[id]!, arrive);
  }
  return states;
}

/** Gets the state of a way out of a block. It may keep what is its own; the rest it must copy to keep. */
export type Arrive = (to: number, state: RegionState, isDoubtful: boolean, isOwn: boolean) => void;

/** Runs a block from `start`, which stays as it is. */
function flow(code: RegionCode, id: number, start: RegionState, arrive: Arrive): void {
  const block = code.blocks[id]!;
  const { operations, handler } = block;
  if (handler >= 0) arrive(handler, start, true, false);
  let state = start;
  for (const operation of operations) {
    // What is only looked at changes nothing.
    if (operation.kind === "use") continue;
    if (state === start) state = start.clone();
    step(code, operation, state, undefined);
    if (handler >= 0) arrive(handler, state, true, false);
  }
  leave(code, block, state, state === start ? "shared" : "own", arrive);
}

/** The ways out of a block whose operations have been run. A state of its own is used up. */
export function leave(
  code: RegionCode,
  { next, test, isDoubtfulAt }: CodeBlock,
  state: RegionState,
  whose: "own" | "shared",
  arrive: Arrive,
): void {
  if (test && next.length === 2) {
    const other = whose === "own" ? state : state.clone();
    const side = test.operator === "unknown" ? other : other.clone();
    if (refine(code, test, true, side)) arrive(next[0]!, side, false, side !== other);
    if (refine(code, test, false, other)) arrive(next[1]!, other, false, true);
    return;
  }
  const last = next.length - 1;
  for (let i = 0; i <= last; i++) arrive(next[i]!, state, i === isDoubtfulAt, whose === "own" && i === last);
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
