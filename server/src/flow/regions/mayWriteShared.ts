import type { FunctionRef, Program } from "../program";

/**
 * By words alone: the function may write to shared memory that others get. What is shared other functions of the
 * library tell, so that the answer may change with any of them: only the words of this one are remembered.
 */
export function mayWriteShared(program: Program, fn: FunctionRef): boolean {
  const { sharedNames } = program;
  return sharedNames.size > 0 && namesBehind(fn).some((name) => sharedNames.has(name));
}

const known = new WeakMap<FunctionRef, readonly string[]>();

/** Pointers through which the function assigns, and the functions that those come from. */
function namesBehind(fn: FunctionRef): readonly string[] {
  let names = known.get(fn);
  if (!names) {
    const written = new Set(Array.from(fn.text.matchAll(writtenField), (match) => match[1]!));
    const sources =
      written.size === 0
        ? []
        : Array.from(fn.text.matchAll(assignedCall)).filter((match) => written.has(match[1]!));
    names = [...written, ...sources.map((match) => match[2]!)];
    known.set(fn, names);
  }
  return names;
}

const writtenField = /\b([A-Za-z_]\w*)\s*->\s*\w[\w.[\]>-]*\s*=(?!=)/gu;
const assignedCall = /\b([A-Za-z_]\w*)\s*=\s*(?:\(\s*[\w\s*]+\)\s*)?(\w+)\s*\(/gu;
