import { apiFunctionFor } from "../../pg/api/apiFunctions";
import { plainFunctions, readingFunctions } from "../../pg/callEffects";
import type { ApiFunction } from "../../pg/api/apiFunction";
import type { Program } from "../program";
import type { CallPlan } from "./callPlan";

/** What PostgreSQL's table or the settings say of a function; undefined when it is not in them. */
export function apiPlan(program: Program, name: string): CallPlan | undefined {
  const entry = apiFunctionFor(name, program.memoryFunctions);
  if (!entry) return readingFunctions.has(name) || plainFunctions.has(name) ? neutralPlan : undefined;
  let plan = plans.get(entry);
  if (!plan) {
    const { result, effects, touches, followsPointers, isNeverNull, mayBeValue } = entry;
    plan = { from: "api", result, effects, touches, followsPointers, isNeverNull, mayBeValue };
    plans.set(entry, plan);
  }
  return plan;
}

/** Changes nothing that pointers lead to and keeps none. */
const neutralPlan: CallPlan = {
  from: "api",
  result: { kind: "nothing" },
  mayBeValue: true,
  effects: [],
  touches: "nothing",
  followsPointers: true,
  isNeverNull: false,
};

const plans = new WeakMap<ApiFunction, CallPlan>();
