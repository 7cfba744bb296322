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
  /** Remembers that the condition of this directive, which is not known, was taken to be true. */
  assume(directive: string): void;
}

/** No minor release since 10 has a higher number. Source: https://www.postgresql.org/docs/release/. */
const highestMinor = 99;

export function preprocessorState(options: {
  readonly pgMajor: number;
  readonly defines: ReadonlyMap<string, string>;
}): PreprocessorState {
  const local = new Map<string, KnownMacro>();
  const assumedDefined = new Map<string, boolean>();
  const assumedConditions = new Set<string>();
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
      if (newest.value === undefined && assumedConditions.has(normalized(expression))) {
        return { value: 1, isSure: false };
      }
      const isSure = oldest.isSure && newest.isSure && Boolean(oldest.value) === Boolean(newest.value);
      return { value: newest.value, isSure };
    },
    evaluateDefined: (name) => evaluateDefined(name, last),
    assume(directive) {
      const match = /^#\s*(\w+)\s*([^]*)$/.exec(directive);
      const [keyword, rest] = [match?.[1] ?? "", normalized(match?.[2] ?? "")];
      const tested = /^(!?)defined\(?(\w+)\)?$/.exec(rest);
      if (keyword.endsWith("ndef")) assumedDefined.set(rest, false);
      else if (keyword.endsWith("def")) assumedDefined.set(rest, true);
      else if (tested !== null) assumedDefined.set(tested[2]!, tested[1] === "");
      else assumedConditions.add(rest);
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

/** White space does not tell two conditions apart. */
function normalized(expression: string): string {
  return expression.replace(/\s+/g, "");
}
