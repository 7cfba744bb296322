import { apiFunctionFor } from "../../pg/api/apiFunctions";
import type { ApiFunction, MemoryEffect } from "../../pg/api/apiFunction";
import { neutralFunctions } from "../../pg/neutralFunctions";
import type { FunctionRef, Program } from "../program";
import { Dependencies } from "../remembered";
import { calledNames } from "./calledNames";
import { mayKeepPointers } from "./mayKeepPointers";
import { mayUseEnded } from "./mayUseEnded";
import { reachOf } from "./reachesItsCaller";
import { sketchedCallee } from "./sketchedFunction";
import { mayWriteShared } from "./mayWriteShared";

const kind = "mayConcernRegions";

/** Without a parse: false when certainly nothing about regions is to be said of the function. Remembered with the program. */
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

/**
 * What the words of a function say: nothing; that single pieces of memory end, or contexts change, and nothing else that matters, so
 * that what is named afterwards tells; that something certainly matters.
 */
const [none, ends, certain] = [0, 1, 2] as const;
type Concern = 0 | 1 | 2;

function greater(one: Concern, other: Concern): Concern {
  return one > other ? one : other;
}

function decide(program: Program, fn: FunctionRef, dependencies: Dependencies): boolean {
  const concern = concernOfCalls(program, fn, dependencies);
  if (concern === certain || mayKeepPointers(program, fn)) return true;
  return concern === ends && mayUseEnded(program, fn, dependencies);
}

function concernOfCalls(program: Program, { text, path }: FunctionRef, dependencies: Dependencies): Concern {
  if (text.includes("CurrentMemoryContext") && /\bCurrentMemoryContext\s*=[^=]/u.test(text)) return certain;
  const isOfSql = text.includes("PG_FUNCTION_ARGS");
  let concern: Concern = none;
  for (const name of calledNames(text)) {
    const entry = apiFunctionFor(name, program.memoryFunctions);
    let its: Concern = none;
    if (entry) its = concernOf(entry, text);
    else if (!neutralFunctions.has(name)) {
      its = concernOfMacro(program, name, path);
      const callee = program.findFunction(name, path);
      if (callee && callee.text !== text)
        its = greater(its, concernOfCallee(program, callee, isOfSql, dependencies));
    }
    if (its === certain) return certain;
    concern = greater(concern, its);
  }
  return concern;
}

function concernOfCallee(
  program: Program,
  callee: FunctionRef,
  isOfSql: boolean,
  dependencies: Dependencies,
): Concern {
  dependencies.addFunction(callee);
  const { hasEffects, hasOthers, leavesContext, needsSpi } = reachOf(program, callee);
  if (hasOthers || (isOfSql && needsSpi)) return certain;
  if (leavesContext && sketchedCallee(program, callee, dependencies).leavesContext) return certain;
  return hasEffects ? ends : none;
}

/** A macro of the project may do more than its call shows. */
function concernOfMacro(program: Program, name: string, path: string): Concern {
  let concern: Concern = none;
  for (const { macro } of program.findMacros(name, path)) {
    for (const inner of macro.parameters ? calledNames(macro.body) : []) {
      const entry = apiFunctionFor(inner, program.memoryFunctions);
      const its = entry ? concernOf(entry, macro.body) : none;
      // What a macro does to contexts and rows is not looked into.
      if (its === ends && !entry!.effects.some(({ kind }) => kind === "frees")) return certain;
      concern = greater(concern, its);
    }
  }
  return concern;
}

/** Effects without which nothing can go wrong: what is never ended is never used too late. */
const mattering: ReadonlySet<MemoryEffect["kind"]> = new Set([
  "opensSpi",
  "closesSpi",
  "needsSpi",
  "endsContext",
  "startsTransaction",
]);

/** Effects of which the rest of the function tells whether they matter. */
const ending: ReadonlySet<MemoryEffect["kind"]> = new Set(["frees", "switchesTo", "releases", "endsInside"]);

function concernOf({ effects, name, result }: ApiFunction, text: string): Concern {
  if (result.kind === "shared") return certain;
  let concern: Concern = none;
  for (const effect of effects) {
    if (mattering.has(effect.kind)) return certain;
    if (effect.kind === "consumes" && isDropped(name, text)) return certain;
    if (ending.has(effect.kind) || (effect.kind === "consumes" && effect.when === "moved")) concern = ends;
  }
  return concern;
}

/** The result of a call is not used. */
function isDropped(name: string, text: string): boolean {
  for (const { index } of text.matchAll(new RegExp(String.raw`\b${name}\s*\(`, "gu"))) {
    const before = text.slice(Math.max(0, index - 400), index).trimEnd();
    if (before.endsWith(")") ? !isCast(before) : /(?:[;{}:]|\belse|\bdo|\*\/|^)$/u.test(before)) return true;
  }
  return false;
}

/** What ends with a bracket is no condition but a type in front of a value. */
function isCast(before: string): boolean {
  return /(?:[=(,?:]|\breturn)\s*\([\w\s*]+\)$/u.test(before);
}
