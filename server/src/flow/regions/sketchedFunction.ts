import { apiFunctionFor } from "../../pg/api/apiFunctions";
import { neutralFunctions } from "../../pg/neutralFunctions";
import type { FunctionRef, Program, ScopedMacro } from "../program";
import { Dependencies } from "../remembered";
import { neutralCallee, unknownCallee, type Callee } from "../sketch/callee";
import { exitsOf, mayLeaveContext } from "../sketch/lateUse";
import { source } from "../sketch/places";
import { Sketch } from "../sketch/sketch";
import { tokensOf } from "../sketch/tokens";
import { apiCallee } from "./apiCallee";
import { calledNames, forEachCall } from "./calledNames";
import { mayTell } from "./mayTell";

/** Calls inside calls are followed as deep as summaries go; see `summaryDepth`. */
const mostDepth = 3;

/** The sketch of a function of a library, and of those that it calls. Undefined when its code is not understood. */
export function sketchedFunction(
  program: Program,
  fn: FunctionRef,
  dependencies: Dependencies,
): Sketch | undefined {
  return new SketchedCalls(program, fn, mostDepth, dependencies).sketch(false);
}

/** What the callers of a function are told of it. */
export function sketchedCallee(program: Program, fn: FunctionRef, dependencies: Dependencies): Callee {
  return calleeAt(program, fn, mostDepth - 1, dependencies);
}

const anything: Callee = {
  ...neutralCallee,
  result: "anything",
  sources: source.palloc | source.list | source.heap | source.other,
  leavesContext: true,
  returns: true,
};

/** Answers what a sketch asks about the functions that are called. */
class SketchedCalls {
  constructor(
    private readonly program: Program,
    private readonly fn: FunctionRef,
    private readonly depth: number,
    private readonly dependencies: Dependencies,
  ) {}

  sketch(isCallee: boolean): Sketch | undefined {
    const { text, inactive = [] } = this.fn;
    const tokens = tokensOf(text, inactive);
    return tokens && new Sketch(tokens, (name) => this.callee(name), isCallee);
  }

  private callee(name: string): Callee {
    const { program, fn } = this;
    const entry = apiFunctionFor(name, program.memoryFunctions);
    if (entry) return apiCallee(entry);
    if (neutralFunctions.has(name)) return neutralCallee;
    const macros = program.findMacros(name, fn.path);
    if (macros.length > 0) return this.macro(macros);
    const callee = program.findFunction(name, fn.path);
    if (!callee || this.depth === 0) return unknownCallee;
    const { told, dependencies } = mayTellCallers(program, callee);
    this.dependencies.addJudgement(dependencies);
    return told ? calleeAt(program, callee, this.depth - 1, this.dependencies) : unknownCallee;
  }

  /** What the expansion of a macro may do. */
  private macro(macros: readonly ScopedMacro[]): Callee {
    const all = macros.map((macro) => this.expansion(macro));
    if (all.length === 1) return all[0]!;
    const ends = all.flatMap((one) => one.ends);
    return { ...anything, ends, leavesContext: false, returns: all.some(({ returns }) => returns) };
  }

  private expansion(scoped: ScopedMacro): Callee {
    const { program } = this;
    const { macro, path } = scoped;
    const ends = endedBy(program, scoped);
    const returns = mayReturnIn(program, scoped, 3);
    const unknown = { ...anything, ends, returns, leavesContext: false };
    if (/[^=!<>]=(?!=)|##|\{/u.test(macro.body)) return unknown;
    let sources = macro.body.includes('"') ? source.other : 0;
    for (const name of calledNames(macro.body)) {
      const entry = apiFunctionFor(name, program.memoryFunctions);
      if (entry) sources |= apiCallee(entry).sources;
      else if (program.findFunction(name, path) || program.findMacros(name, path).length > 0) return unknown;
    }
    return { ...neutralCallee, result: "anyArgument", sources, returns, ends };
  }
}

/** A `return` in the expansion of a macro, or in that of a macro in it. */
function mayReturnIn(program: Program, { macro, path }: ScopedMacro, depth: number): boolean {
  if (/\breturn\b|_RETURN/u.test(macro.body) || depth === 0) return true;
  return calledNames(macro.body).some((name) =>
    program.findMacros(name, path).some((inner) => mayReturnIn(program, inner, depth - 1)),
  );
}

/** Whichever argument it is that a macro ends. */
const anyArgument = Array.from({ length: 10 }, (_, position) => position);

/** The arguments that the expansion of a macro ends; not those that it sets to NULL in the same breath. */
function endedBy(program: Program, { macro }: ScopedMacro): readonly number[] {
  const ended = new Set<number>();
  forEachCall(macro.body, (name, open) => {
    const entry = apiFunctionFor(name, program.memoryFunctions);
    if (!entry || apiCallee(entry).ends.length === 0) return;
    const rest = macro.body.slice(open);
    const [, argument = ""] = /^\(\s*\(*(\w+)\)*\s*\)/u.exec(rest) ?? [];
    const position = macro.parameters?.indexOf(argument) ?? -1;
    if (position < 0) for (const any of anyArgument) ended.add(any);
    else if (!new RegExp(String.raw`\b${argument}\)*\s*=\s*NULL\b`, "u").test(rest)) ended.add(position);
  });
  return [...ended];
}

/** `mayTell` for whatever callers want to know, remembered with the program. */
function mayTellCallers(
  program: Program,
  fn: FunctionRef,
): { readonly told: boolean; readonly dependencies: Dependencies } {
  const kind = "mayTell";
  const known = program.remembered.get(fn, kind);
  if (known) return { told: known.result as boolean, dependencies: known.dependencies };
  const dependencies = new Dependencies();
  const told = mayTell(program, fn, "results", dependencies);
  program.remembered.set(fn, kind, told, dependencies);
  return { told, dependencies };
}

function calleeAt(program: Program, fn: FunctionRef, depth: number, dependencies: Dependencies): Callee {
  const kind = `sketch ${depth}`;
  let known = program.remembered.get(fn, kind);
  if (!known) {
    const own = new Dependencies();
    own.addFunction(fn);
    const sketch = new SketchedCalls(program, fn, depth, own).sketch(true);
    known = { result: sketch ? calleeOf(sketch) : anything, dependencies: own };
    program.remembered.set(fn, kind, known.result, own);
  }
  dependencies.addJudgement(known.dependencies);
  return known.result as Callee;
}

function calleeOf(sketch: Sketch): Callee {
  const { returns, ended } = exitsOf(sketch);
  return {
    ...neutralCallee,
    ends: ended,
    result: { kind: "flow", ...sketch.flow() },
    neverReturns: !returns,
    leavesContext: mayLeaveContext(sketch),
  };
}
