/**
 * Abstract evaluation of one function and all it calls inside its library: which calls happen with which
 * values, and what is known of a look-up's result wherever it is used. Path-insensitive at joins, sensitive to
 * the calling context; what it does not understand is unknown and accuses nobody.
 */
import type { FunctionRef, Program } from "../program";
import { activate, type Path, type Run } from "./activation";
import { connectedMark } from "./doubt";
import type { Event } from "./event";
import { noteEscape } from "./place";
import { runFunctionBody } from "./runBody";
import { State } from "./state";
import { numberOf, unknown, zero, type Value } from "./value";

export interface Trace {
  readonly root: FunctionRef;
  readonly events: readonly Event[];
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
  const run: Run = {
    program,
    root,
    events: [],
    lookupNames: new Map(),
    constants: new Map(),
    isInPostmaster: options.isInPostmaster ?? false,
    relevant: options.relevant,
    budget: options.budget ?? defaultBudget,
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
  runFunctionBody(activation, path);
  noteEscape(activation, activation.returned.value ?? unknown, root.definition);
  const isComplete = run.budget > 0;
  return { root, events: isComplete ? run.events : [], isComplete };
}
