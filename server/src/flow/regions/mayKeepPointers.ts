import type { FunctionRef, Program } from "../program";

/** By words alone: the function may store memory of its own where it outlives the call, or where other processes see it. */
export function mayKeepPointers(program: Program, { text, path }: FunctionRef): boolean {
  if (isOfSql.test(text)) {
    if (text.includes("fn_extra")) return true;
    if (/\{[^]*\bstatic\b/u.test(text)) return true;
    for (const [, name] of text.matchAll(/\b([A-Za-z_]\w*)\s*=(?!=)/gu))
      if (program.findGlobal(name!, path)) return true;
  }
  const { sharedVariables } = program;
  if (sharedVariables.size === 0) return false;
  for (const [, name] of text.matchAll(/\b([A-Za-z_]\w*)\s*->\s*\w[\w.[\]>-]*\s*=(?!=)/gu))
    if (sharedVariables.has(name!)) return true;
  return false;
}

const isOfSql = /\b(?:PG_FUNCTION_ARGS|FunctionCallInfo)\b/u;
