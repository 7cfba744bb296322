import { apiFunctionFor } from "../../pg/api/apiFunctions";
import { neutralFunctions } from "../../pg/neutralFunctions";
import type { ApiFunction } from "../../pg/api/apiFunction";
import type { Program } from "../program";
import type { CallPlan } from "./callPlan";

/** What PostgreSQL's table or the settings say of a function; undefined when it is not in them. */
export function apiPlan(program: Program, name: string): CallPlan | undefined {
  const entry = apiFunctionFor(name, program.memoryFunctions);
  if (!entry) return neutralPlan(name);
  let plan = plans.get(entry);
  if (!plan) {
    const { result, effects, touches, followsPointers, isNeverNull, mayBeValue } = entry;
    plan = {
      from: "api",
      result,
      mayBeValue,
      effects,
      touches,
      followsPointers,
      isNeverNull,
      mayNotReturn: false,
    };
    plans.set(entry, plan);
  }
  return plan;
}

/** A function or macro that has nothing to do with the life of memory. */
function neutralPlan(name: string): CallPlan | undefined {
  const entry = neutralFunctions.get(name);
  if (!entry) return undefined;
  let plan = neutralPlans.get(name);
  if (!plan) {
    const { touches, followsPointers } = entry;
    plan = {
      from: "api",
      result: { kind: "nothing" },
      mayBeValue: true,
      effects: [],
      touches,
      followsPointers,
      isNeverNull: false,
      mayNotReturn: false,
    };
    neutralPlans.set(name, plan);
  }
  return plan;
}

const neutralPlans = new Map<string, CallPlan>();
const plans = new WeakMap<ApiFunction, CallPlan>();
