import { apiFunctionFor } from "../../pg/api/apiFunctions";
import type { MemoryEffect } from "../../pg/api/apiFunction";
import type { FunctionRef, Program } from "../program";
import { Dependencies } from "../remembered";
import type { Callee } from "../sketch/callee";
import { source } from "../sketch/places";
import { calledNames } from "./calledNames";
import { mayKeepPointers } from "./mayKeepPointers";
import { endings, mayTell, type Interest } from "./mayTell";
import { mayWriteShared } from "./mayWriteShared";
import { reachOf } from "./reachesItsCaller";
import { sketchedCallee } from "./sketchedFunction";

/** Under which the answer for an interest is remembered. */
export function judgementKind(interest: Interest): string {
  return `maySummarize ${interest}`;
}

export interface Judgement {
  readonly answer: boolean;
  /** Equal for judgements that say the same, also of the function's own reach. */
  readonly key: string;
}

/** Without a parse: a summary of the function may tell its callers more than that nobody knows what it does. Remembered with the program. */
export function maySummarize(program: Program, fn: FunctionRef, interest: Interest): Judgement {
  const kind = judgementKind(interest);
  const known = program.remembered.get(fn, kind);
  if (known) return known.result as Judgement;
  const dependencies = new Dependencies();
  const { hasEffects } = reachOf(program, fn);
  const answer =
    mayTell(program, fn, interest, dependencies) &&
    (hasEffects || isTold(program, fn, interest, dependencies));
  const judgement: Judgement = { answer, key: `${answer} ${hasEffects}` };
  program.remembered.set(fn, kind, judgement, dependencies);
  return judgement;
}

/** Looks closer: what its words promise may stay inside the function. */
function isTold(program: Program, fn: FunctionRef, interest: Interest, dependencies: Dependencies): boolean {
  const { text } = fn;
  // Whether it comes back its callers decide.
  if (/,\s*\.{3}\s*\)\s*\{/u.test(text) && endings.test(text)) return true;
  const { ends, leavesContext, neverReturns, result } = sketchedCallee(program, fn, dependencies);
  if (ends.length > 0 || leavesContext || neverReturns) return true;
  if (typeof result !== "object" || result.kind !== "flow") return true;
  return givesMemory(
    result,
    interest === "results" ? source.palloc | source.list | source.heap | source.other : source.heap,
  );
}

type Flow = Extract<Callee["result"], { readonly kind: "flow" }>;

/** It returns, or stores where its caller finds it, memory of the sources, or returns what it was given. */
function givesMemory({ parameters, result, sources }: Flow, wanted: number): boolean {
  const isFrom = (group: number): boolean => ((sources.get(group) ?? 0) & wanted) !== 0;
  return (
    isFrom(result) ||
    parameters.some(
      ({ own, pointed, inside }) =>
        own === result || pointed === result || inside.has(result) || isFrom(pointed),
    )
  );
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
