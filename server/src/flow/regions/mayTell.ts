import { apiFunctionFor } from "../../pg/api/apiFunctions";
import type { ApiFunction } from "../../pg/api/apiFunction";
import type { FunctionRef, Program } from "../program";
import type { Dependencies } from "../remembered";
import { calledNames } from "./calledNames";
import { headOf } from "./headOf";
import { reachOf } from "./reachesItsCaller";

/** What a caller wants to know: what happens to its memory, or also whose memory it gets. */
export type Interest = "effects" | "results";

/** Longer functions are taken to do anything. */
const maxLength = 12_000;
/** Longer functions do more than to hand on to one that matters. */
const maxWrapperLength = 800;

/** It ends the process, or raises an error, for some of what it may be given. */
export const endings = /\b(?:ERROR|FATAL|PANIC|exit|abort|PG_RE_THROW)\b/u;

/** By words alone: what a function does may matter to its callers. */
export function mayTell(
  program: Program,
  fn: FunctionRef,
  interest: Interest,
  dependencies: Dependencies,
): boolean {
  dependencies.addFunction(fn);
  return fn.text.length <= maxLength && decide(program, fn, interest, 2, dependencies);
}

function decide(
  program: Program,
  fn: FunctionRef,
  interest: Interest,
  depth: number,
  dependencies: Dependencies,
): boolean {
  const { text } = fn;
  const mayEnd = endings.test(text);
  if (mayEnd && (!/\breturn\b|PG_RETURN/u.test(text) || text.includes("..."))) return true;
  if (reachOf(program, fn).hasEffects) return true;
  const names = calledNames(text);
  const isTold = (name: string): boolean => {
    const entry = apiFunctionFor(name, program.memoryFunctions);
    // Memory of malloc is told from other memory wherever it is freed.
    return interest === "results" ? givesMemory(entry) : entry?.result.kind === "heap";
  };
  if (givesOut(fn) && names.some(isTold)) return true;
  if (depth === 0 || text.length > maxWrapperLength) return false;
  return names.some((name) => {
    const callee = name === fn.name ? undefined : program.findFunction(name, fn.path);
    if (!callee) return false;
    dependencies.addFunction(callee);
    return decide(program, callee, interest, depth - 1, dependencies);
  });
}

function givesMemory(entry: ApiFunction | undefined): boolean {
  if (!entry) return false;
  const { name, result } = entry;
  return name === "initStringInfo" || (result.kind !== "nothing" && result.kind !== "opaque");
}

function givesOut({ text, name }: FunctionRef): boolean {
  const { hasOutParameter, mayGivePointer } = headOf(text, name);
  return hasOutParameter || mayGivePointer;
}
