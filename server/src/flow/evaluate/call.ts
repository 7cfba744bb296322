import type { Site } from "../../base/span";
import { errorLevel } from "../../pg/constants";
import { callEffects, plainFunctions, readingFunctions, reportFunctions } from "../../pg/callEffects";
import { accessOf } from "../../pg/memoryAccess";
import type { Call, Expression } from "../../syntax/c/model";
import type { FunctionRef } from "../program";
import { activate, localLocation, type Activation, type Path } from "./activation";
import { markAllocation } from "./allocationMarks";
import { applyEffect, content } from "./effect";
import { checkedName, evaluateAssertion } from "./condition";
import { evaluateExpression, recordType } from "./expression";
import { evaluateMacroCall } from "./macro";
import { recordAccess } from "./place";
import { mustEnter, summarizeCall } from "./summary";
import { runFunctionBody } from "./runBody";
import { typeOf } from "./types";
import { alternatives, numberOf, unknown, type LookupValue, type Value } from "./value";

const maxCallDepth = 12;

/** What a call names, after function pointers in local variables and the loader's handle have been looked through. */
interface Callee {
  readonly name: string;
  readonly viaHandle: boolean;
}

/** Where the state keeps whether this worker has connected to a database. */
export const connectedMark = { root: "worker|connected", path: "", storage: "unknown", name: "" } as const;

export function evaluateCall(activation: Activation, call: Call, path: Path): Value {
  const callee = identifyCallee(activation, call, path);
  if (callee && !callee.viaHandle) {
    const expanded = evaluateMacroCall(activation, call, path);
    if (expanded) return expanded;
    if (evaluateAssertion(activation, call, path)) return unknown;
  }
  const args: Value[] = [];
  for (const argument of call.args) args.push(evaluateExpression(activation, argument, path));
  if (path.isDead) return unknown;
  if (!callee) {
    doubt(path, args, "");
    forgetReachable(path, args);
    return unknown;
  }
  recordCall(activation, call, callee, args, path);
  if (callee.viaHandle) {
    if (callee.name === "allocate_shmem") markAllocation(args, path);
    return unknown;
  }
  if (callee.name === "dynpgext_lookup_shmem") return lookUp(activation, call, args, path);
  if (reportFunctions.has(callee.name)) return evaluateReport(args, path);
  const fn = activation.run.program.findFunction(callee.name, activation.fn.path);
  if (fn) return callFunction(activation, call, fn, args, path);
  passLookups(activation, call, callee.name, args);
  if (!isUnderstood(callee.name)) doubt(path, args, callee.name);
  const effect = callEffects.get(callee.name);
  if (effect) return applyEffect(activation, call, callee.name, effect, args, path);
  if (activation.run.program.noreturnFunctions.has(callee.name)) path.isDead = true;
  if (!readingFunctions.has(callee.name)) forgetReachable(path, args);
  return unknown;
}

function identifyCallee(activation: Activation, call: Call, path: Path): Callee | undefined {
  const { callee } = call;
  if (callee.kind === "identifier") {
    if (!localLocation(activation, callee.name)) return { name: callee.name, viaHandle: false };
    return calleeOf(evaluateExpression(activation, callee, path));
  }
  if (callee.kind === "member") {
    const isInterface = callee.member === "allocate_shmem" || callee.member === "register_bgworker";
    if (isInterface && isHandle(activation, callee.object, path))
      return { name: callee.member, viaHandle: true };
    return undefined;
  }
  if (callee.kind === "unary" && callee.operator === "*")
    return calleeOf(evaluateExpression(activation, callee.operand, path));
  return undefined;
}

function calleeOf(value: Value): Callee | undefined {
  if (value.kind === "function") return { name: value.name, viaHandle: false };
  if (value.kind === "handle" && value.field !== undefined) return { name: value.field, viaHandle: true };
  return undefined;
}

/** The loader's handle by its declared type, or by its value where the type is not in sight. */
function isHandle(activation: Activation, object: Expression, path: Path): boolean {
  const type = typeOf(activation, object);
  if (type)
    return (
      activation.run.program.resolveType(type, activation.fn.path).base.replace(/^struct /u, "") ===
      "dynpgext_handle"
    );
  const value = evaluateExpression(activation, object, path);
  return value.kind === "handle" && value.field === undefined;
}

function recordCall(
  activation: Activation,
  call: Call,
  callee: Callee,
  args: readonly Value[],
  path: Path,
): void {
  if (!activation.isRecording) return;
  const connected = path.state.read(connectedMark);
  const { run, fn, stack } = activation;
  run.events.push({
    kind: "call",
    callee: callee.name,
    viaHandle: callee.viaHandle,
    call,
    argumentSites: call.args.map((argument) => activation.place(argument)),
    argumentOrigins: call.args.map((argument) => originOf(activation, argument, path)),
    args: [...args],
    state: path.state.clone(),
    isConnected:
      connected.kind !== "number" || connected.value === undefined
        ? "perhaps"
        : connected.value === 1
          ? "yes"
          : "no",
    fn,
    root: run.root,
    stack,
    site: activation.place(call),
  });
}

