import type { FunctionRef, Program } from "../program";
import { Dependencies } from "../remembered";
import { analyseRegions } from "./analyseRegions";
import { discardedResults } from "./discardedResults";
import { EventCollector } from "./eventCollector";
import type { RegionTrace } from "./regionEvent";
import { Consultation, generationOf, stillHold, summaryDepth, type Consulted } from "./regionSummary";
import { plansNotKept } from "./plansNotKept";
import { reportEvents } from "./reportEvents";
import { runsCommand } from "./spiCommands";
import { staleSpiResults } from "./staleSpiResult";

const givenUp: RegionTrace = { events: [], isComplete: false };
const kind = "regions";

interface Kept {
  readonly trace: RegionTrace;
  readonly consulted: readonly Consulted[];
  /** The generation of summaries in which it was last found to hold. */
  holdsFor: number;
}

/**
 * What happens to memory regions in a function. Remembered with the program: the same object as long as neither the
 * function nor what the functions that it calls do to memory has changed.
 */
export function regionsOf(program: Program, fn: FunctionRef): RegionTrace {
  const known = program.remembered.get(fn, kind)?.result as Kept | undefined;
  const current = generationOf(program);
  if (known && (known.holdsFor === current || stillHold(program, fn, known.consulted))) {
    known.holdsFor = current;
    return known.trace;
  }
  const consultation = new Consultation(program, fn, summaryDepth);
  const dependencies = new Dependencies();
  dependencies.addFunction(fn);
  const trace = analyse(program, fn, consultation, dependencies);
  const kept: Kept = { trace, consulted: consultation.consulted, holdsFor: current };
  program.remembered.set(fn, kind, kept, dependencies);
  return trace;
}

function analyse(
  program: Program,
  fn: FunctionRef,
  consultation: Consultation,
  dependencies: Dependencies,
): RegionTrace {
  const analysis = analyseRegions(program, fn, (name) => consultation.planOf(name));
  if (!analysis) return givenUp;
  const collector = new EventCollector(
    program,
    analysis.code,
    fn,
    (name) => consultation.endOf(name),
    (name) => runsCommand(program, name, fn.path, dependencies),
  );
  reportEvents(analysis.code, analysis.states, collector);
  const events = [
    ...collector.events,
    ...staleSpiResults(program, fn, dependencies),
    ...discardedResults(program, fn),
    ...plansNotKept(program, fn, dependencies),
  ];
  return { events, isComplete: true };
}
