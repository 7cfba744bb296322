/**
 * What one arm of a branch alone is to blame for. What holds on every way to a place is known from the fixed point;
 * where ways meet that differ, each is followed on as a fragment. As long as the weight of a fragment is 1, everything
 * that came through its arm gets to where it is, whatever the conditions on the way say: what is wrong there is
 * certainly wrong. A condition that the fragment does not decide halves it; where the halves meet again they add up.
 */
import type { RegionCode } from "./regionCode";
import type { RegionState } from "./regionState";
import { unsetValue } from "./valueTable";

export interface Fragment {
  /** The join and the arm that it came from. */
  readonly origin: number;
  readonly state: RegionState;
  readonly weight: number;
}

/** More are not followed at one place. */
const maxFragments = 4;
/** Origins are numbered by join and arm. */
const maxArms = 64;

const none: readonly Fragment[] = [];

/** Fragments that have arrived at a block: those of one origin become one again. */
export function mergeFragments(code: RegionCode, arrived: readonly Fragment[]): readonly Fragment[] {
  if (arrived.length < 2) return arrived;
  const merged = new Map<number, Fragment>();
  for (const fragment of arrived) {
    const known = merged.get(fragment.origin);
    if (!known) {
      merged.set(fragment.origin, fragment);
      continue;
    }
    known.state.joinWith(fragment.state, code.values);
    merged.set(fragment.origin, { ...known, weight: known.weight + fragment.weight });
  }
  return [...merged.values()];
}

/** The arms that meet at `join` and know more than what holds for all of them. */
export function newFragments(
  code: RegionCode,
  join: number,
  arms: readonly RegionState[],
  joined: RegionState,
): readonly Fragment[] {
  if (arms.length < 2) return none;
  return arms.flatMap((state, arm) =>
    arm < maxArms && state.doubtedBy === joined.doubtedBy && knowsMore(code, state, joined)
      ? [{ origin: join * maxArms + arm, state, weight: 1 }]
      : [],
  );
}

/** The most promising: whole ones, the latest first. */
export function chooseFragments(fragments: readonly Fragment[]): readonly Fragment[] {
  if (fragments.length <= maxFragments) return fragments;
  return [...fragments].sort((a, b) => b.weight - a.weight || b.origin - a.origin).slice(0, maxFragments);
}

/** The state tells something of the life of memory, of the current context or of SPI that the other does not. */
function knowsMore(code: RegionCode, state: RegionState, other: RegionState): boolean {
  if (state.connections && !other.connections) return true;
  if (state.current !== 0 && other.current === 0) return true;
  const { lives, values } = state;
  for (let block = 0; block < lives.length; block++)
    if (lives[block]! > 0 && other.lives[block]! < 0) return true;
  for (let slot = 0; slot < values.length; slot++) {
    const value = values[slot]!;
    if (value <= unsetValue || value === other.values[slot]) continue;
    const { blocks } = code.values.get(value);
    if (blocks.some((block) => lives[block]! > 0 || livesBriefly(code, block, state))) return true;
  }
  return false;
}

function livesBriefly(code: RegionCode, block: number, { parents }: RegionState): boolean {
  const { kind } = code.memory[parents[block]!]!;
  return kind === "spi" || kind === "created";
}
