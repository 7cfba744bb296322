import { dynpgextConstants } from "../../pg/dynpgextInterface";
import { workerConstants } from "../../pg/backgroundWorker";
import { postgresConstants, postmasterVariables } from "../../pg/constants";
import type { Assignment, Binary, Expression, Identifier, TypeName, Unary } from "../../syntax/c/model";
import { globalLocation, localLocation, type Activation, type Path } from "./activation";
import { computeBinary, computeUnary } from "./arithmetic";
import { evaluateCall } from "./call";
import { trustTested } from "./doubt";
import { evaluateCondition } from "./condition";
import { assignInitializer, constantGlobal, storeOf } from "./initializer";
import { evaluateMacroName } from "./macro";
import { readPlace, recordAccess, resolvePlace, writePlace, type Place } from "./place";
import { evaluateStatementExpression } from "./statementExpression";
import { State } from "./state";
import { sizeOf, sizeOfOperand } from "./sizes";
import { concatenateTexts } from "./text";
import { isArray, typeOf } from "./types";
import {
  alternatives,
  joinValues,
  numberOf,
  sameValue,
  unknown,
  zero,
  type Location,
  type Value,
} from "./value";

/** The value of an expression. Its side effects change `path`; what is not understood is unknown. */
export function evaluateExpression(activation: Activation, expression: Expression, path: Path): Value {
  if (path.isDead || activation.run.budget-- <= 0) return unknown;
  switch (expression.kind) {
    case "identifier":
      return evaluateIdentifier(activation, expression, path);
    case "number":
      return { ...numberOf(expression.value), hasLiteral: expression.value !== 0 };
    case "char":
      return numberOf(expression.value);
    case "string": {
      const literal = activation.literalSite(expression);
      return { kind: "text", text: expression.value, ...(literal ? { literal } : {}) };
    }
    case "concatenation":
      return concatenateTexts(expression.parts.map((part) => evaluateExpression(activation, part, path)));
    case "call":
      return evaluateCall(activation, expression, path);
    case "member":
    case "index":
      return readLvalue(activation, expression, path);
    case "unary":
      return evaluateUnary(activation, expression, path);
    case "update": {
      const place = resolvePlace(activation, expression.operand, path);
      const before = place?.kind === "lookup" ? unknown : readPlace(activation, place, path, expression);
      const after = computeBinary(expression.operator === "++" ? "+" : "-", before, numberOf(1));
      writePlace(activation, place, after, path, expression.operand, { mode: "update" });
      return expression.prefix ? after : before;
    }
    case "binary":
      return evaluateBinary(activation, expression, path);
    case "assignment":
      return evaluateAssignment(activation, expression, path);
    case "conditional": {
      const { whenTrue, whenFalse } = evaluateCondition(activation, expression.condition, path);
      const left = expression.consequence
        ? evaluateOn(activation, expression.consequence, whenTrue)
        : unknown;
      const right = evaluateOn(activation, expression.alternative, whenFalse);
      return mergePaths(path, whenTrue, whenFalse, left, right);
    }
    case "cast": {
      const value = evaluateExpression(activation, expression.operand, path);
      recordType(activation, value, expression.type, expression);
      return value;
    }
    case "sizeofType":
      return sizeOf(activation, expression.type, path);
    case "sizeofExpression":
      return sizeOfOperand(activation, expression.operand, path);
    case "comma":
      evaluateExpression(activation, expression.left, path);
      return evaluateExpression(activation, expression.right, path);
    case "compoundLiteral": {
      const place = resolvePlace(activation, expression, path);
      if (place?.kind !== "location") return unknown;
      assignInitializer(activation, place.location, expression.type, expression.initializer, path);
      return expression.type.arrays.length > 0
        ? { kind: "address", location: { ...place.location, isArray: true } }
        : unknown;
    }
    case "statementExpression":
      return evaluateStatementExpression(activation, expression, path);
    case "initializerList":
    case "typeArgument":
    case "unknown":
      return unknown;
  }
}

