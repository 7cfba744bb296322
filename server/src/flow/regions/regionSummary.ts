import type { Site } from "../../base/span";
import type { FunctionRef, Program } from "../program";
import { Dependencies } from "../remembered";
import { analyseRegions } from "./analyseRegions";
import { unknownPlan, type CallPlan } from "./callPlan";
import { interestOf, judgementKind, maySummarize, type Judgement } from "./maySummarize";
import type { Interest } from "./mayTell";
import { reportReturns } from "./reportEvents";
import { SummaryCollector } from "./summaryCollector";
import { SummaryRegistry } from "./summaryRegistry";

/** What a caller needs to know of a function. */
export interface RegionSummary {
  readonly plan: CallPlan;
  /** Where in the function memory of the caller ends, when it does. */
  readonly endsAt?: Site;
  /** Equal for summaries that say the same. */
  readonly key: string;
}

/** Calls inside calls are followed that far; what lies deeper is unknown. Recursion ends in the same way. */
export const summaryDepth = 3;

/** What a call of the function does to the memory of its caller. */
export function regionSummaryOf(program: Program, fn: FunctionRef): RegionSummary {
  return summaryAt(program, fn, summaryDepth).summary;
}

/** What an analysis has asked about a function that it calls, and the answer. */
export interface Consulted {
  readonly name: string;
  readonly path: string;
  readonly depth: number;
  readonly interest: Interest;
  readonly key: string;
}

interface Kept {
  readonly summary: RegionSummary;
  readonly consulted: readonly Consulted[];
  /** The least depth at which the answer is the same as at every greater one. */
  readonly settledAt: number;
  /** The generation of summaries in which it was last found to hold. */
  holdsFor: number;
}

const unknownSummary: RegionSummary = { plan: unknownPlan, key: "unknown" };

const settledKind = "regionSummary";

function registryOf(program: Program): SummaryRegistry {
  return SummaryRegistry.of(program, (fn, { kind, depth, interest }) =>
    kind === judgementKind(interest)
      ? judge(program, fn, interest).key
      : summaryAt(program, fn, depth).summary.key,
  );
}

/** What was found to hold in this generation of summaries holds. */
export function generationOf(program: Program): number {
  return registryOf(program).generation;
}

/** `depth`: how many levels of calls are followed. The answer depends on nothing else, so that the order of questions plays no part. */
function summaryAt(program: Program, fn: FunctionRef, depth: number): Kept {
  const settled = keptSummary(program, fn, settledKind);
  if (settled && settled.settledAt <= depth) return settled;
  const kind = `regionSummary ${depth}`;
  const known = keptSummary(program, fn, kind);
  if (known) return known;
  const consultation = new Consultation(program, fn, depth - 1);
  const summary = summarize(program, fn, consultation);
  const kept: Kept = {
    summary,
    consulted: consultation.consulted,
    settledAt: consultation.settledAt,
    holdsFor: generationOf(program),
  };
  const dependencies = new Dependencies();
  dependencies.addFunction(fn);
  const own = kept.settledAt <= depth ? settledKind : kind;
  program.remembered.set(fn, own, kept, dependencies);
  registryOf(program).add({ fn, kind: own, key: summary.key, depth, interest: "effects" });
  return kept;
}

function keptSummary(program: Program, fn: FunctionRef, kind: string): Kept | undefined {
  const kept = program.remembered.get(fn, kind)?.result as Kept | undefined;
  if (!kept) return undefined;
  const current = generationOf(program);
  if (kept.holdsFor !== current && !stillHold(program, fn, kept.consulted)) return undefined;
  kept.holdsFor = current;
  return kept;
}

/** The functions that were asked about say the same today. */
export function stillHold(program: Program, fn: FunctionRef, consulted: readonly Consulted[]): boolean {
  const current = consulted.length === 0 ? undefined : interestOf(program, fn);
  return consulted.every(({ name, path, depth, interest, key }) => {
    const callee = program.findFunction(name, path);
    const now =
      callee && depth > 0 && judge(program, callee, interest).answer
        ? summaryAt(program, callee, depth).summary
        : unknownSummary;
    return interest === current && now.key === key;
  });
}

/** Whether there is to be a summary; asked again when an edit may have changed the answer. */
function judge(program: Program, fn: FunctionRef, interest: Interest): Judgement {
  const kind = judgementKind(interest);
  const known = program.remembered.get(fn, kind);
  if (known) return known.result as Judgement;
  const judgement = maySummarize(program, fn, interest);
  registryOf(program).add({ fn, kind, key: judgement.key, depth: 0, interest });
  return judgement;
}

function summarize(program: Program, fn: FunctionRef, consultation: Consultation): RegionSummary {
  const analysis = analyseRegions(program, fn, (name) => consultation.planOf(name));
  if (!analysis) return unknownSummary;
  const collector = new SummaryCollector(analysis.code, fn);
  reportReturns(analysis.code, analysis.states, collector);
  return collector.finish();
}

/** Answers what the functions do that a function calls, and notes what was asked. */
export class Consultation {
  private readonly interest: Interest;
  private readonly asked = new Map<string, Consulted>();
  /** See `Kept`; more than the depth at hand when something deeper would have been asked. */
  settledAt = 1;

  constructor(
    private readonly program: Program,
    private readonly caller: FunctionRef,
    private readonly depth: number,
  ) {
    this.interest = interestOf(program, caller);
  }

  get consulted(): readonly Consulted[] {
    return [...this.asked.values()];
  }

  planOf(name: string): CallPlan | undefined {
    const callee = this.program.findFunction(name, this.caller.path);
    if (!callee) return undefined;
    const summary = this.summaryOf(callee);
    const { depth, interest } = this;
    this.asked.set(name, { name, path: this.caller.path, depth, interest, key: summary.key });
    return summary.plan;
  }

  /** Where in a function that was asked about memory of the caller ends. */
  endOf(name: string): Site | undefined {
    const callee = this.asked.has(name) ? this.program.findFunction(name, this.caller.path) : undefined;
    return callee && this.summaryOf(callee).endsAt;
  }

  private summaryOf(callee: FunctionRef): RegionSummary {
    if (!judge(this.program, callee, this.interest).answer) return unknownSummary;
    if (this.depth <= 0) {
      this.settledAt = Infinity;
      return unknownSummary;
    }
    const { summary, settledAt } = summaryAt(this.program, callee, this.depth);
    this.settledAt = Math.max(this.settledAt, settledAt + 1);
    return summary;
  }
}
