/**
 * Abstract evaluation of one function and all it calls inside its library: which calls happen with which
 * values, and what is known of a look-up's result wherever it is used. Path-insensitive at joins, sensitive to
 * the calling context; what it does not understand is unknown and accuses nobody.
 */
import type { FunctionRef, Program } from "../program";
import { Dependencies } from "../remembered";
import { activate, type Path, type Run } from "./activation";
import { connectedMark } from "./doubt";
import type { Event } from "./event";
import { initializeGlobals, isFirstCode } from "./loadedGlobals";
import { noteEscape } from "./place";
import { runFunctionBody } from "./runBody";
import { State } from "./state";
import { numberOf, unknown, zero, type Value } from "./value";

export interface Trace {
  readonly root: FunctionRef;
  readonly events: readonly Event[];
  /** Joined over every `return` that is reached; undefined when there is none or the evaluation was given up. */
  readonly returned: Value | undefined;
  /** False when the evaluation was given up; then `events` is empty. */
  readonly isComplete: boolean;
}

export interface EvaluateOptions {
  /** Values of the parameters, by position; unknown where not given. */
  readonly args?: readonly Value[];
  /** The root is the main function of a background worker, which starts without a database connection. */
  readonly isWorkerMain?: boolean;
  /** The root is called by the postmaster while it loads `shared_preload_libraries`. */
  readonly isInPostmaster?: boolean;
  /** Functions that lead to what the evaluation is about. Others are entered only where that can matter and costs little. */
  readonly relevant?: ReadonlySet<FunctionRef>;
  /** Expression evaluations after which the evaluation is given up. */
  readonly budget?: number;
}

const defaultBudget = 400_000;

export function evaluate(program: Program, root: FunctionRef, options: EvaluateOptions = {}): Trace {
  return evaluateWith(program, root, options, new Dependencies());
}

/** The same, remembered with the library. Undefined while that very evaluation is under way. */
export function evaluateOnce(
  program: Program,
  root: FunctionRef,
  options: EvaluateOptions,
  outer?: Dependencies,
): Trace | undefined {
  const kind = [
    "trace",
    options.isWorkerMain === true,
    options.isInPostmaster === true,
    options.relevant ? namesOf(options.relevant) : "all",
  ].join("|");
  let kept = program.remembered.get(root, kind);
  if (!kept) {
    const dependencies = new Dependencies();
    program.remembered.set(root, kind, undefined, dependencies);
    program.remembered.set(root, kind, evaluateWith(program, root, options, dependencies), dependencies);
    kept = program.remembered.get(root, kind);
  }
  if (kept) outer?.addJudgement(kept.dependencies);
  return kept?.result as Trace | undefined;
}

const nameLists = new WeakMap<ReadonlySet<FunctionRef>, string>();
const knownLists = new Map<string, string>();
const maxLists = 100;
let lists = 0;

/** A short name for the names of functions: the same for the same names, as the kind of a remembered evaluation. */
function namesOf(functions: ReadonlySet<FunctionRef>): string {
  let list = nameLists.get(functions);
  if (list === undefined) {
    const names = [...functions]
      .map((fn) => `${fn.path}:${fn.name}`)
      .sort()
      .join(",");
    if (knownLists.size >= maxLists) knownLists.clear();
    list = knownLists.get(names) ?? String(++lists);
    knownLists.set(names, list);
    nameLists.set(functions, list);
  }
  return list;
}

function evaluateWith(
  program: Program,
  root: FunctionRef,
  options: EvaluateOptions,
  dependencies: Dependencies,
): Trace {
  dependencies.addFunction(root);
  const run: Run = {
    program,
    dependencies,
    root,
    events: [],
    lookupNames: new Map(),
    constants: new Map(),
    meaningless: new Map(),
    isInPostmaster: options.isInPostmaster ?? false,
    relevant: options.relevant,
    budget: options.budget ?? defaultBudget,
    round: "",
  };
  const activation = activate(run, root, `${root.path}:${root.name}`.replace(/[.[|]/gu, "_"), [], true);
  const path: Path = { state: State.empty(), isDead: false };
  path.state.write(connectedMark, options.isWorkerMain ? zero : numberOf(undefined), undefined);
  for (const [i, parameter] of root.definition.parameters.entries()) {
    if (parameter.name === undefined) continue;
    const isHandle =
      parameter.type.base.replace(/^struct /u, "") === "dynpgext_handle" && parameter.type.pointers === 1;
    const value = options.args?.[i] ?? (isHandle ? ({ kind: "handle" } as const) : unknown);
    path.state.write(
      { root: `${activation.frame}|${parameter.name}`, path: "", storage: "automatic", name: parameter.name },
      value,
      undefined,
    );
  }
  if (isFirstCode(run)) initializeGlobals(activation, path);
  runFunctionBody(activation, path);
  noteEscape(activation, activation.returned.value ?? unknown, root.definition);
  const isComplete = run.budget > 0;
  const returned = isComplete ? activation.returned.value : undefined;
  return { root, events: isComplete ? run.events : [], returned, isComplete };
}
