import type { FunctionRef, Program } from "../program";
import { Dependencies } from "../remembered";
import type { Interest } from "./mayTell";
import { programNumber } from "./programNumber";

/** One summary, or one judgement whether there is to be one, that somebody has relied on. */
export interface Registered {
  readonly fn: FunctionRef;
  /** Under which it is remembered. */
  readonly kind: string;
  readonly key: string;
  readonly depth: number;
  readonly interest: Interest;
}

/** What the function that stands now where another stood says for an entry. */
export type KeyNow = (fn: FunctionRef, entry: Registered) => string;

/**
 * Tells after an edit in one step whether any summary says something else than before, so that what relies on summaries need
 * not be looked at one by one.
 */
export class SummaryRegistry {
  /** Goes up when a summary has changed. What was found to hold in this generation holds. */
  generation = 1;
  private checkedFor = 0;
  private readonly entries = new Map<string, Registered>();

  /** The registry of a program and of those before it. */
  static of(program: Program, keyNow: KeyNow): SummaryRegistry {
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
    const { fn, kind: own, depth } = entry;
    this.entries.set(`${fn.path}\0${fn.name}\0${own}\0${depth}`, entry);
  }

  private check(program: Program, keyNow: KeyNow): void {
    for (const [place, entry] of [...this.entries]) {
      const { fn, kind: own, key } = entry;
      if (program.remembered.get(fn, own) !== undefined) continue;
      this.entries.delete(place);
      const now = program.findFunction(fn.name, fn.path);
      if (!now || keyNow(now, entry) !== key) this.generation++;
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