/** Evaluates on one side of a branch; a side that cannot be reached has no value. */
export function evaluateOn(activation: Activation, expression: Expression, path: Path): Value | undefined {
  if (path.isDead) return undefined;
  const value = evaluateExpression(activation, expression, path);
  return path.isDead ? undefined : value;
}

/** Joins two sides of a branch back into `path`. */
export function mergePaths(
  path: Path,
  a: Path,
  b: Path,
  left: Value | undefined,
  right: Value | undefined,
): Value {
  if (a.isDead && b.isDead) {
    path.isDead = true;
    return unknown;
  }
  const isToldApart = left === undefined || right === undefined || !sameValue(left, right);
  const state = a.isDead ? b.state : b.isDead ? a.state : a.state.join(b.state, { isToldApart });
  path.state.assign(state);
  if (left === undefined || a.isDead) return right ?? unknown;
  if (right === undefined || b.isDead) return left;
  return joinValues(left, right);
}

function evaluateIdentifier(activation: Activation, identifier: Identifier, path: Path): Value {
  const { name } = identifier;
  if (localLocation(activation, name)) return readLvalue(activation, identifier, path);
  const macro = evaluateMacroName(activation, identifier, path);
  if (macro) return macro;
  const interfaceConstant = constant(dynpgextConstants, name) ?? constant(workerConstants, name);
  if (interfaceConstant !== undefined) return { ...numberOf(interfaceConstant), names: [name] };
  const { program } = activation.run;
  const inPostmaster = activation.run.isInPostmaster ? constant(postmasterVariables, name) : undefined;
  const known =
    inPostmaster ?? constant(postgresConstants, name) ?? program.findEnumerator(name, activation.fn.path);
  if (known !== undefined) return numberOf(known);
  if (globalLocation(activation, name)) return readLvalue(activation, identifier, path);
  const fn = program.findFunction(name, activation.fn.path);
  return fn ? { kind: "function", name, path: fn.path } : unknown;
}

function constant(table: Readonly<Record<string, number>>, name: string): number | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** Reads an lvalue; an array's value is its address. */
function readLvalue(activation: Activation, expression: Expression, path: Path): Value {
  const place = resolvePlace(activation, expression, path);
  if (place && isArray(activation, expression)) {
    if (place.kind === "location") fillConstantArray(activation, place.location, path);
    return addressOf(activation, place, expression, true);
  }
  return readPlace(activation, place, path, expression);
}

/** Puts the text of a constant character array where whoever gets the array's address will look for it. */
function fillConstantArray(activation: Activation, location: Location, path: Path): void {
  const found = path.state.find(location);
  if (found && found.entry.value.kind !== "unknown") return;
  const content = constantGlobal(activation, location);
  const isText = alternatives(content).every((one) => one.kind === "text");
  if (isText && (!found || isConstant(activation, location))) path.state.write(location, content, undefined);
}

function isConstant(activation: Activation, location: Location): boolean {
  const name = location.root.slice(location.root.lastIndexOf("|") + 1);
  return activation.run.program.findGlobal(name, activation.fn.path)?.declarator.type.isConst === true;
}

function addressOf(activation: Activation, place: Place, node: Expression, isWholeArray: boolean): Value {
  switch (place.kind) {
    case "location":
      return {
        kind: "address",
        location: isWholeArray ? { ...place.location, isArray: true } : place.location,
      };
    case "lookup":
      recordAccess(activation, "address", place, node);
      return { ...place.lookup, part: place.part };
    case "handle":
      return unknown;
  }
}

function evaluateUnary(activation: Activation, expression: Unary, path: Path): Value {
  switch (expression.operator) {
    case "&": {
      const { operand } = expression;
      if (operand.kind === "compoundLiteral") evaluateExpression(activation, operand, path);
      if (operand.kind === "identifier" && !localLocation(activation, operand.name)) {
        const value = evaluateIdentifier(activation, operand, path);
        if (value.kind === "function") return value;
      }
      const place = resolvePlace(activation, operand, path);
      return place ? addressOf(activation, place, operand, isArray(activation, operand)) : unknown;
    }
    case "*": {
      const value = evaluateExpression(activation, expression.operand, path);
      if (value.kind === "function") return value;
      return readLvalueAgain(activation, expression, path);
    }
    default:
      return computeUnary(expression.operator, evaluateExpression(activation, expression.operand, path));
  }
}

