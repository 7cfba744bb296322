import { assertMacros, callEffects, validityMacros } from "../../pg/callEffects";
import type { Call, Expression } from "../../syntax/c/model";
import type { Activation, Path } from "./activation";
import { evaluateExpression } from "./expression";
import { resolvePlace } from "./place";
import { checkedPrefix } from "./entries";
import { typeOf } from "./types";
import { alternatives, numberOf, zero, type LookupValue, type Value } from "./value";

export interface Branches {
  readonly whenTrue: Path;
  readonly whenFalse: Path;
}

/** Splits a path at a condition. `path` itself must not be used afterwards, only the two branches. */
export function evaluateCondition(activation: Activation, expression: Expression, path: Path): Branches {
  if (expression.kind === "unary" && expression.operator === "!") {
    const { whenTrue, whenFalse } = evaluateCondition(activation, expression.operand, path);
    return { whenTrue: whenFalse, whenFalse: whenTrue };
  }
  if (expression.kind === "binary") {
    const { operator, left, right } = expression;
    if (operator === "&&") {
      const first = evaluateCondition(activation, left, path);
      const second = evaluateCondition(activation, right, first.whenTrue);
      return { whenTrue: second.whenTrue, whenFalse: joinPaths(first.whenFalse, second.whenFalse) };
    }
    if (operator === "||") {
      const first = evaluateCondition(activation, left, path);
      const second = evaluateCondition(activation, right, first.whenFalse);
      return { whenTrue: joinPaths(first.whenTrue, second.whenTrue), whenFalse: second.whenFalse };
    }
    if (operator === "==" || operator === "!=")
      return evaluateEquality(activation, operator, left, right, path);
  }
  if (expression.kind === "call" && isTruthOfArgument(expression)) {
    return evaluateCondition(activation, expression.args[0]!, path);
  }
  const branches = splitOnTruth(activation, evaluateExpression(activation, expression, path), path);
  refinePointer(activation, expression, branches);
  return branches;
}

/** A pointer that nothing was known of is NULL on one side of its test, and not on the other. */
function refinePointer(activation: Activation, expression: Expression, branches: Branches): void {
  const isVariable = expression.kind === "identifier" || (expression.kind === "member" && !expression.arrow);
  if (!isVariable || (typeOf(activation, expression)?.pointers ?? 0) === 0) return;
  const place = resolvePlace(activation, expression, branches.whenTrue);
  if (place?.kind !== "location" || branches.whenTrue.state.read(place.location).kind !== "unknown") return;
  branches.whenTrue.state.write(place.location, { kind: "nonNull" }, undefined);
  branches.whenFalse.state.write(place.location, zero, undefined);
}

/** `likely(x)`, `PointerIsValid(x)`: true when the argument is. */
function isTruthOfArgument(call: Call): boolean {
  if (call.callee.kind !== "identifier" || call.args.length !== 1) return false;
  const effect = callEffects.get(call.callee.name);
  return validityMacros.has(call.callee.name) || (effect?.kind === "identity" && effect.argument === 0);
}

function evaluateEquality(
  activation: Activation,
  operator: "==" | "!=",
  left: Expression,
  right: Expression,
  path: Path,
): Branches {
  const a = evaluateExpression(activation, left, path);
  const b = evaluateExpression(activation, right, path);
  const tested = isZero(b) ? a : isZero(a) ? b : undefined;
  let branches: Branches;
  if (tested) {
    const { whenTrue, whenFalse } = splitOnTruth(activation, tested, path);
    refinePointer(activation, tested === a ? left : right, { whenTrue, whenFalse });
    branches = { whenTrue: whenFalse, whenFalse: whenTrue };
  } else if (a.kind === "nullTest" && b.kind === "number" && b.value === 1) {
    branches = splitOnTruth(activation, a, path);
  } else if (a.kind === "number" && b.kind === "number" && a.value !== undefined && b.value !== undefined) {
    branches = splitOnTruth(activation, numberOf(Number(a.value === b.value)), path);
  } else branches = splitOnTruth(activation, { kind: "unknown" }, path);
  return operator === "==" ? branches : { whenTrue: branches.whenFalse, whenFalse: branches.whenTrue };
}

function isZero(value: Value): boolean {
  return value.kind === "number" && value.value === 0;
}

function splitOnTruth(activation: Activation, value: Value, path: Path): Branches {
  const whenTrue: Path = { state: path.state.clone(), isDead: path.isDead };
  const whenFalse: Path = { state: path.state, isDead: path.isDead };
  if (value.kind === "number" && value.value !== undefined) {
    if (value.value === 0) whenTrue.isDead = true;
    else whenFalse.isDead = true;
  }
  if (
    value.kind === "function" ||
    value.kind === "text" ||
    value.kind === "address" ||
    value.kind === "nonNull"
  )
    whenFalse.isDead = true;
  for (const one of alternatives(value)) {
    const isPointer = one.kind === "lookup" && one.part === "";
    if (!isPointer && one.kind !== "nullTest") continue;
    const isNullWhenTrue = one.kind === "nullTest" && one.whenTrue === "null";
    const [nonNull, isNull] = isNullWhenTrue ? [whenFalse, whenTrue] : [whenTrue, whenFalse];
    // What was found not to be NULL before stays so on the side of a second test that is never taken.
    const isNullPossible = isNull.state.lookupChecks().get(one.id) !== "nonNull";
    nonNull.state.refineLookup(one.id, "nonNull");
    if (isNullPossible) isNull.state.refineLookup(one.id, "null");
    const name = activation.run.lookupNames.get(one.id);
    if (name !== undefined) nonNull.state.write(checkedName(name), numberOf(1), undefined);
  }
  return { whenTrue, whenFalse };
}

/** Marks that this path has found a name to be allocated, so that a second look-up of it cannot fail. */
export function checkedName(name: string): { root: string; path: string; storage: "unknown"; name: string } {
  return {
    root: `${checkedPrefix}${JSON.stringify(name).replace(/[.[]/gu, "_")}`,
    path: "",
    storage: "unknown",
    name,
  };
}

/** `Assert(x)`: what it shows holds only where assertions are compiled in. Returns false when `call` is no assertion. */
export function evaluateAssertion(activation: Activation, call: Call, path: Path): boolean {
  const argument = call.args[0];
  if (call.callee.kind !== "identifier" || !assertMacros.has(call.callee.name) || !argument) return false;
  const before = path.state.lookupChecks();
  const { whenTrue } = evaluateCondition(activation, argument, path);
  for (const [id, check] of whenTrue.state.lookupChecks()) {
    if (check !== "nonNull" || before.get(id) === "nonNull") continue;
    const asserted: LookupValue["check"] = "asserted";
    whenTrue.state.refineLookup(id, asserted);
  }
  path.state.assign(whenTrue.state);
  return true;
}

export function joinPaths(a: Path, b: Path): Path {
  if (a.isDead) return b;
  if (b.isDead) return a;
  return { state: a.state.join(b.state), isDead: false };
}
