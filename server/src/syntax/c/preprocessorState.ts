import { alwaysDefined, definedSince, neverDefined } from "../../pg/syntaxMacros";
import {
  evaluateCondition,
  evaluateDefined,
  type ConditionEnvironment,
  type ConditionValue,
  type KnownMacro,
} from "./condition";
import type { MacroDefinition } from "./source";

/** What is defined at one point of the file, for the target major and the flags of the build. */
export interface PreprocessorState {
  define(definition: MacroDefinition): void;
  undefine(name: string): void;
  isDefinedHere(name: string): boolean;
  evaluate(expression: string): ConditionValue;
  evaluateDefined(name: string): ConditionValue;
  /** Remembers what the condition of this directive, which is not known, was taken to be. */
  assume(directive: string, isTrue: boolean): void;
}

/** No minor release since 10 has a higher number. Source: https://www.postgresql.org/docs/release/. */
const highestMinor = 99;

export function preprocessorState(options: {
  readonly pgMajor: number;
  readonly defines: ReadonlyMap<string, string>;
}): PreprocessorState {
  const local = new Map<string, KnownMacro>();
  const assumedDefined = new Map<string, boolean>();
  const assumedConditions = new Map<string, boolean>();
  const environment = (minor: number): ConditionEnvironment => ({
    lookup: (name) => local.get(name) ?? builtInMacro(name, options, minor),
    assumedDefined: (name) => assumedDefined.get(name),
  });
  const [first, last] = [environment(0), environment(highestMinor)];
  return {
    define({ name, parameters, body }) {
      local.set(name, parameters === undefined ? { kind: "object", body } : { kind: "function" });
    },
    undefine: (name) => void local.set(name, { kind: "undefined" }),
    isDefinedHere: (name) => local.has(name) && local.get(name)?.kind !== "undefined",
    evaluate(expression) {
      const oldest = evaluateCondition(expression, first);
      const newest = evaluateCondition(expression, last);
      const assumed = assumedConditions.get(normalized(expression));
      if (newest.value === undefined && assumed !== undefined)
        return { value: Number(assumed), isSure: false };
      const isSure = oldest.isSure && newest.isSure && Boolean(oldest.value) === Boolean(newest.value);
      return { value: newest.value, isSure };
    },
    evaluateDefined: (name) => evaluateDefined(name, last),
    assume(directive, isTrue) {
      const { about, name, isNegated } = testOf(directive);
      if (name !== undefined) assumedDefined.set(name, isTrue !== isNegated);
      else assumedConditions.set(about, isTrue);
    },
  };
}

function builtInMacro(
  name: string,
  options: { readonly pgMajor: number; readonly defines: ReadonlyMap<string, string> },
  minor: number,
): KnownMacro {
  const flag = options.defines.get(name);
  if (flag !== undefined) return { kind: "object", body: flag };
  if (name === "PG_VERSION_NUM") return { kind: "object", body: String(options.pgMajor * 10000 + minor) };
  if (name === "PG_MAJORVERSION_NUM") return { kind: "object", body: String(options.pgMajor) };
  if (neverDefined.has(name)) return { kind: "undefined" };
  if (alwaysDefined.has(name)) return { kind: "function" };
  const since = definedSince.get(name);
  if (since !== undefined) return { kind: options.pgMajor >= since ? "function" : "undefined" };
  return { kind: "unknown" };
}

/** The name whose definition the directive tests, else its whole condition: what it depends on when nothing decides it. */
export function aboutOf(directive: string): string {
  return testOf(directive).about;
}

function testOf(directive: string): {
  readonly about: string;
  readonly name?: string;
  readonly isNegated: boolean;
} {
  const match = /^#\s*(\w+)\s*([^]*)$/.exec(directive);
  const [keyword, rest] = [match?.[1] ?? "", normalized(match?.[2] ?? "")];
  if (keyword.endsWith("def")) return { about: rest, name: rest, isNegated: keyword.endsWith("ndef") };
  const tested = /^(!?)defined\(?(\w+)\)?$/.exec(rest);
  return tested === null
    ? { about: rest, isNegated: false }
    : { about: tested[2]!, name: tested[2]!, isNegated: tested[1] === "!" };
}

/** White space does not tell two conditions apart. */
function normalized(expression: string): string {
  return expression.replace(/\s+/g, "");
}
