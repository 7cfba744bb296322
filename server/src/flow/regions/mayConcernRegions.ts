import { apiFunctionFor } from "../../pg/api/apiFunctions";
import type { ApiFunction, MemoryEffect } from "../../pg/api/apiFunction";
import { neutralFunctions } from "../../pg/neutralFunctions";
import type { FunctionRef, Program } from "../program";
import { Dependencies } from "../remembered";
import { calledNames } from "./calledNames";
import { mayKeepPointers } from "./mayKeepPointers";
import { reachOf } from "./reachesItsCaller";
import { mayWriteShared } from "./mayWriteShared";

const kind = "mayConcernRegions";

/** By words alone: false when certainly nothing about regions is to be said of the function. Parses nothing. Remembered with the program. */
export function mayConcernRegions(program: Program, fn: FunctionRef): boolean {
  if (mayWriteShared(program, fn)) return true;
  const known = program.remembered.get(fn, kind);
  if (known) return known.result as boolean;
  const dependencies = new Dependencies();
  dependencies.addFunction(fn);
  const answer = decide(program, fn, dependencies);
  program.remembered.set(fn, kind, answer, dependencies);
  return answer;
}

function decide(program: Program, fn: FunctionRef, dependencies: Dependencies): boolean {
  if (endsOrSwitches(program, fn.text, fn.path) || mayKeepPointers(program, fn)) return true;
  const callees: FunctionRef[] = [];
  const isOfSql = fn.text.includes("PG_FUNCTION_ARGS");
  for (const name of calledNames(fn.text)) {
    if (isKnown(program, name)) continue;
    const callee = program.findFunction(name, fn.path);
    if (!callee || callee.text === fn.text) continue;
    const { hasEffects, needsSpi } = reachOf(program, callee);
    if (hasEffects || (isOfSql && needsSpi)) {
      dependencies.addFunction(callee);
      return true;
    }
    callees.push(callee);
  }
  for (const callee of callees) dependencies.addFunction(callee);
  return false;
}

function isKnown(program: Program, name: string): boolean {
  return apiFunctionFor(name, program.memoryFunctions) !== undefined || neutralFunctions.has(name);
}

/** Effects without which nothing can go wrong: what is never ended is never used too late. */
const telling: ReadonlySet<MemoryEffect["kind"]> = new Set([
  "opensSpi",
  "closesSpi",
  "needsSpi",
  "switchesTo",
  "frees",
  "endsContext",
  "releases",
  "endsInside",
  "startsTransaction",
]);

function endsOrSwitches(program: Program, text: string, path: string): boolean {
  for (const name of calledNames(text)) {
    const entry = apiFunctionFor(name, program.memoryFunctions);
    if (entry) {
      if (tells(entry, text) || entry.result.kind === "shared") return true;
      continue;
    }
    if (neutralFunctions.has(name)) continue;
    for (const { macro } of program.findMacros(name, path))
      if (macro.parameters && calledNames(macro.body).some((inner) => isTelling(program, inner))) return true;
  }
  return /\bCurrentMemoryContext\s*=[^=]/u.test(text);
}

function isTelling(program: Program, name: string): boolean {
  const entry = apiFunctionFor(name, program.memoryFunctions);
  return entry !== undefined && tells(entry, `;${name}(`);
}

function tells({ effects, name }: ApiFunction, text: string): boolean {
  return effects.some(
    (effect) =>
      telling.has(effect.kind) ||
      (effect.kind === "consumes" && (effect.when === "moved" || isDropped(name, text))),
  );
}

/** The result of a call is not used. */
function isDropped(name: string, text: string): boolean {
  return new RegExp(String.raw`(?:[;{})]|\belse)\s*${name}\s*\(`, "u").test(text);
}
