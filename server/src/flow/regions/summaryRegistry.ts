import type { FunctionRef, Program } from "../program";
import { Dependencies } from "../remembered";
import { programNumber } from "./programNumber";

/** One summary that somebody has relied on. */
export interface Registered {
  readonly fn: FunctionRef;
  /** Under which it is remembered. */
  readonly kind: string;
  readonly key: string;
  readonly depth: number;
}

/**
 * Tells after an edit in one step whether any summary says something else than before, so that what relies on summaries need
 * not be looked at one by one.
 */
export class SummaryRegistry {
  /** Goes up when a summary has changed. What was found to hold in this generation holds. */
  generation = 1;
  private checkedFor = 0;
  private readonly entries = new Map<string, Registered>();

  /** The registry of a program and of those before it. `keyNow`: what the summary of a function says now, to that depth. */
  static of(program: Program, keyNow: (fn: FunctionRef, depth: number) => string): SummaryRegistry {
    const { remembered } = program;
    let registry = remembered.get(anchor, kind)?.result as SummaryRegistry | undefined;
    if (!registry) {
      registry = new SummaryRegistry();
      remembered.set(anchor, kind, registry, new Dependencies());
    }
    const current = programNumber(program);
    if (registry.checkedFor !== current) {
      registry.checkedFor = current;
      registry.check(program, keyNow);
    }
    return registry;
  }

  add(entry: Registered): void {
    const { fn, depth } = entry;
    this.entries.set(`${fn.path}\0${fn.name}\0${depth}`, entry);
  }

  private check(program: Program, keyNow: (fn: FunctionRef, depth: number) => string): void {
    for (const [place, { fn, kind: own, key, depth }] of [...this.entries]) {
      if (program.remembered.get(fn, own) !== undefined) continue;
      this.entries.delete(place);
      const now = program.findFunction(fn.name, fn.path);
      if (!now || keyNow(now, depth) !== key) this.generation++;
    }
  }
}

const kind = "regionSummaries";
const nowhere = { start: 0, end: 0 };

/** Stands for no function: what is remembered with it belongs to the whole program. */
const anchor: FunctionRef = {
  name: "",
  path: "",
  base: 0,
  text: "",
  definition: {
    ...nowhere,
    kind: "function",
    name: "",
    nameSpan: nowhere,
    returnType: { ...nowhere, base: "", pointers: 0, arrays: [], isConst: false, isVolatile: false },
    parameters: [],
    isVariadic: false,
    hasEmptyParameterList: false,
    isStatic: true,
    isInline: false,
    isExported: false,
    body: { ...nowhere, kind: "block", statements: [] },
    holes: [],
  },
};
