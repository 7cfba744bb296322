import type { RegionCode } from "./regionCode";
import { alive, perhapsEnded, unborn, type RegionState } from "./regionState";

/** Ends a block and all that lives in it. */
export function endBlock(code: RegionCode, block: number, call: number, state: RegionState): void {
  if (isEternal(code, block)) return;
  end(block, call, state);
  endContent(code, block, call, "content", state);
}

/** Ends what lives in a context: all of it, only its own memory, the contexts below it, or only what is in those. */
export function endContent(
  code: RegionCode,
  context: number,
  call: number,
  what: "content" | "ownContent" | "children" | "childrenContent",
  state: RegionState,
): void {
  for (let block = 1; block < state.lives.length; block++) {
    if (block === context || state.lives[block] === unborn) continue;
    const child = childTowards(context, block, state);
    if (child === 0) continue;
    const isOwn = code.memory[child]!.kind === "memory";
    if (what === "ownContent" ? !isOwn : what !== "content" && isOwn) continue;
    if (what === "childrenContent" && code.memory[block]!.kind !== "memory") continue;
    end(block, call, state);
  }
}

/** Nobody knows whether it lives on, nor what is in it. */
export function endPerhaps(code: RegionCode, block: number, state: RegionState): void {
  if (isEternal(code, block)) return;
  for (let other = 1; other < state.lives.length; other++) {
    const isInside = other === block || childTowards(block, other, state) !== 0;
    if (isInside && state.lives[other] === alive) state.lives[other] = perhapsEnded;
  }
}

function end(block: number, call: number, state: RegionState): void {
  const life = state.lives[block]!;
  if (life === alive || life === perhapsEnded) state.lives[block] = call;
}

/** What stands directly in `context` on the way from it to `block`; 0 when `block` does not live there. */
function childTowards(context: number, block: number, state: RegionState): number {
  let at = block;
  for (let depth = 0; depth < 20 && at !== 0; depth++) {
    const parent = state.parents[at]!;
    if (parent === context) return at;
    at = parent;
  }
  return 0;
}

/** Literals, variables and the regions that outlive every function. */
function isEternal(code: RegionCode, block: number): boolean {
  const { family, kind } = code.memory[block]!;
  return (
    family === "literal" ||
    family === "static" ||
    family === "stack" ||
    (block > 0 && block <= 5 && kind !== "entry")
  );
}