/** Where an argument was written: for a parameter that is only handed on, in the caller. */
function originOf(activation: Activation, argument: Expression, path: Path): Site {
  const here = activation.place(argument);
  if (argument.kind === "cast") return originOf(activation, argument.operand, path);
  if (argument.kind !== "identifier") return here;
  const { fn } = activation;
  const location =
    fn.definition.parameters.some(({ name }) => name === argument.name) &&
    localLocation(activation, argument.name);
  const found = location ? path.state.find(location) : undefined;
  const site = found?.isOwn && found.entry.sites.length === 1 ? found.entry.sites[0]! : undefined;
  const isAssignedHere =
    site?.path === fn.path && fn.base <= site.start && site.start < fn.base + fn.text.length;
  return site && !isAssignedHere ? { path: site.path, start: site.start, end: site.end } : here;
}

function lookUp(activation: Activation, call: Call, args: readonly Value[], path: Path): LookupValue {
  const site = activation.place(call);
  const id = `${activation.frame}@${site.path}:${site.start}`;
  const texts = alternatives(args[0] ?? unknown).flatMap((one) => alternatives(content(one, path)));
  const names = texts.flatMap((one) => (one.kind === "text" ? one.text : []));
  let check: LookupValue["check"] = "none";
  if (texts.length === 1 && names[0] !== undefined) {
    activation.run.lookupNames.set(id, names[0]);
    if (path.state.find(checkedName(names[0]))?.entry.value.kind === "number") check = "nonNull";
  }
  return {
    kind: "lookup",
    id,
    site,
    names: names.length === texts.length ? names : undefined,
    check,
    part: "",
  };
}

function evaluateReport(args: readonly Value[], path: Path): Value {
  const level = args[0];
  if (
    level &&
    alternatives(level).every(
      (one) => one.kind === "number" && one.value !== undefined && one.value >= errorLevel,
    )
  ) {
    path.isDead = true;
  }
  // A level that is not known may be ERROR.
  if (level?.kind !== "number" || level.value === undefined)
    path.state.trustLookups((lookup) => lookup.check === "null");
  return unknown;
}

/** Evaluates the callee with the arguments of this call, up to a depth; recursion forgets what it may change. */
function callFunction(
  activation: Activation,
  call: Call,
  fn: FunctionRef,
  args: readonly Value[],
  path: Path,
): Value {
  if (!mustEnter(activation, fn, args)) return summarizeCall(activation, fn, args, path);
  const frame = `${activation.frame}>${activation.place(call).start}:${fn.name}`;
  const isRecursive = `${activation.frame}>`.includes(`:${fn.name}>`);
  if (isRecursive || activation.stack.length >= maxCallDepth) {
    passLookups(activation, call, fn.name, args);
    doubt(path, args, fn.name);
    forgetReachable(path, args);
    return unknown;
  }
  const stack: Site[] = [...activation.stack, activation.place(call)];
  const inner = activate(activation.run, fn, frame, stack, activation.isRecording);
  for (const [i, parameter] of fn.definition.parameters.entries()) {
    if (parameter.name === undefined) continue;
    recordType(activation, args[i] ?? unknown, parameter.type, call.args[i] ?? call);
    const location = {
      root: `${frame}|${parameter.name}`,
      path: "",
      storage: "automatic",
      name: parameter.name,
    } as const;
    const argument = call.args[i];
    path.state.write(
      location,
      args[i] ?? unknown,
      argument ? originOf(activation, argument, path) : activation.place(call),
    );
  }
  runFunctionBody(inner, path);
  path.state.forget((key) => key.startsWith(frame));
  return inner.returned.value ?? unknown;
}

/** Notes that a look-up's result went into a function that nothing is known of. */
function passLookups(activation: Activation, call: Call, callee: string, args: readonly Value[]): void {
  for (const [i, value] of args.entries()) {
    for (const one of alternatives(value)) {
      if (one.kind !== "lookup") continue;
      recordAccess(activation, "pass", { lookup: one, part: one.part }, call.args[i] ?? call, {
        callee,
        argument: i,
      });
    }
  }
}

/** What a function does to pointers and control is known: it neither checks its arguments nor fails to return. */
function isUnderstood(callee: string): boolean {
  return (
    callEffects.has(callee) ||
    plainFunctions.has(callee) ||
    readingFunctions.has(callee) ||
    accessOf(callee) !== undefined
  );
}

const mayConnect = /connect|InitPostgres/iu;

/** A function that nothing is known of may compare a look-up with NULL, not return when one is NULL, and connect a worker. */
export function doubt(path: Path, args: readonly Value[], callee: string): void {
  const given = new Set(
    args.flatMap((value) =>
      alternatives(value).flatMap((one) => (one.kind === "lookup" && one.part === "" ? one.id : [])),
    ),
  );
  path.state.trustLookups((lookup) => lookup.check === "null" || given.has(lookup.id));
  trustTested(path, args);
  if (callee === "" || (mayConnect.test(callee) && !callee.startsWith("SPI_")))
    path.state.write(connectedMark, numberOf(undefined), undefined);
}

/** The results of comparisons with NULL went where they are not followed: what was compared counts as checked. */
export function trustTested(path: Path, values: readonly Value[]): void {
  const ids = new Set(
    values.flatMap((value) => alternatives(value).flatMap((one) => (one.kind === "nullTest" ? one.id : []))),
  );
  if (ids.size > 0) path.state.trustLookups((lookup) => ids.has(lookup.id));
}

/** A function that nothing is known of may change whatever it was given the address of. */
export function forgetReachable(path: Path, args: readonly Value[]): void {
  for (const value of args) {
    for (const one of alternatives(value))
      if (one.kind === "address") path.state.write(one.location, unknown, undefined);
  }
}
