import type { FunctionRef, Program } from "../program";
import { Dependencies } from "../remembered";
import { analyseRegions } from "./analyseRegions";
import { discardedResults } from "./discardedResults";
import { EventCollector } from "./eventCollector";
import type { RegionTrace } from "./regionEvent";
import { reportEvents } from "./reportEvents";
import { staleSpiResults } from "./staleSpiResult";

const givenUp: RegionTrace = { events: [], isComplete: false };

/** What happens to memory regions in a function. Remembered with the program until something it looked at changes. */
export function regionsOf(program: Program, fn: FunctionRef): RegionTrace {
  const known = program.remembered.get(fn, "regions");
  if (known) return known.result as RegionTrace;
  const dependencies = new Dependencies();
  dependencies.addFunction(fn);
  const trace = analyse(program, fn, dependencies);
  program.remembered.set(fn, "regions", trace, dependencies);
  return trace;
}

function analyse(program: Program, fn: FunctionRef, dependencies: Dependencies): RegionTrace {
  const analysis = analyseRegions(program, fn);
  if (!analysis) return givenUp;
  const collector = new EventCollector(analysis.code, fn);
  reportEvents(analysis.code, analysis.states, collector);
  const events = [
    ...collector.events,
    ...staleSpiResults(program, fn, dependencies),
    ...discardedResults(program, fn),
  ];
  return { events, isComplete: true };
}
