/** Initializers: designated, positional and nested, and the content of constant globals. */
import type { Span } from "../../base/span";
import type {
  Call,
  Expression,
  Identifier,
  InitializerElement,
  InitializerList,
  TypeName,
} from "../../syntax/c/model";
import { siteIn, type FunctionRef, type GlobalVariable } from "../program";
import { noLocals, type Activation, type Path } from "./activation";
import { evaluateExpression, recordType } from "./expression";
import { initializerOf } from "./macro";
import { writeSite } from "./entries";
import { writtenAt } from "./place";
import { copyStruct } from "./structCopy";
import { State } from "./state";
import { fieldNames } from "./types";
import { unknown, zero, type Location, type Value } from "./value";

/** Initializes a variable as its declaration says. What a list does not name is zero (C11 6.7.9). */
export function assignInitializer(
  activation: Activation,
  location: Location,
  type: TypeName,
  initializer: Expression,
  path: Path,
  designator: Span = initializer,
): void {
  if (initializer.kind === "initializerList") {
    assignList(activation, location, type, initializer, path);
    return;
  }
  const expansion = isMacroUse(activation, initializer) ? initializerOf(activation, initializer) : undefined;
  if (expansion?.isBraced) {
    assignList(expansion.inside, location, type, expansion.list, path);
    return;
  }
  const value = evaluateExpression(activation, initializer, path);
  if (path.isDead) return;
  if (copyStruct(activation, { kind: "location", location }, initializer, path)) return;
  recordType(activation, value, type, initializer);
  path.state.write(
    location,
    value,
    writeSite(activation.place(designator), writtenAt(activation, initializer)),
  );
}

function assignList(
  activation: Activation,
  location: Location,
  type: TypeName,
  list: InitializerList,
  path: Path,
): void {
  path.state.write(location, zero, undefined);
  const { program } = activation.run;
  const resolved = program.resolveType(type, activation.fn.path);
  const isArray = resolved.arrays.length > 0;
  const names = isArray ? undefined : fieldNames(program, resolved, activation.fn.path);
  let position = 0;
  for (const { inside, element } of elementsOf(activation, list)) {
    const steps = designatorSteps(inside, element, path);
    const first = steps[0];
    if (first?.startsWith("[")) position = Number(first.slice(1, -1));
    else if (first !== undefined && names) position = names.indexOf(first.slice(1));
    const name = names?.[position];
    const step = isArray ? `[${position}]` : name === undefined ? undefined : `.${name}`;
    position++;
    const whole = steps.length > 0 ? steps.join("") : step;
    if (whole === undefined || whole.includes("NaN") || element.value.kind === "assignment") {
      if (!isZeroLiteral(element.value)) path.state.write(location, unknown, undefined);
      continue;
    }
    const part: Location = { ...location, path: location.path + whole, name: location.name + whole };
    const partType = elementType(inside, resolved, whole);
    assignInitializer(inside, part, partType, element.value, path, designatorName(element));
  }
}

interface ListElement {
  readonly inside: Activation;
  readonly element: InitializerElement;
}

/** The elements of a list, those that macros stand for among them. */
function elementsOf(activation: Activation, list: InitializerList): readonly ListElement[] {
  return list.elements.flatMap((element): readonly ListElement[] => {
    const { value, designators } = element;
    const isUse = designators.length === 0 && isMacroUse(activation, value);
    const expansion = isUse ? initializerOf(activation, value) : undefined;
    const [only, ...others] = expansion?.list.elements ?? [];
    const isOne = others.length === 0 && (only?.designators.length ?? 0) === 0;
    if (!expansion || expansion.isBraced || isOne) return [{ inside: activation, element }];
    return elementsOf(expansion.inside, expansion.list);
  });
}

function isMacroUse(activation: Activation, value: Expression): value is Identifier | Call {
  const name = value.kind === "call" ? value.callee : value;
  return name.kind === "identifier" && !activation.locals.has(name.name);
}

function designatorSteps(activation: Activation, element: InitializerElement, path: Path): string[] {
  return element.designators.map((designator) => {
    if (designator.kind === "field") return `.${designator.name}`;
    const index = evaluateExpression(activation, designator.index, path);
    return index.kind === "number" && index.value !== undefined ? `[${index.value}]` : "[NaN]";
  });
}

/** What to point at for an element: the designated field's name, else the value. */
function designatorName(element: InitializerElement): Span {
  const last = element.designators.at(-1);
  return last?.kind === "field" ? { start: last.end - last.name.length, end: last.end } : element.value;
}

function isZeroLiteral(expression: Expression): boolean {
  return expression.kind === "number" && expression.value === 0;
}

/** The declared type of a part, for nested lists; a type without a base where it is not visible. */
function elementType(activation: Activation, whole: TypeName, step: string): TypeName {
  const { program } = activation.run;
  if (step.startsWith("[")) return { ...whole, arrays: whole.arrays.slice(1) };
  const field = program.findStruct(whole, activation.fn.path)?.fields.find((f) => f.name === step.slice(1));
  return field?.type ?? { ...whole, base: "", pointers: 0, arrays: [] };
}

/** The value of a part of a global that nothing assigns: what its initializer gave it. Unknown for every other global. */
export function constantGlobal(activation: Activation, location: Location): Value {
  const separator = location.root.lastIndexOf("|");
  if (location.storage !== "static" || location.root.includes("#")) return unknown;
  const known = activation.run.constants.get(location.root);
  if (known) return known.read(location);
  const state = State.empty();
  activation.run.constants.set(location.root, state);
  const name = location.root.slice(separator + 1);
  const global = activation.run.program.findGlobal(name, activation.fn.path);
  const { dependencies } = activation.run;
  dependencies.addGlobal(name, activation.fn.path, global?.isConstant ?? false);
  if (global?.isConstant) dependencies.addPlace(global.path, global.base + global.text.length);
  const initializer = global?.declarator.initializer;
  if (!global?.isConstant || !initializer) return unknown;
  const whole: Location = { root: location.root, path: "", storage: "static", name: global.declarator.name };
  assignInitializer(fileActivation(activation, global), whole, global.declarator.type, initializer, {
    state,
    isDead: false,
  });
  return state.read(location);
}

/** The store that knows a location: the path's own, else that of the constant globals. */
export function storeOf(activation: Activation, location: Location, path: Path): State {
  if (path.state.find(location) || path.state.parts(location).size > 0) return path.state;
  constantGlobal(activation, location);
  return activation.run.constants.get(location.root) ?? path.state;
}

/** Evaluates at file level: no locals, the global's own file. */
export function fileActivation(activation: Activation, global: GlobalVariable): Activation {
  const fn: FunctionRef = { ...activation.fn, path: global.path, base: global.base, text: global.text };
  return {
    ...activation,
    fn,
    frame: `${global.path}|file`,
    locals: noLocals,
    isRecording: false,
    text: global.text,
    expanding: [],
    isGiven: undefined,
    place: (span) => siteIn(fn, span),
    literalSite: (span) => siteIn(fn, span),
  };
}
