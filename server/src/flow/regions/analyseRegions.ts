import type { FunctionRef, Program } from "../program";
import { apiPlan } from "./apiPlan";
import { compileRegions } from "./regionCompiler";
import { entryContext, type RegionCode } from "./regionCode";
import type { RegionState } from "./regionState";
import { solve, startState } from "./solve";

export interface RegionAnalysis {
  readonly code: RegionCode;
  /** What holds at the start of each block of the code, undefined where control cannot arrive. */
  readonly states: readonly (RegionState | undefined)[];
}

/** Compiles and solves a function; undefined when it has jumps that nobody can follow, or is too much work. */
export function analyseRegions(program: Program, fn: FunctionRef): RegionAnalysis | undefined {
  const code = compileRegions(program, fn, (name) => apiPlan(program, name));
  if (!code.isComplete) return undefined;
  const states = solve(code, startState(code, entryContext));
  return states && { code, states };
}
