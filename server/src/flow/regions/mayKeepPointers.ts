import type { FunctionRef, Program } from "../program";

/** By words alone: a function of SQL that may store memory of its own where it outlives the call. */
export function mayKeepPointers(program: Program, { text, path }: FunctionRef): boolean {
  if (!text.includes("PG_FUNCTION_ARGS") && !text.includes("FunctionCallInfo")) return false;
  if (text.includes("fn_extra") || /\bstatic\b/u.test(text.slice(text.indexOf("{") + 1))) return true;
  const assigned = new Set(
    Array.from(text.matchAll(/(?<![\w.>])([A-Za-z_]\w*)\s*=(?!=)/gu), (match) => match[1]!),
  );
  for (const [, name] of text.matchAll(declared)) assigned.delete(name!);
  for (const name of assigned) if (program.findGlobal(name, path)) return true;
  return false;
}

/** A line that declares a variable of the function. */
const declared = /^[ \t]+(?!return\b|goto\b|else\b|case\b)\w+[ \t]+(?:\w+[ \t]+)?\**(\w+)[ \t]*[;=,[]/gmu;
