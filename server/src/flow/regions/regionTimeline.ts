import type { Span } from "../../base/span";
import { siteIn, type FunctionRef, type Program } from "../program";
import { analyseWithCallees } from "./analyseWithCallees";
import { openTransactions } from "./applyTransaction";
import type { PlanEffect } from "./callPlan";
import type { RegionStory, RegionTimeline, TimelineEntry } from "./regionEvent";
import {
  entryContext,
  type CallOperation,
  type Operand,
  type Operation,
  type RegionCode,
} from "./regionCode";
import type { RegionState } from "./regionState";
import { step } from "./step";
import { onlyBlock, valueOf } from "./placeValues";
import { Stories } from "./stories";

/** What happens to regions in a function, place by place in the order of the code. For explanations, not for findings. */
export function regionTimelineOf(program: Program, fn: FunctionRef): RegionTimeline {
  const analysis = analyseWithCallees(program, fn);
  if (!analysis) return { regions: [], entries: [] };
  const writer = new TimelineWriter(analysis.code, fn);
  for (const id of analysis.code.order) {
    const state = analysis.states[id]?.clone();
    if (!state) continue;
    for (const operation of analysis.code.blocks[id]!.operations) {
      writer.before(operation, state);
      step(analysis.code, operation, state, undefined);
      writer.after(operation, state);
    }
  }
  return writer.finish();
}

class TimelineWriter {
  private readonly stories: Stories;
  private readonly numbers = new Map<number, number>();
  private readonly regions: (RegionStory & { parent?: number })[] = [];
  private readonly entries: TimelineEntry[] = [];
  private readonly told = new Set<string>();

  constructor(
    private readonly code: RegionCode,
    private readonly fn: FunctionRef,
  ) {
    this.stories = new Stories(code, fn);
    this.numbers.set(entryContext, 0);
    this.regions.push(this.stories.region(entryContext)!);
  }

  before(operation: Operation, state: RegionState): void {
    if (operation.kind === "use") this.use(operation.value, operation.span, state);
    if (operation.kind !== "call") return;
    for (const effect of operation.plan.effects) this.effect(effect, operation, state);
  }

  private effect(effect: PlanEffect, operation: CallOperation, state: RegionState): void {
    if (effect.kind === "closesSpi") {
      const open = state.connections?.at(-1);
      if (open) this.add("closed", operation.span, open.region, state);
    } else if (effect.kind === "endsTransaction") {
      for (const block of openTransactions(this.code, state))
        this.add("closed", operation.span, block, state);
    } else if (effect.kind === "endsContext") {
      const block = this.argument(operation, effect.argument, state);
      if (block !== 0) this.add(effect.what === "itself" ? "closed" : "reset", operation.span, block, state);
    } else if (effect.kind === "frees" || effect.kind === "releases") {
      const block = this.argument(operation, effect.argument, state);
      const region = this.stories.regionOf(block, state);
      if (block !== 0 && region !== 0)
        this.add("freed", operation.span, region, state, operation.args[effect.argument]);
    }
  }

  after(operation: Operation, state: RegionState): void {
    if (operation.kind === "assign") return this.stored(operation, state);
    if (operation.kind !== "call") return;
    const { effects, result } = operation.plan;
    const opens = effects.some(({ kind }) => kind === "opensSpi" || kind === "startsTransaction");
    if (opens || result.kind === "newContext") this.add("opened", operation.span, operation.block, state);
    if (effects.some(({ kind }) => kind === "switchesTo") && state.current !== 0)
      this.add("switchedTo", operation.span, state.current, state);
    const region = this.stories.regionOf(operation.block, state);
    const isMade = [
      "current",
      "context",
      "spiCaller",
      "wellKnown",
      "spiProcedure",
      "heap",
      "shared",
    ].includes(result.kind);
    if (isMade && region !== 0) this.add("allocated", operation.span, region, state);
  }

  /** Tells which variable takes what has just been allocated. */
  private stored({ value, target }: Operation & { kind: "assign" }, state: RegionState): void {
    const block = onlyBlock(this.code, value, state);
    const span = this.code.memory[block]?.span;
    const variable = this.code.slots[target]!.text;
    if (!span || variable === "") return;
    const site = siteIn(this.fn, span);
    const at = this.entries.findIndex(
      (entry) => entry.kind === "allocated" && entry.site.start === site.start,
    );
    const entry = this.entries[at];
    if (entry?.kind === "allocated" && entry.variable === undefined)
      this.entries[at] = { ...entry, variable };
  }

  private use(value: Operand, span: Span, state: RegionState): void {
    const { blocks } = this.code.values.get(valueOf(this.code, value, state));
    const region = blocks.length === 1 ? this.stories.regionOf(blocks[0]!, state) : 0;
    const { allocator, kind } = this.code.memory[blocks[0] ?? 0]!;
    if (region !== 0 && allocator !== undefined && kind === "memory")
      this.add("used", span, region, state, value);
  }

  private argument({ args }: CallOperation, argument: number, state: RegionState): number {
    const operand = args[argument];
    return operand ? onlyBlock(this.code, operand, state) : 0;
  }

  private add(
    kind: TimelineEntry["kind"],
    span: Span,
    block: number,
    state: RegionState,
    variable?: Operand,
  ): void {
    const key = `${kind} ${span.start} ${block}`;
    if (this.told.has(key)) return;
    const region = this.region(block, state);
    if (region === undefined) return;
    this.told.add(key);
    const site = siteIn(this.fn, span);
    if (kind === "allocated" || kind === "used" || kind === "freed") {
      const text = variable && variable.slot >= 0 ? this.code.slots[variable.slot]!.text : "";
      this.entries.push({ kind, site, region, ...(text === "" ? {} : { variable: text }) });
    } else this.entries.push({ kind, site, region });
  }

  private region(block: number, state: RegionState): number | undefined {
    const known = this.numbers.get(block);
    if (known !== undefined) return known;
    const story = this.stories.region(block);
    if (!story) return undefined;
    const number = this.regions.length;
    this.numbers.set(block, number);
    this.regions.push(story);
    const parent = state.parents[block]!;
    const above = parent === 0 ? undefined : this.region(parent, state);
    if (above !== undefined) this.regions[number] = { ...story, parent: above };
    return number;
  }

  finish(): RegionTimeline {
    const entries = [...this.entries].sort((a, b) => a.site.start - b.site.start);
    return { regions: this.regions, entries };
  }
}
