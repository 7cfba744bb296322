import { apiFunctionFor } from "../../pg/api/apiFunctions";
import type { ApiFunction } from "../../pg/api/apiFunction";
import type { FunctionRef, Program } from "../program";
import { calledNames } from "./calledNames";

/** Longer functions are taken to do anything. */
const maxLength = 12_000;

/** By words alone: a summary of the function may tell its callers more than that nobody knows what it does. */
export function maySummarize(program: Program, fn: FunctionRef): boolean {
  let known = answers.get(fn);
  if (known?.functions !== program.memoryFunctions) {
    known = { functions: program.memoryFunctions, answer: decide(program, fn, 2) };
    answers.set(fn, known);
  }
  return known.answer;
}

const answers = new WeakMap<FunctionRef, { readonly functions: unknown; readonly answer: boolean }>();

function decide(program: Program, fn: FunctionRef, depth: number): boolean {
  const { text } = fn;
  if (text.length > maxLength) return false;
  if (!/\breturn\b|PG_RETURN/u.test(text) && /\b(?:ERROR|FATAL|PANIC|exit|abort|PG_RE_THROW)\b/u.test(text))
    return true;
  const returnsMemory = mayReturnMemory(fn);
  const names = calledNames(text);
  for (const name of names) {
    const entry = apiFunctionFor(name, program.memoryFunctions);
    if (entry && (isTelling(entry) || (returnsMemory && givesMemory(entry)))) return true;
  }
  if (depth === 0) return false;
  return names.some((name) => {
    const callee = name === fn.name ? undefined : program.findFunction(name, fn.path);
    return callee !== undefined && decide(program, callee, depth - 1);
  });
}

function isTelling({ effects }: ApiFunction): boolean {
  return effects.some(({ kind }) => kind !== "holds" && kind !== "needsSpi" && kind !== "replacesSpiResult");
}

function givesMemory({ result }: ApiFunction): boolean {
  return result.kind !== "nothing" && result.kind !== "opaque";
}

/** The head of the definition does not say that the result is no pointer. */
function mayReturnMemory({ text, name }: FunctionRef): boolean {
  const head = text.slice(0, Math.max(0, text.indexOf(name)));
  return (
    head.includes("*") ||
    !/\b(?:void|int|bool|u?int\d+(?:_t)?|Oid|Size|size_t|double|float\d?|long|char)\b/u.test(head)
  );
}
