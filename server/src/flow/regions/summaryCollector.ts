import type { ResultMemory } from "../../pg/api/apiFunction";
import { siteIn, type FunctionRef } from "../program";
import type { CallPlan, PlanEffect } from "./callPlan";
import { isArithmetic } from "./isArithmetic";
import { joinMemory, memoryOf } from "./memoryOf";
import type { Observer } from "./observer";
import { entryContext, type CallOperation, type Operation, type RegionCode } from "./regionCode";
import type { RegionSummary } from "./regionSummary";
import { perhapsEnded, unborn, type RegionState } from "./regionState";
import { valueOf } from "./placeValues";
import { touchedBy } from "./touchedBy";
import { unknownValue, unsetValue } from "./valueTable";

/** How the life of something of the caller stands at the returns seen so far. */
type Fate = "alive" | "perhaps" | number;

/** Collects what a function does to the memory of its caller, over all of its returns. */
export class SummaryCollector implements Observer {
  private hasReturn = false;
  private readonly fates: (Fate | undefined)[];
  private readonly contents: (Fate | undefined)[];
  private result: ResultMemory | undefined;
  private isNeverNull = true;
  /** The current context: a block, 0 in doubt. */
  private current: number | undefined;
  /** Connections opened and not closed, less those of the caller that were closed; undefined in doubt. */
  private depth: number | undefined;
  private readonly written = new Map<number, ResultMemory | undefined>();
  /** Arguments whose variable some way out leaves alone. */
  private readonly unwritten = new Set<number>();

  constructor(
    private readonly code: RegionCode,
    private readonly fn: FunctionRef,
  ) {
    this.fates = code.parameters.map(() => undefined);
    this.contents = code.parameters.map(() => undefined);
  }

  used(): void {
    // What a function uses is its own affair.
  }

  called(): void {
    // What its calls do is seen at its returns.
  }

  assigned(): void {
    // As above.
  }

  returned({ value }: Operation & { kind: "return" }, state: RegionState): void {
    const isFirst = !this.hasReturn;
    this.hasReturn = true;
    for (const [i, { block, content }] of this.code.parameters.entries()) {
      this.fates[i] = joinFates(this.fates[i], fateOf(block, state));
      this.contents[i] = joinFates(this.contents[i], fateOf(content, state));
    }
    const given = value ? valueOf(this.code, value, state) : unknownValue;
    const memory = memoryOf(this.code, given, state);
    this.result = isFirst ? memory : joinMemory(this.result, memory);
    const { blocks, mayBeNull } = this.code.values.get(given);
    this.isNeverNull &&= !mayBeNull && blocks.every((block) => this.code.memory[block]!.isNeverNull);
    this.current = isFirst || this.current === state.current ? state.current : 0;
    const depth =
      state.connections && state.closedOuter >= 0 ? state.connections.length - state.closedOuter : undefined;
    this.depth = isFirst || this.depth === depth ? depth : undefined;
    this.outParameters(state);
  }

  /** `*out = palloc(…)`, on every way out. */
  private outParameters(state: RegionState): void {
    for (const { id, parent, field } of this.code.slots) {
      if (field !== "*") continue;
      const argument = this.code.parameters.findIndex(({ slot, isOut }) => isOut && slot === parent);
      if (argument < 0) continue;
      const value = state.values[id]!;
      if (value === unsetValue) {
        this.unwritten.add(argument);
        continue;
      }
      const memory = memoryOf(this.code, value, state);
      this.written.set(argument, joinMemory(this.written.get(argument), memory));
    }
  }

  finish(): RegionSummary {
    if (!this.hasReturn) {
      return { plan: neverPlan, key: "never" };
    }
    const touches = touchedBy(this.code);
    const connects = this.depth === 1;
    const result: ResultMemory =
      connects || this.isPlainResult() ? { kind: "nothing" } : (this.result ?? { kind: "opaque" });
    const effects = [...this.spiEffects(), ...this.contextEffects(), ...this.argumentEffects()];
    const plan: CallPlan = {
      from: "code",
      result,
      mayBeValue: !/\*/u.test(this.fn.text.slice(0, this.fn.definition.nameSpan.start)),
      effects,
      touches,
      followsPointers: true,
      isNeverNull: this.isNeverNull,
      mayNotReturn: this.mayNotReturn(),
    };
    const endsAt = this.firstEnd();
    return {
      plan,
      key: `${JSON.stringify(plan)}${endsAt ? ` ${numberOf(this.fn)}` : ""}`,
      ...(endsAt ? { endsAt } : {}),
    };
  }

