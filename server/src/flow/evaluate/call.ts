import type { Site } from "../../base/span";
import { errorLevel } from "../../pg/constants";
import { callEffects, readingFunctions, reportFunctions } from "../../pg/callEffects";
import type { Call, Expression } from "../../syntax/c/model";
import type { FunctionRef } from "../program";
import { activate, globalLocation, localLocation, type Activation, type Path } from "./activation";
import { markAllocation } from "./allocationMarks";
import { connectedMark, doubt, forgetReachable, isUnderstood, passLookups } from "./doubt";
import { applyEffect, content } from "./effect";
import { checkedName, evaluateAssertion } from "./condition";
import { writeSite } from "./entries";
import { evaluateExpression, recordType } from "./expression";
import { evaluateMacroCall } from "./macro";
import { copyStruct, resultLocation, returnedStruct } from "./structCopy";
import { mustEnter, summarizeCall } from "./summary";
import { readPlace } from "./place";
import { runFunctionBody } from "./runBody";
import { typeOf } from "./types";
import { alternatives, unknown, type LookupValue, type Value } from "./value";

const maxCallDepth = 12;

/** What a call names, after function pointers in local variables and the loader's handle have been looked through. */
interface Callee {
  readonly name: string;
  readonly viaHandle: boolean;
}

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
    if (localLocation(activation, callee.name)) return calleeOf(evaluateExpression(activation, callee, path));
    const pointer = globalLocation(activation, callee.name);
    const known =
      pointer && calleeOf(readPlace(activation, { kind: "location", location: pointer }, path, callee));
    return known ?? { name: callee.name, viaHandle: false };
  }
  if (callee.kind === "member") {
    const isInterface = callee.member === "allocate_shmem" || callee.member === "register_bgworker";
    if (isInterface && isHandle(activation, callee.object, path))
      return { name: callee.member, viaHandle: true };
  }
  // Out of a table or a structure of functions.
  if (callee.kind === "member" || callee.kind === "index")
    return calleeOf(evaluateExpression(activation, callee, path));
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
    round: run.round,
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
  return site && !isAssignedHere ? writeSite(site) : here;
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
  activation.run.dependencies.addFunction(fn);
  if (!mustEnter(activation, fn, args, path)) return summarizeCall(activation, fn, args, path);
  activation.run.dependencies.addFunction(fn);
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
    const isStruct = parameter.type.pointers === 0 && argument !== undefined;
    if (isStruct && copyStruct(activation, { kind: "location", location }, argument, path)) continue;
    path.state.write(
      location,
      args[i] ?? unknown,
      argument ? originOf(activation, argument, path) : activation.place(call),
    );
  }
  runFunctionBody(inner, path);
  const result = resultLocation(frame);
  if (path.state.parts(result).size > 0)
    path.state.copy(result, returnedStruct(activation, call), activation.place(call));
  path.state.forget((key) => key.startsWith(frame));
  return inner.returned.value ?? unknown;
}
