import { apiFunctionFor } from "../../pg/api/apiFunctions";
import type { MemoryEffect } from "../../pg/api/apiFunction";
import type { FunctionRef, Program } from "../program";
import { calledNames } from "./calledNames";
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
  /** It does something else than to free what it was given, to open and close SPI itself, or to leave another context current. */
  readonly hasOthers: boolean;
  /** It may leave another context current. */
  readonly leavesContext: boolean;
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
  const reach = { frees: false, opens: false, closes: false, others: false, needsSpi: false };
  let parameters: ReadonlySet<string> | undefined;
  let switches = 0;
  for (const callee of calledNames(text)) {
    const entry = apiFunctionFor(callee, program.memoryFunctions);
    if (!entry) continue;
    if (entry.result.kind === "shared") reach.others = true;
    for (const { kind } of entry.effects) {
      if (kind === "opensSpi") reach.opens = true;
      else if (kind === "closesSpi") reach.closes = true;
      else if (kind === "needsSpi") reach.needsSpi = true;
      if (kind === "switchesTo") switches += callsOf(callee, text).length;
      if (!ending.has(kind)) continue;
      parameters ??= headOf(text, name).parameters;
      for (const open of callsOf(callee, text)) {
        if (!parameters.has(firstName(text, open))) continue;
        if (kind === "frees" || kind === "mayFree") reach.frees = true;
        else reach.others = true;
      }
    }
  }
  const { frees, opens, closes, others, needsSpi } = reach;
  const leavesContext = switches % 2 === 1;
  return {
    hasEffects: frees || opens || closes || others || leavesContext,
    hasOthers: others || opens !== closes,
    leavesContext,
    needsSpi,
  };
}

/** The parentheses that open the calls of a function. */
function callsOf(name: string, text: string): readonly number[] {
  const opens: number[] = [];
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    if (at > 0 && /\w/u.test(text[at - 1]!)) continue;
    let open = at + name.length;
    while (text.charCodeAt(open) <= 32) open++;
    if (text[open] === "(") opens.push(open);
  }
  return opens;
}

/** The name that the first argument begins with, behind a cast. */
function firstName(text: string, open: number): string {
  firstArgument.lastIndex = open;
  return firstArgument.exec(text)?.[1] ?? "";
}

const firstArgument = /\(\s*(?:\([^()]*\)\s*)?(\w*)/uy;
