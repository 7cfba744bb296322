/** What the analysis of single functions is made of: handed in, so that tests can bring their own. */
import type { FunctionRef, Program } from "../flow/program";
import { mayConcernRegions } from "../flow/regions/mayConcernRegions";
import type { RegionTrace } from "../flow/regions/regionEvent";
import { generationOf } from "../flow/regions/regionSummary";
import { regionsOf } from "../flow/regions/regionsOf";
import { rules } from "../rules/registry";
import type { Rule } from "../rules/rule";

export interface FunctionParts {
  readonly rules: readonly Rule[];
  /** By words alone: false when certainly nothing is to be found in the function. Parses nothing. */
  mayConcernRegions(program: Program, fn: FunctionRef): boolean;
  /** The same object as before while nothing that it depends on has changed. */
  regionsOf(program: Program, fn: FunctionRef): RegionTrace;
  /**
   * The same number as for the version before when no function does anything else to the memory of its callers: then the
   * results that are still remembered hold. Absent: nobody knows.
   */
  generationOf?(program: Program): number;
}

/** The real rules with the region analysis. */
export const functionParts: FunctionParts = { rules, mayConcernRegions, regionsOf, generationOf };
