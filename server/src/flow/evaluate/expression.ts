import type { Site } from "../../base/span";
import type {
  Assignment,
  Binary,
  CompoundLiteral,
  Conditional,
  Expression,
  TypeName,
  Update,
} from "../../syntax/c/model";
import type { Activation, Path } from "./activation";
import { computeBinary } from "./arithmetic";
import { evaluateCall } from "./call";
import { castPointer } from "./cast";
import { trustTested } from "./doubt";
import { evaluateCondition } from "./condition";
import { assignInitializer } from "./initializer";
import { evaluateIdentifier, evaluateUnary, readLvalue } from "./lvalue";
import { readPlace, resolvePlace, writePlace } from "./place";
import { copyStruct } from "./structCopy";
import { evaluateStatementExpression } from "./statementExpression";
import { State } from "./state";
import { sizeOf, sizeOfOperand } from "./sizes";
import { concatenateTexts } from "./text";
import { typeOf } from "./types";
import { alternatives, joinValues, numberOf, sameValue, unknown, zero, type Value } from "./value";

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
    case "string":
      return textOf(expression.value, activation.literalSite(expression));
    case "concatenation":
      return concatenateTexts(expression.parts.map((part) => evaluateExpression(activation, part, path)));
    case "call":
      return evaluateCall(activation, expression, path);
    case "member":
    case "index":
      return readLvalue(activation, expression, path);
    case "unary":
      return evaluateUnary(activation, expression, path);
    case "update":
      return evaluateUpdate(activation, expression, path);
    case "binary":
      return evaluateBinary(activation, expression, path);
    case "assignment":
      return evaluateAssignment(activation, expression, path);
    case "conditional":
      return evaluateConditional(activation, expression, path);
    case "cast": {
      const value = evaluateExpression(activation, expression.operand, path);
      recordType(activation, value, expression.type, expression);
      return castPointer(activation, value, expression);
    }
    case "sizeofType":
      return sizeOf(activation, expression.type, path);
    case "sizeofExpression":
      return sizeOfOperand(activation, expression.operand, path);
    case "comma":
      evaluateExpression(activation, expression.left, path);
      return evaluateExpression(activation, expression.right, path);
    case "compoundLiteral":
      return evaluateCompoundLiteral(activation, expression, path);
    case "statementExpression":
      return evaluateStatementExpression(activation, expression, path);
    case "initializerList":
    case "typeArgument":
    case "unknown":
      return unknown;
  }
}

function textOf(text: string, literal: Site | undefined): Value {
  return { kind: "text", text, ...(literal ? { literal } : {}) };
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

function evaluateUpdate(activation: Activation, expression: Update, path: Path): Value {
  const place = resolvePlace(activation, expression.operand, path);
  const before = place?.kind === "lookup" ? unknown : readPlace(activation, place, path, expression);
  const after = computeBinary(expression.operator === "++" ? "+" : "-", before, numberOf(1));
  writePlace(activation, place, after, path, expression.operand, { mode: "update" });
  return expression.prefix ? after : before;
}

function evaluateConditional(activation: Activation, expression: Conditional, path: Path): Value {
  const { whenTrue, whenFalse } = evaluateCondition(activation, expression.condition, path);
  const left = expression.consequence ? evaluateOn(activation, expression.consequence, whenTrue) : unknown;
  const right = evaluateOn(activation, expression.alternative, whenFalse);
  return mergePaths(path, whenTrue, whenFalse, left, right);
}

function evaluateCompoundLiteral(activation: Activation, expression: CompoundLiteral, path: Path): Value {
  const place = resolvePlace(activation, expression, path);
  if (place?.kind !== "location") return unknown;
  assignInitializer(activation, place.location, expression.type, expression.initializer, path);
  return expression.type.arrays.length > 0
    ? { kind: "address", location: { ...place.location, isArray: true } }
    : unknown;
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
