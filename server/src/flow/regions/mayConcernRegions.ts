import { apiFunctionFor } from "../../pg/api/apiFunctions";
import type { MemoryEffect } from "../../pg/api/apiFunction";
import type { FunctionRef, Program } from "../program";
import { calledNames } from "./calledNames";
import { mayKeepPointers } from "./mayKeepPointers";

/** By words alone: false when certainly nothing about regions is to be said of the function. Parses nothing. */
export function mayConcernRegions(program: Program, fn: FunctionRef): boolean {
  if (endsOrSwitches(program, fn.text, fn.path) || mayKeepPointers(program, fn)) return true;
  for (const name of calledNames(fn.text)) {
    const callee = program.findFunction(name, fn.path);
    if (callee && callee.text !== fn.text && endsOrSwitches(program, callee.text, callee.path)) return true;
  }
  return false;
}

/** Effects without which nothing can go wrong: what is never ended is never used too late. */
const telling: ReadonlySet<MemoryEffect["kind"]> = new Set([
  "opensSpi",
  "closesSpi",
  "needsSpi",
  "switchesTo",
  "frees",
  "endsContext",
  "consumes",
  "releases",
  "endsInside",
]);

function endsOrSwitches(program: Program, text: string, path: string): boolean {
  for (const name of calledNames(text)) {
    const entry = apiFunctionFor(name, program.memoryFunctions);
    if (entry) {
      if (entry.effects.some(({ kind }) => telling.has(kind)) || entry.result.kind === "shared") return true;
      continue;
    }
    for (const { macro } of program.findMacros(name, path))
      if (macro.parameters && calledNames(macro.body).some((inner) => isTelling(program, inner))) return true;
  }
  return /\bCurrentMemoryContext\s*=[^=]/u.test(text);
}

function isTelling(program: Program, name: string): boolean {
  const entry = apiFunctionFor(name, program.memoryFunctions);
  return entry?.effects.some(({ kind }) => telling.has(kind)) === true;
}
