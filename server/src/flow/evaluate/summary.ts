/**
 * Calls that need not be followed: functions that lead to nothing of interest and are given nothing of interest
 * do one of three things to their caller: return a value, change what they were given the address of, or never
 * come back. One evaluation of the function tells which.
 */
import type { FunctionRef } from "../program";
import { Dependencies, summaryKind } from "../remembered";
import { activate, type Activation, type Path, type Run } from "./activation";
import { forgetReachable } from "./doubt";
import { evaluateOnce } from "./evaluate";
import type { Event } from "./event";
import { runFunctionBody } from "./runBody";
import { State } from "./state";
import { alternatives, mapValue, unknown, type Value } from "./value";

interface Summary {
  readonly neverReturns: boolean;
  /** Joined over every `return`, whatever the arguments. */
  readonly value: Value;
}

/** Longest text of a helper that is followed into for the sake of the addresses it is given. */
const maxHelperLength = 2_000;
/** What such a helper does to be worth it: write text, clear or free memory, fill in a worker. */
const writesText =
  /"|str[nl]?cpy|printf|mem(?:set|cpy)|MemSet|free\s*\(|MemoryContext|bgw_|BackgroundWorker/u;
/** Functions longer than this are taken to return. */
const maxSummarizedLength = 8_000;

/** Whether a call has to be evaluated in its own context. */
export function mustEnter(
  activation: Activation,
  fn: FunctionRef,
  args: readonly Value[],
  path: Path,
): boolean {
  const { run } = activation;
  if (!run.relevant) return true;
  const kinds = new Set(args.flatMap((value) => alternatives(value).map(({ kind }) => kind)));
  const telling = ["lookup", "handle", "nullTest", "function"] as const;
  if (telling.some((kind) => kinds.has(kind))) return true;
  // Whether `fail(ERROR, …)` comes back when a look-up has failed depends on what it is given.
  if (path.state.lookups().some(({ check }) => check === "null")) return true;
  const takesPlaces = kinds.has("address") || kinds.has("memory");
  if (run.relevant.has(fn) && !isSelfContained(run, fn, run.relevant)) return true;
  if (makesText(fn)) return true;
  if (!takesPlaces) return false;
  return (
    fn.text.includes("BackgroundWorker") || (fn.text.length <= maxHelperLength && writesText.test(fn.text))
  );
}

/** A small function that returns a pointer and mentions text may make a name of its arguments, or choose one. */
function makesText(fn: FunctionRef): boolean {
  const { base, pointers } = fn.definition.returnType;
  return base === "char" && pointers > 0 && fn.text.length <= maxHelperLength && writesText.test(fn.text);
}

export function summarizeCall(
  activation: Activation,
  fn: FunctionRef,
  args: readonly Value[],
  path: Path,
): Value {
  const summary = summaryOf(activation.run, fn);
  forgetReachable(path, args);
  if (summary.neverReturns) path.isDead = true;
  return summary.value;
}

const unknownSummary: Summary = { neverReturns: false, value: unknown };

function summaryOf(run: Run, fn: FunctionRef): Summary {
  const { remembered } = run.program;
  const known = remembered.get(fn, summaryKind);
  if (known) {
    run.dependencies.addJudgement(known.dependencies);
    return known.result as Summary;
  }
  const dependencies = new Dependencies();
  dependencies.addFunction(fn);
  // A function that calls itself is taken to return something unknown while it is looked at.
  remembered.set(fn, summaryKind, unknownSummary, dependencies);
  const summary =
    fn.text.length > maxSummarizedLength ? unknownSummary : summarize({ ...run, dependencies }, fn);
  remembered.set(fn, summaryKind, summary, dependencies);
  run.dependencies.addJudgement(dependencies);
  return summary;
}

function summarize(run: Run, fn: FunctionRef): Summary {
  const inner: Run = { ...run, events: [], budget: 20_000 };
  const activation = activate(inner, fn, `summary:${fn.name}`, [], false);
  const path: Path = { state: State.empty(), isDead: false };
  runFunctionBody(activation, path);
  if (inner.budget <= 0) return unknownSummary;
  const value = activation.returned.value ?? unknown;
  return { neverReturns: path.isDead, value: mapValue(value, portable) };
}

/** What the value means outside of the function, wherever the function stands: no part of its activation, no site. */
function portable(value: Value): Value {
  if (value.kind === "text") return { kind: "text", text: value.text };
  return value.kind === "number" || value.kind === "function" ? value : unknown;
}

/**
 * A function that uses the interface in the same way whoever calls it: its names do not depend on its arguments, and
 * what it looks up stays with it. Its own evaluation then says all there is to say.
 */
function isSelfContained(run: Run, fn: FunctionRef, relevant: ReadonlySet<FunctionRef>): boolean {
  const trace = evaluateOnce(run.program, fn, { relevant }, run.dependencies);
  return trace !== undefined && trace.isComplete && !trace.events.some(dependsOnCaller);
}

function dependsOnCaller(event: Event): boolean {
  if (event.kind === "access") return event.mode === "escape";
  if (event.kind !== "call") return false;
  if (event.viaHandle) return true;
  return (
    event.callee === "dynpgext_lookup_shmem" &&
    !event.args.every((value) => alternatives(value).every(({ kind }) => kind === "text"))
  );
}
