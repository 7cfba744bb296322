/** Goes once more through a solved function and tells an observer what certainly happens. */
import { chooseFragments, mergeFragments, newFragments, type Fragment } from "./fragments";
import type { Observer } from "./observer";
import type { RegionCode } from "./regionCode";
import type { RegionState } from "./regionState";
import { leave, type Arrive } from "./solve";
import { step } from "./step";

/** Tells what holds on every way to a place, and on every way through one arm of a branch. `states`: what holds at the start of each block; used up. */
export function reportEvents(
  code: RegionCode,
  states: readonly (RegionState | undefined)[],
  observer: Observer,
): void {
  const { position, isLoopHead, ways } = describeWays(code);
  const arms = new Map<number, RegionState[]>();
  const fragments = new Map<number, Fragment[]>();
  let steps = Math.min(maxSteps, maxStepsPerBlock * code.order.length);
  let at = 0;
  // Ways by an error are left out: from where in the block they start is not known.
  const addArm: Arrive = (to, after, isDoubtful, isOwn) => {
    if (isDoubtful || ways[to]! < 2 || position[to]! <= at) return;
    put(arms, to, isOwn ? after : after.clone());
  };
  const addFragment = (to: number, next: Fragment): void => {
    if (position[to]! > at) put(fragments, to, next);
  };
  for (const id of code.order) {
    const state = states[id];
    if (!state) continue;
    at = position[id]!;
    const isHead = isLoopHead[id] === 1;
    const own = newFragments(code, id, (isHead ? undefined : arms.get(id)) ?? none, state);
    const arrived = mergeFragments(code, (isHead ? undefined : fragments.get(id)) ?? none);
    arms.delete(id);
    fragments.delete(id);
    runBlock(code, id, state, observer, addArm);
    if (own.length + arrived.length === 0) continue;
    for (const fragment of chooseFragments([...arrived, ...own])) {
      if (steps-- <= 0) break;
      followFragment(code, id, fragment, observer, addFragment);
    }
  }
}

const none: readonly never[] = [];

/** Tells only of the returns, and only what holds on every way there. The states are used up. */
export function reportReturns(
  code: RegionCode,
  states: readonly (RegionState | undefined)[],
  observer: Observer,
): void {
  for (const id of code.order) {
    const state = states[id];
    const { operations } = code.blocks[id]!;
    if (!state || !operations.some(({ kind }) => kind === "return")) continue;
    for (const operation of operations) step(code, operation, state, observer);
  }
}

/** Runs of blocks for the sake of fragments, per block of the function and as a whole: what is left out then is one arm's faults. */
const maxStepsPerBlock = 3;
const maxSteps = 1_500;

function followFragment(
  code: RegionCode,
  id: number,
  { origin, state, weight }: Fragment,
  observer: Observer,
  arrive: (to: number, next: Fragment) => void,
): void {
  const out: { readonly to: number; readonly state: RegionState; readonly isDoubtful: boolean }[] = [];
  // Behind a call that may not come back it is no more certain that control gets here.
  let left = weight;
  const block = code.blocks[id]!;
  for (const operation of block.operations) {
    step(code, operation, state, left === 1 ? observer : undefined);
    if (operation.kind === "call" && operation.plan.mayNotReturn) left /= 2;
  }
  leave(code, block, state, "own", (to, after, isDoubtful, isOwn) => {
    out.push({ to, state: isOwn ? after : after.clone(), isDoubtful });
  });
  const share = left / Math.max(1, out.filter(({ isDoubtful }) => !isDoubtful).length);
  for (const { to, state: after, isDoubtful } of out)
    arrive(to, { origin, state: after, weight: isDoubtful ? 0 : share });
}

function put<T>(lists: Map<number, T[]>, key: number, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

function runBlock(
  code: RegionCode,
  id: number,
  state: RegionState,
  observer: Observer,
  arrive: Arrive,
): void {
  const block = code.blocks[id]!;
  for (const operation of block.operations) step(code, operation, state, observer);
  leave(code, block, state, "own", arrive);
}

/** Where each block comes in the order, which ones control comes back to, and how many ways lead to each. */
function describeWays({ blocks, order }: RegionCode): {
  readonly position: Int32Array;
  readonly isLoopHead: Uint8Array;
  readonly ways: Int32Array;
} {
  const position = new Int32Array(blocks.length).fill(-1);
  for (const [at, id] of order.entries()) position[id] = at;
  const isLoopHead = new Uint8Array(blocks.length);
  const ways = new Int32Array(blocks.length);
  for (const id of order) {
    for (const to of blocks[id]!.next) {
      ways[to]!++;
      if (position[to]! <= position[id]!) isLoopHead[to] = 1;
    }
  }
  return { position, isLoopHead, ways };
}
