/** Macros of the workspace inside expressions: expanded as the preprocessor would, evaluated in place. */
import type { Site, Span } from "../../base/span";
import { dynpgextConstants } from "../../pg/dynpgextInterface";
import { workerConstants } from "../../pg/backgroundWorker";
import { postgresConstants } from "../../pg/constants";
import { parseExpression, parseInitializer, parseStatements } from "../../syntax/c/lower/parseExpression";
import type { Block, Call, Expression, Identifier, InitializerList } from "../../syntax/c/model";
import { expandMacro, splitArguments, type Expansion } from "../../syntax/c/expandMacro";
import type { ScopedMacro } from "../program";
import { collectLocals, type Activation, type LocalVariable, type Path } from "./activation";
import { doubt, forgetReachable } from "./doubt";
import { evaluateExpression } from "./expression";
import { runBlock } from "./runBody";
import { spelling } from "./spelling";
import { alternatives, joinValues, unknown, type Value } from "./value";

const maxDepth = 16;

/** The value of an object-like macro of the workspace, undefined when `identifier` is none. Two definitions give both values. */
export function evaluateMacroName(
  activation: Activation,
  identifier: Identifier,
  path: Path,
): Value | undefined {
  const { name } = identifier;
  if (activation.expanding.includes(name) || isKnownConstant(name)) return undefined;
  const macros = activation.run.program.findMacros(name, activation.fn.path);
  if (macros.length === 0 || macros.some(({ macro }) => macro.parameters)) return undefined;
  if (activation.expanding.length > maxDepth) return unknown;
  let result: Value | undefined;
  for (const scoped of macros) {
    const expression = parseCached(scoped.macro.body);
    const side = macros.length === 1 ? path : { state: path.state.clone(), isDead: false };
    const inside = insideMacro(activation, identifier, scoped);
    const value = expression
      ? evaluateExpression(inside, expression, side)
      : (runStatements(inside, scoped.macro.body, side) ?? unknown);
    result = result === undefined ? value : joinValues(result, value);
  }
  return result;
}

/** The expression that the use of a macro stands for, with the activation to evaluate it in; undefined when it is not certain or none. */
export function expansionOf(
  activation: Activation,
  use: Identifier | Call,
): { readonly inside: Activation; readonly expression: Expression } | undefined {
  const inside = insideUse(activation, use);
  const expression = inside && parseCached(inside.text);
  return expression && { inside, expression };
}

/** The same for the use of a macro in an initializer: the list, or the elements of one, that it stands for. */
export function initializerOf(
  activation: Activation,
  use: Identifier | Call,
): { readonly inside: Activation; readonly list: InitializerList; readonly isBraced: boolean } | undefined {
  const inside = insideUse(activation, use);
  const list = inside && remember(initializers, inside.text, parseInitializer);
  return list && { inside, list, isBraced: inside.text.trimStart().startsWith("{") };
}

/** The activation in which the text that a macro stands for is to be evaluated. */
function insideUse(activation: Activation, use: Identifier | Call): Activation | undefined {
  const callee = use.kind === "call" ? use.callee : use;
  if (callee.kind !== "identifier" || activation.expanding.includes(callee.name)) return undefined;
  const [scoped, other] = activation.run.program.findMacros(callee.name, activation.fn.path);
  if (!scoped || other || activation.expanding.length > maxDepth) return undefined;
  if (use.kind === "identifier")
    return scoped.macro.parameters ? undefined : insideMacro(activation, use, scoped);
  if (!scoped.macro.parameters) return undefined;
  const args = splitArguments(activation.text, use.argumentList);
  const expansion = args && expandMacro(scoped.macro, activation.text, args, spelling(activation));
  return expansion && insideCall(activation, use, scoped, expansion);
}

/**
 * An argument is about the interface, or a place that a macro could fill in. Otherwise the arguments have been
 * evaluated on `path`, and that was all the call can do.
 */
function hasTellingArgument(activation: Activation, call: Call, path: Path): boolean {
  const { program } = activation.run;
  if (call.args.some((argument) => argument.kind === "identifier" && program.isTellingMacro(argument.name)))
    return true;
  const trial: Path = { state: path.state.clone(), isDead: false };
  const quiet: Activation = { ...activation, isRecording: false };
  const values = call.args.map((argument) => evaluateExpression(quiet, argument, trial));
  const isTelling = values.some((value) => alternatives(value).some(({ kind }) => tellingKinds.has(kind)));
  const isPlain = call.args.every((argument) => argument.kind === "identifier" || argument.kind === "number");
  if (isTelling) return true;
  if (!isPlain) for (const argument of call.args) evaluateExpression(activation, argument, path);
  return false;
}

const tellingKinds: ReadonlySet<Value["kind"]> = new Set([
  "lookup",
  "handle",
  "nullTest",
  "address",
  "memory",
  "text",
  "number",
]);

