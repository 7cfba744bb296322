import { apiFunctionFor } from "../../pg/api/apiFunctions";
import type { ApiFunction, MemoryEffect } from "../../pg/api/apiFunction";
import type { FunctionRef, Program } from "../program";
import { Dependencies } from "../remembered";
import { calledNames } from "./calledNames";
import { headOf } from "./headOf";
import { mayKeepPointers } from "./mayKeepPointers";
import { mayWriteShared } from "./mayWriteShared";
import { reachOf } from "./reachesItsCaller";

/** What a caller wants to know: what happens to its memory, or also whose memory it gets. */
export type Interest = "effects" | "results";

/** Longer functions are taken to do anything. */
const maxLength = 12_000;
/** Longer functions do more than to hand on to one that matters. */
const maxWrapperLength = 800;

/** Under which the answer for an interest is remembered. */
export function judgementKind(interest: Interest): string {
  return `maySummarize ${interest}`;
}

export interface Judgement {
  readonly answer: boolean;
  /** Equal for judgements that say the same, also of the function's own reach. */
  readonly key: string;
}

/** By words alone: a summary of the function may tell its callers more than that nobody knows what it does. Remembered with the program. */
export function maySummarize(program: Program, fn: FunctionRef, interest: Interest): Judgement {
  const kind = judgementKind(interest);
  const known = program.remembered.get(fn, kind);
  if (known) return known.result as Judgement;
  const dependencies = new Dependencies();
  dependencies.addFunction(fn);
  const answer = fn.text.length <= maxLength && decide(program, fn, interest, 2, dependencies);
  const judgement: Judgement = { answer, key: `${answer} ${reachOf(program, fn).hasEffects}` };
  program.remembered.set(fn, kind, judgement, dependencies);
  return judgement;
}

/**
 * Where a function changes contexts, itself or through another, or keeps pointers beyond the call, it matters what memory
 * those give that it calls.
 */
export function interestOf(program: Program, fn: FunctionRef): Interest {
  const { text, path } = fn;
  if (mayKeepPointers(program, fn) || mayWriteShared(program, fn)) return "results";
  const minds = calledNames(text).some((name) => {
    const entry = apiFunctionFor(name, program.memoryFunctions);
    // What `free` gets must not be memory of a context.
    if (entry) return name === "free" || entry.effects.some(({ kind }) => changing.has(kind));
    // The head of the function names itself; what it does in its own code the calls there tell.
    const callee = name === fn.name ? undefined : program.findFunction(name, path);
    return callee !== undefined && reachOf(program, callee).hasEffects;
  });
  return minds ? "results" : "effects";
}

const changing: ReadonlySet<MemoryEffect["kind"]> = new Set([
  "opensSpi",
  "closesSpi",
  "switchesTo",
  "endsContext",
  "startsTransaction",
]);

function decide(
  program: Program,
  fn: FunctionRef,
  interest: Interest,
  depth: number,
  dependencies: Dependencies,
): boolean {
  const { text } = fn;
  const mayEnd = /\b(?:ERROR|FATAL|PANIC|exit|abort|PG_RE_THROW)\b/u.test(text);
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