function readLvalueAgain(activation: Activation, expression: Unary, path: Path): Value {
  if (hasSideEffects(expression.operand)) return unknown;
  return readLvalue(activation, expression, path);
}

function hasSideEffects(expression: Expression): boolean {
  return expression.kind === "call" || expression.kind === "assignment" || expression.kind === "update";
}

function evaluateBinary(activation: Activation, expression: Binary, path: Path): Value {
  if (expression.operator === "&&" || expression.operator === "||") {
    const { whenTrue, whenFalse } = evaluateCondition(activation, expression, path);
    return mergePaths(path, whenTrue, whenFalse, numberOf(1), zero);
  }
  const left = evaluateExpression(activation, expression.left, path);
  const right = evaluateExpression(activation, expression.right, path);
  const result = computeBinary(expression.operator, left, right);
  // `(p == NULL) | (q == NULL)`: the test goes on in a value that is not followed.
  if (result.kind === "unknown") trustTested(path, [left, right]);
  return result;
}

function evaluateAssignment(activation: Activation, expression: Assignment, path: Path): Value {
  const { target } = expression;
  if (expression.operator !== "=") {
    const value = evaluateExpression(activation, expression.value, path);
    const place = resolvePlace(activation, target, path);
    const before = place?.kind === "lookup" ? unknown : readPlace(activation, place, path, target);
    const after = computeBinary(expression.operator.slice(0, -1), before, value);
    writePlace(activation, place, after, path, target, { mode: "update", written: expression.value });
    return after;
  }
  const value = evaluateExpression(activation, expression.value, path);
  if (path.isDead) return unknown;
  const place = resolvePlace(activation, target, path);
  if (place?.kind === "location" && copyStruct(activation, place, expression.value, path)) return unknown;
  const type = typeOf(activation, target);
  if (type) recordType(activation, value, type, target);
  writePlace(activation, place, value, path, target, { written: expression.value });
  return value;
}

/** `*to = *from` and `to = (T){…}` copy part by part. Returns false when the value is no struct with known parts. */
export function copyStruct(activation: Activation, target: Place, value: Expression, path: Path): boolean {
  if (target.kind !== "location") return false;
  const isLvalue =
    value.kind === "identifier" ||
    value.kind === "member" ||
    value.kind === "index" ||
    value.kind === "compoundLiteral" ||
    (value.kind === "unary" && value.operator === "*");
  if (!isLvalue) return false;
  const type = typeOf(activation, value);
  if (type && (type.pointers > 0 || type.arrays.length > 0)) return false;
  const source = resolvePlace(activation, value, path);
  if (source?.kind !== "location") return false;
  const from = storeOf(activation, source.location, path);
  if (from.parts(source.location).size === 0) return false;
  path.state.copy(source.location, target.location, activation.place(value), from);
  return true;
}

/** Notes the pointer type that a look-up's result is used with. */
export function recordType(activation: Activation, value: Value, written: TypeName, node: Expression): void {
  if (!activation.isRecording) return;
  const { fn, stack, run } = activation;
  for (const one of alternatives(value)) {
    if (one.kind !== "lookup" || one.part !== "") continue;
    const type = written.pointers > 0 ? written : run.program.resolveType(written, fn.path);
    if (type.pointers === 0 || type.arrays.length > 0 || type.functionParameters) return;
    const size = sizeOf(
      activation,
      { ...type, pointers: type.pointers - 1 },
      { state: State.empty(), isDead: false },
    );
    const site = activation.place(node);
    run.events.push({ kind: "typed", lookup: one, type, size: size.value, fn, root: run.root, stack, site });
  }
}
