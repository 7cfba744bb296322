import type { FunctionRef, Program } from "../program";

/** By words alone: a function of SQL that may store memory of its own where it outlives the call. */
export function mayKeepPointers(program: Program, { text, path }: FunctionRef): boolean {
  if (!isOfSql.test(text)) return false;
  if (text.includes("fn_extra") || /\{[^]*\bstatic\b/u.test(text)) return true;
  for (const [, name] of text.matchAll(/\b([A-Za-z_]\w*)\s*=(?!=)/gu))
    if (program.findGlobal(name!, path)) return true;
  return false;
}

const isOfSql = /\b(?:PG_FUNCTION_ARGS|FunctionCallInfo)\b/u;
