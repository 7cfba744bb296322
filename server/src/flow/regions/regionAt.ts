import type { Span } from "../../base/span";
import type { FunctionRef, Program } from "../program";
import type { RegionAnalysis } from "./analyseRegions";
import { analyseWithCallees } from "./analyseWithCallees";
import type { EndStory, ValueStory } from "./regionEvent";
import type { RegionState } from "./regionState";
import { step } from "./step";
import { onlyBlock } from "./placeValues";
import { Stories } from "./stories";

/** The memory that a variable holds at one place. */
export interface RegionAtPlace {
  readonly value: ValueStory;
  /** The call that has certainly ended it before. */
  readonly ended?: EndStory;
  /** Calls of the function that end it, there or later. */
  readonly ends: readonly EndStory[];
}

/** What the variable at an absolute offset holds; undefined when nobody knows. */
export function regionAt(program: Program, fn: FunctionRef, offset: number): RegionAtPlace | undefined {
  const analysis = analyseWithCallees(program, fn);
  if (!analysis) return undefined;
  const at = offset - fn.base;
  const name = wordAt(fn.text, at);
  const slot = analysis.code.slots.find(({ text, kind }) => text === name && kind !== "temporary");
  return slot && new PlaceFinder(analysis, fn, at).find(slot.id, name);
}

class PlaceFinder {
  private readonly enders = new Map<number, Set<number>>();
  private readonly stories: Stories;
  /** The nearest place before the one looked for. */
  private nearest = -1;
  private found: { readonly value: ValueStory; readonly block: number; readonly life: number } | undefined;

  constructor(
    private readonly analysis: RegionAnalysis,
    fn: FunctionRef,
    private readonly at: number,
  ) {
    this.stories = new Stories(analysis.code, fn);
  }

  find(slot: number, name: string): RegionAtPlace | undefined {
    const { code, states } = this.analysis;
    for (const id of code.order) {
      const state = states[id]?.clone();
      if (!state) continue;
      for (const operation of code.blocks[id]!.operations) {
        const span = "span" in operation ? operation.span : undefined;
        const isBehind = span !== undefined && span.end <= this.at;
        if (!isBehind) this.look(slot, name, span, state);
        const before = operation.kind === "call" ? state.lives.slice() : undefined;
        step(code, operation, state, undefined);
        if (isBehind) this.look(slot, name, span, state);
        if (before) this.noteEnds(before, state);
      }
    }
    const { found } = this;
    if (!found) return undefined;
    const ends = [...(this.enders.get(found.block) ?? [])].map((call) => this.stories.end(call));
    return { value: found.value, ends, ...(found.life > 0 ? { ended: this.stories.end(found.life) } : {}) };
  }

  /** Keeps what the place holds here when nothing nearer was seen. */
  private look(slot: number, name: string, span: Span | undefined, state: RegionState): void {
    if (!span) return;
    const near = span.end <= this.at ? span.end : span.start <= this.at ? span.start : -1;
    if (near <= this.nearest) return;
    this.nearest = near;
    const block = onlyBlock(this.analysis.code, { slot, value: 0, span }, state);
    const value = { ...this.stories.value(span, block, state), text: name };
    this.found = block === 0 ? undefined : { value, block, life: state.lives[block]! };
  }

  private noteEnds(before: readonly number[], { lives }: RegionState): void {
    for (const [block, call] of lives.entries()) {
      if (call <= 0 || before[block] === call) continue;
      this.enders.set(block, (this.enders.get(block) ?? new Set()).add(call));
    }
  }
}

function wordAt(text: string, at: number): string {
  let start = at;
  let end = at;
  while (start > 0 && /\w/u.test(text[start - 1]!)) start--;
  while (end < text.length && /\w/u.test(text[end]!)) end++;
  return text.slice(start, end);
}
