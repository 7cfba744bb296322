import type { Site } from "../../base/span";
import type { CFacts } from "../../facts/cFacts";
import { evaluate } from "../../flow/evaluate/evaluate";
import { alternatives, unknown, type TextValue } from "../../flow/evaluate/value";
import { siteIn, type FunctionRef } from "../../flow/program";
import { namingCallPattern, namingCalls, type NamingCall } from "../../pg/namingCalls";
import { forEachCall } from "../../syntax/c/lower/walk";
import type { Call, Expression } from "../../syntax/c/model";
import type { LibraryProgram } from "../libraryProgram";
import { foldName, type FoldPlace } from "./foldName";
import { hides } from "./functionOccurrences";
import type { OccurrenceCollection } from "./occurrenceCollection";

/** Less than the analyses of rules spend: what is given up here is merely not listed. */
const budget = 5_000;

const naming = new WeakMap<CFacts, boolean>();

/** The file may name something in a call: remembered with the file. */
export function mayNameInCalls(file: CFacts): boolean {
  let answer = naming.get(file);
  if (answer === undefined) {
    answer = namingCallPattern.test(file.text);
    naming.set(file, answer);
  }
  return answer;
}

/** Settings, tranches and PostgreSQL's own shared memory that a library names in calls. */
export function collectNamedCalls(program: LibraryProgram, into: OccurrenceCollection): void {
  for (const file of program.files) {
    if (!mayNameInCalls(file)) continue;
    for (const entry of file.functions) {
      if (!namingCallPattern.test(entry.placed.chunk.text)) continue;
      collectFrom(program, program.functionRef(file, entry), into);
    }
  }
}

/**
 * Most names stand in the call as such. What a helper is given is looked for in the calls of the helper; only
 * for what comes out of variables and tables the function is evaluated.
 */
function collectFrom(program: LibraryProgram, fn: FunctionRef, into: OccurrenceCollection): void {
  const place = placeIn(fn);
  const calls: { readonly call: NamingCall; readonly argument: Expression }[] = [];
  forEachCall(fn.definition.body, ({ callee, args }) => {
    const call = callee.kind === "identifier" ? namingCalls.get(callee.name) : undefined;
    const argument = call && args[call.argument];
    if (call && argument) calls.push({ call, argument });
  });
  const open = calls.filter(({ call, argument }) => {
    const text = foldName(program, argument, place);
    if (text) addName(call, text, siteIn(fn, argument), into);
    return !text;
  });
  if (open.some(({ argument }) => comesFromVariable(program, argument, fn))) {
    collectEvaluated(program, fn, into);
    return;
  }
  for (const { call, argument } of open) {
    const parameter =
      argument.kind === "identifier"
        ? fn.definition.parameters.findIndex(({ name }) => name === argument.name)
        : -1;
    if (parameter >= 0) collectFromCallers(program, fn, { call, parameter }, into);
  }
}

function placeIn(fn: FunctionRef): FoldPlace {
  const known = new Map<string, boolean>();
  const isLocal = (name: string): boolean => {
    const answer = known.get(name) ?? hides(fn.definition, name);
    known.set(name, answer);
    return answer;
  };
  return { path: fn.path, base: fn.base, isLocal };
}

/**
 * A name can come out of the variable: a table with literals in it, or a local one that is given a text here.
 * What a parameter leads to is not known inside of the function.
 */
function comesFromVariable(program: LibraryProgram, argument: Expression, fn: FunctionRef): boolean {
  const root = rootOf(argument);
  if (root === undefined || fn.definition.parameters.some(({ name }) => name === root)) return false;
  // Only the file's own tables: to know those of all files, all their declarations would have to be parsed.
  const own = program.visibleFrom(fn.path).find(({ path }) => path === fn.path);
  for (const { item, placed } of own?.declarations.variables.get(root) ?? []) {
    const { initializer } = item.declarator;
    if (initializer && placed.chunk.text.slice(initializer.start, initializer.end).includes('"')) return true;
  }
  const given = String.raw`(?<!\w)${root}\b(?:\s*\[[^\]]*\])*\s*=\s*(?:[^;=]*"|\(?\s*[A-Z_]{3,})`;
  const copied = String.raw`\b(?:snprintf|sprintf|strlcpy|strcpy|strncpy)\s*\(\s*${root}\b`;
  return new RegExp(`${given}|${copied}`, "u").test(fn.text);
}

/** The variable that an element or field is taken from. */
function rootOf(expression: Expression): string | undefined {
  if (expression.kind === "identifier") return expression.name;
  if (expression.kind === "member" || expression.kind === "index") return rootOf(expression.object);
  if (expression.kind === "cast" || expression.kind === "unary") return rootOf(expression.operand);
  return undefined;
}

/** The names that are handed to a helper, one call away. */
function collectFromCallers(
  program: LibraryProgram,
  helper: FunctionRef,
  { call, parameter }: { readonly call: NamingCall; readonly parameter: number },
  into: OccurrenceCollection,
): void {
  for (const caller of program.functions) {
    if (caller === helper || !caller.words.has(helper.name)) continue;
    if (program.findFunction(helper.name, caller.path) !== helper) continue;
    const place = placeIn(caller);
    forEachCall(caller.definition.body, ({ callee, args }: Call) => {
      const argument = args[parameter];
      if (callee.kind !== "identifier" || callee.name !== helper.name || !argument) return;
      const text = foldName(program, argument, place);
      if (text) addName(call, text, siteIn(caller, argument), into);
    });
  }
}

function collectEvaluated(program: LibraryProgram, fn: FunctionRef, into: OccurrenceCollection): void {
  for (const event of evaluate(program, fn, { budget, relevant: new Set([fn]) }).events) {
    if (event.kind !== "call" || event.viaHandle) continue;
    const call = namingCalls.get(event.callee);
    const site = call && event.argumentOrigins[call.argument];
    if (!site) continue;
    for (const value of alternatives(event.args[call.argument] ?? unknown))
      if (value.kind === "text") addName(call, value, site, into);
  }
}

function addName({ kind, role }: NamingCall, text: TextValue, site: Site, into: OccurrenceCollection): void {
  if (text.text !== "") into.addText({ kind, name: text.text }, role, text, site);
}
