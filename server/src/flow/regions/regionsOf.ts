import type { FunctionRef, Program } from "../program";
import { Dependencies } from "../remembered";
import { apiPlan } from "./apiPlan";
import { EventCollector } from "./eventCollector";
import { compileRegions } from "./regionCompiler";
import type { RegionTrace } from "./regionEvent";
import { entryContext } from "./regionCode";
import { leave, solve, startState } from "./solve";
import { step } from "./step";

const noEvents: RegionTrace = { events: [], isComplete: true };
const givenUp: RegionTrace = { events: [], isComplete: false };

/** What happens to memory regions in a function. Remembered with the program until something it looked at changes. */
export function regionsOf(program: Program, fn: FunctionRef): RegionTrace {
  const known = program.remembered.get(fn, "regions");
  if (known) return known.result as RegionTrace;
  const dependencies = new Dependencies();
  dependencies.addFunction(fn);
  const trace = analyse(program, fn);
  program.remembered.set(fn, "regions", trace, dependencies);
  return trace;
}

function analyse(program: Program, fn: FunctionRef): RegionTrace {
  const code = compileRegions(program, fn, (name) => apiPlan(program, name));
  if (!code.isComplete) return givenUp;
  if (code.calls.length === 1) return noEvents;
  const states = solve(code, startState(code, entryContext));
  if (!states) return givenUp;
  const collector = new EventCollector(code, fn);
  for (const id of code.order) {
    const state = states[id]?.clone();
    if (!state) continue;
    for (const operation of code.blocks[id]!.operations) step(code, operation, state, collector);
    leave(code, code.blocks[id]!, state, () => undefined);
  }
  return { events: collector.events, isComplete: true };
}
