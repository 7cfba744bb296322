/** Names and places as values. */
import { dynpgextConstants } from "../../pg/dynpgextInterface";
import { workerConstants } from "../../pg/backgroundWorker";
import { postgresConstants, postmasterVariables } from "../../pg/constants";
import type { Expression, Identifier, Unary } from "../../syntax/c/model";
import { globalLocation, localLocation, type Activation, type Path } from "./activation";
import { computeUnary } from "./arithmetic";
import { evaluateExpression } from "./expression";
import { constantGlobal } from "./initializer";
import { evaluateMacroName } from "./macro";
import { pointee, readPlace, recordAccess, resolvePlace, type Place } from "./place";
import { isArray } from "./types";
import { alternatives, joinValues, numberOf, unknown, type Location, type Value } from "./value";

/** The value of a name: a variable, macro, constant, enumerator or function. */
export function evaluateIdentifier(activation: Activation, identifier: Identifier, path: Path): Value {
  const { name } = identifier;
  if (localLocation(activation, name)) return readLvalue(activation, identifier, path);
  const { fn, run } = activation;
  const isMeaningless = meaningless(run.meaningless, fn.path);
  if (isMeaningless.has(name)) return unknown;
  const macro = evaluateMacroName(activation, identifier, path);
  if (macro) return macro;
  const interfaceConstant = constant(dynpgextConstants, name) ?? constant(workerConstants, name);
  if (interfaceConstant !== undefined) return { ...numberOf(interfaceConstant), names: [name] };
  const inPostmaster = run.isInPostmaster ? constant(postmasterVariables, name) : undefined;
  const known =
    inPostmaster ?? constant(postgresConstants, name) ?? run.program.findEnumerator(name, fn.path);
  if (known !== undefined) return numberOf(known);
  if (globalLocation(activation, name)) return readLvalue(activation, identifier, path);
  const named = run.program.findFunction(name, fn.path);
  if (named) return { kind: "function", name, path: named.path };
  // Inside the expansion of a macro its own name is none, elsewhere it may be one.
  if (activation.expanding.length === 0) isMeaningless.add(name);
  return unknown;
}

function meaningless(byFile: Map<string, Set<string>>, path: string): Set<string> {
  let names = byFile.get(path);
  if (!names) {
    names = new Set();
    byFile.set(path, names);
  }
  return names;
}

function constant(table: Readonly<Record<string, number>>, name: string): number | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** Reads an lvalue; an array's value is its address. */
export function readLvalue(activation: Activation, expression: Expression, path: Path): Value {
  return readAt(activation, resolvePlace(activation, expression, path), expression, path);
}

function readAt(activation: Activation, place: Place | undefined, expression: Expression, path: Path): Value {
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
    case "several":
      return place.locations
        .map((location) => addressOf(activation, { kind: "location", location }, node, isWholeArray))
        .reduce(joinValues);
    case "lookup":
      recordAccess(activation, "address", place, node);
      return { ...place.lookup, part: place.part };
    case "handle":
      return unknown;
  }
}

export function evaluateUnary(activation: Activation, expression: Unary, path: Path): Value {
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
      return readAt(activation, pointee(value, ""), expression, path);
    }
    default:
      return computeUnary(expression.operator, evaluateExpression(activation, expression.operand, path));
  }
}
