import type { FunctionRef, Program } from "../program";
import { apiPlan } from "./apiPlan";
import type { CallPlan } from "./callPlan";
import { compileRegions } from "./regionCompiler";
import { entryContext, type RegionCode } from "./regionCode";
import type { RegionState } from "./regionState";
import { solve, startState } from "./solve";

/** Longer functions are generated, and no story of theirs could be told. */
export const longestFunction = 120_000;

export interface RegionAnalysis {
  readonly code: RegionCode;
  /** What holds at the start of each block of the code, undefined where control cannot arrive. */
  readonly states: readonly (RegionState | undefined)[];
}

/**
 * Compiles and solves a function; undefined when it has jumps that nobody can follow, or is too much work. `planOf` tells
 * what the functions of the workspace do that it calls.
 */
export function analyseRegions(
  program: Program,
  fn: FunctionRef,
  planOf: (name: string) => CallPlan | undefined,
): RegionAnalysis | undefined {
  if (fn.text.length > longestFunction) return undefined;
  const code = compileRegions(program, fn, (name) => apiPlan(program, name), planOf);
  if (!code.isComplete) return undefined;
  const states = solve(code, startState(code, entryContext));
  return states && { code, states };
}