  private isPlainResult(): boolean {
    const { returnType } = this.fn.definition;
    return isArithmetic(returnType) || (returnType.base === "void" && returnType.pointers === 0);
  }

  /** A function that reports at a level that it is given: whether it comes back is decided by its caller. */
  private mayNotReturn(): boolean {
    const { definition, text } = this.fn;
    return (
      definition.isVariadic &&
      /\b(?:exit|abort|ERROR|FATAL|PANIC|proc_exit|longjmp|siglongjmp|elog|ereport)\b/u.test(text)
    );
  }

  private spiEffects(): PlanEffect[] {
    const isTouched = this.code.calls.some((call) =>
      call?.plan.effects.some(({ kind }) => spiKinds.has(kind)),
    );
    if (!isTouched || this.depth === 0) return [];
    if (this.depth === 1) return [{ kind: "opensSpi" }];
    return [this.depth === -1 ? { kind: "closesSpi" } : { kind: "doubtsSpi" }];
  }

  private contextEffects(): PlanEffect[] {
    const { current } = this;
    // SPI brings its own context with it.
    if (current === entryContext || this.depth === 1 || this.depth === -1) return [];
    const argument = this.code.parameters.findIndex(({ block }) => block !== 0 && block === current);
    return [argument < 0 ? { kind: "switchesToOther" } : { kind: "switchesTo", argument }];
  }

  private argumentEffects(): PlanEffect[] {
    const effects: PlanEffect[] = [];
    for (const [argument, fate] of this.fates.entries()) {
      if (typeof fate === "number") effects.push(this.endOf(argument, fate));
      else if (fate === "perhaps") effects.push({ kind: "mayFree", argument });
      else if (typeof this.contents[argument] === "number")
        effects.push({ kind: "endsContext", argument, what: "content" });
      else if (this.contents[argument] === "perhaps") effects.push({ kind: "mayFree", argument });
      const memory = this.written.get(argument);
      if (memory && memory.kind !== "nothing" && memory.kind !== "opaque")
        effects.push({ kind: this.unwritten.has(argument) ? "mayWrite" : "writes", argument, memory });
    }
    return effects;
  }

  private endOf(argument: number, call: number): PlanEffect {
    for (const { kind } of this.code.calls[call]!.plan.effects) {
      if (kind === "endsContext") return { kind, argument, what: "itself" };
      if (kind === "releases") return { kind, argument };
    }
    return { kind: "frees", argument };
  }

  private firstEnd(): RegionSummary["endsAt"] {
    const fate =
      this.fates.find((one) => typeof one === "number") ??
      this.contents.find((one) => typeof one === "number");
    const call =
      typeof fate === "number"
        ? this.code.calls[fate]
        : this.depth === -1
          ? this.code.calls.find((one) => one?.plan.effects.some(({ kind }) => kind === "closesSpi"))
          : undefined;
    return call && siteIn(this.fn, (call satisfies CallOperation).span);
  }
}

const spiKinds: ReadonlySet<PlanEffect["kind"]> = new Set(["opensSpi", "closesSpi", "doubtsSpi"]);

const neverPlan: CallPlan = {
  from: "code",
  result: { kind: "nothing" },
  mayBeValue: true,
  effects: [{ kind: "neverReturns" }],
  touches: "nothing",
  followsPointers: true,
  isNeverNull: false,
  mayNotReturn: false,
};

function fateOf(block: number, { lives }: RegionState): Fate | undefined {
  const life = block === 0 ? unborn : lives[block]!;
  if (life === unborn) return undefined;
  return life === perhapsEnded ? "perhaps" : life > 0 ? life : "alive";
}

function joinFates(a: Fate | undefined, b: Fate | undefined): Fate | undefined {
  if (a === undefined || b === undefined || a === b) return a ?? b;
  return typeof a === "number" && typeof b === "number" ? Math.min(a, b) : "perhaps";
}

const numbers = new WeakMap<FunctionRef, number>();
let lastNumber = 0;

/** Sites in a summary are those of one version of the function. */
function numberOf(fn: FunctionRef): number {
  const known = numbers.get(fn) ?? ++lastNumber;
  numbers.set(fn, known);
  return known;
}
