import type { FunctionRef, Program } from "../program";
import { analyseRegions, type RegionAnalysis } from "./analyseRegions";
import { Consultation, summaryDepth } from "./regionSummary";

/** The analysis of a function as its findings come from, made anew: for explanations. */
export function analyseWithCallees(program: Program, fn: FunctionRef): RegionAnalysis | undefined {
  const consultation = new Consultation(program, fn, summaryDepth);
  return analyseRegions(program, fn, (name) => consultation.planOf(name));
}