/** Evaluates a call of a function-like macro of the workspace; undefined when `call` is none. */
export function evaluateMacroCall(activation: Activation, call: Call, path: Path): Value | undefined {
  if (call.callee.kind !== "identifier") return undefined;
  const { name } = call.callee;
  if (activation.expanding.includes(name)) return undefined;
  const macros = activation.run.program
    .findMacros(name, activation.fn.path)
    .filter(({ macro }) => macro.parameters);
  const scoped = macros[0];
  if (!scoped) return undefined;
  if (macros.length > 1 || activation.expanding.length > maxDepth) return doubtMacro(activation, call, path);
  if (!activation.run.program.isTellingMacro(name) && !hasTellingArgument(activation, call, path))
    return unknown;
  const args = splitArguments(activation.text, call.argumentList);
  const expansion = args && expandMacro(scoped.macro, activation.text, args, spelling(activation));
  if (!expansion) return doubtMacro(activation, call, path);
  const inner = insideCall(activation, call, scoped, expansion);
  const expression = parseCached(expansion.text);
  if (expression) return evaluateExpression(inner, expression, path);
  return runStatements(inner, expansion.text, path) ?? doubtMacro(activation, call, path);
}

/** Runs the statements that a macro stands for; undefined when they cannot be parsed. */
function runStatements(inside: Activation, text: string, path: Path): Value | undefined {
  const block = parseBlockCached(text);
  if (!block) return undefined;
  const locals = new Map<string, LocalVariable>(inside.locals);
  collectLocals(block, locals);
  runBlock({ ...inside, locals }, block, path);
  return unknown;
}

/** A macro that cannot be followed may do with its arguments what a function that nothing is known of may do. */
function doubtMacro(activation: Activation, call: Call, path: Path): Value {
  const aside: Path = { state: path.state.clone(), isDead: path.isDead };
  const args = call.args.map((argument) =>
    evaluateExpression({ ...activation, isRecording: false }, argument, aside),
  );
  doubt(path, args, "");
  forgetReachable(path, args);
  return unknown;
}

function isKnownConstant(name: string): boolean {
  return [dynpgextConstants, workerConstants, postgresConstants].some((table) => Object.hasOwn(table, name));
}

function insideMacro(activation: Activation, use: Span, { macro, path }: ScopedMacro): Activation {
  const isVerbatim = macro.bodySpan.end - macro.bodySpan.start === macro.body.length;
  const site = activation.place(use);
  const literalSite = (span: Span): Site | undefined =>
    isVerbatim ? siteInBody(activation, { macro, path }, span) : undefined;
  return {
    ...activation,
    text: macro.body,
    expanding: [...activation.expanding, macro.name],
    isGiven: undefined,
    place: () => site,
    literalSite,
  };
}

/** A site in the body of a macro, which does not move with any function: the evaluation then depends on where the macro stands. */
function siteInBody({ run }: Activation, { macro, path }: ScopedMacro, { start, end }: Span): Site {
  run.dependencies.addPlace(path, macro.end);
  return { path, start: macro.bodySpan.start + start, end: macro.bodySpan.start + end };
}

function insideCall(
  activation: Activation,
  call: Call,
  { macro, path }: ScopedMacro,
  expansion: Expansion,
): Activation {
  const isVerbatim = macro.bodySpan.end - macro.bodySpan.start === macro.body.length;
  const place = (span: Span): Site => {
    const argument = expansion.argumentSpan(span);
    return activation.place(argument ?? call);
  };
  const literalSite = (span: Span): Site | undefined => {
    const argument = expansion.argumentSpan(span);
    if (argument) return activation.literalSite(argument);
    const body = isVerbatim ? expansion.bodySpan(span) : undefined;
    return body && siteInBody(activation, { macro, path }, body);
  };
  return {
    ...activation,
    text: expansion.text,
    expanding: [...activation.expanding, macro.name],
    isGiven: (span) => expansion.argumentSpan(span) !== undefined,
    place,
    literalSite,
  };
}

const maxCached = 5000;
const initializers = new Map<string, InitializerList | undefined>();
const expressions = new Map<string, Expression | undefined>();
const blocks = new Map<string, Block | undefined>();

function parseCached(text: string): Expression | undefined {
  return remember(expressions, text, parseExpression);
}

function parseBlockCached(text: string): Block | undefined {
  return remember(blocks, text, (body) => parseStatements(/[;}]\s*$/u.test(body) ? body : `${body};`));
}

/** A parse is a pure function of its text, so remembering it across evaluations changes no result. */
function remember<T>(cache: Map<string, T>, text: string, parse: (text: string) => T): T {
  if (cache.has(text)) return cache.get(text)!;
  if (cache.size >= maxCached) cache.clear();
  const parsed = parse(text);
  cache.set(text, parsed);
  return parsed;
}
