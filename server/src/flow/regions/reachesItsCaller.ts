import { apiFunctionFor } from "../../pg/api/apiFunctions";
import type { MemoryEffect } from "../../pg/api/apiFunction";
import type { FunctionRef, Program } from "../program";
import { headOf } from "./headOf";

const ending: ReadonlySet<MemoryEffect["kind"]> = new Set([
  "frees",
  "mayFree",
  "releases",
  "endsContext",
  "switchesTo",
  "movesContext",
  "keepsPlan",
]);

export interface Reach {
  /** It opens or closes SPI, ends what it was given, leaves another context current, or gives shared memory. */
  readonly hasEffects: boolean;
  /** It calls what needs SPI to be connected. */
  readonly needsSpi: boolean;
}

/** By words alone: what a function may do to the memory of its caller itself. */
export function reachOf(program: Program, fn: FunctionRef): Reach {
  const known = answers.get(fn);
  if (known?.functions === program.memoryFunctions) return known.reach;
  const reach = decide(program, fn);
  answers.set(fn, { functions: program.memoryFunctions, reach });
  return reach;
}

const answers = new WeakMap<FunctionRef, { readonly functions: unknown; readonly reach: Reach }>();

function decide(program: Program, { text, name }: FunctionRef): Reach {
  const parameters = headOf(text, name).parameters;
  let needsSpi = false;
  let switches = 0;
  for (const [, callee, argument] of text.matchAll(/([A-Za-z_]\w*)\s*\(\s*(?:\([^()]*\)\s*)?(\w*)/gu)) {
    const entry = apiFunctionFor(callee!, program.memoryFunctions);
    if (!entry) continue;
    if (entry.result.kind === "shared") return { hasEffects: true, needsSpi };
    for (const { kind } of entry.effects) {
      if (kind === "opensSpi" || kind === "closesSpi") return { hasEffects: true, needsSpi };
      if (kind === "needsSpi") needsSpi = true;
      if (kind === "switchesTo") switches++;
      if (ending.has(kind) && parameters.has(argument!)) return { hasEffects: true, needsSpi };
    }
  }
  return { hasEffects: switches % 2 === 1, needsSpi };
}
