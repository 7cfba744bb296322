import type { Fragment } from "../tracedText";
import { unknownText } from "../tracedText";
import { expandMake } from "./expandMake";
import { indexOutside } from "./makeLines";
import {
  cutWritten,
  trimWritten,
  type MakeScope,
  type MakeVariable,
  type VariablePart,
  type Written,
} from "./makeScope";

export interface MakeAssignment {
  readonly name: Written;
  readonly operator: "=" | ":=" | "?=" | "+=" | "!=";
  readonly value: Written;
}

/** The assignment that a line is, modifiers such as `override` and `export` taken off. */
export function parseAssignment(line: Written): MakeAssignment | undefined {
  const modifiers = /^(?:(?:override|export|private|unexport)\s+)*/.exec(line.text)![0].length;
  const rest = cutWritten(line, modifiers, line.text.length);
  const at = indexOutside(rest.text, ":=?+!#");
  const found = at < 0 ? null : /^(?::{0,3}=|[?+!]=)/.exec(rest.text.slice(at, at + 4));
  if (found === null) return undefined;
  const name = trimWritten(cutWritten(rest, 0, at));
  if (name.text === "" || indexOutside(name.text, " \t") >= 0) return undefined;
  const sign = found[0];
  return {
    name,
    operator: sign === "=" || sign === "?=" || sign === "+=" || sign === "!=" ? sign : ":=",
    value: leftTrimmed(cutWritten(rest, at + sign.length, rest.text.length)),
  };
}

/** Carries an assignment out. Returns the name; undefined when the name itself is unknown. */
export function assign(
  assignment: MakeAssignment,
  scope: MakeScope,
  isUncertain: boolean,
): string | undefined {
  const expandedName = expandMake(assignment.name, scope);
  if (expandedName.isUnknown) return undefined;
  const name = expandedName.text.trim();
  const before = scope.variables.get(name);
  const { operator } = assignment;
  if (operator === "?=" && before !== undefined && !before.isUncertain) return name;
  const isRecursive =
    operator === "=" || operator === "?=" || (operator === "+=" && (before?.isRecursive ?? true));
  const part = partOf(assignment, scope, { isRecursive, isUncertain });
  const isAdding = operator === "+=" || isUncertain || (operator === "?=" && before !== undefined);
  const isReplacing = operator === "=" || operator === ":=" || operator === "!=";
  const earlier = (before?.parts ?? []).map((each) => (isReplacing ? { ...each, isUncertain: true } : each));
  const variable: MakeVariable = {
    parts: isAdding ? [...earlier, part] : [part],
    isRecursive,
    isUncertain: isUncertain || (isAdding && before?.isUncertain === true),
    isAlternative:
      isAdding && (before?.isAlternative === true || (operator !== "+=" && before !== undefined)),
  };
  scope.variables.set(name, variable);
  return name;
}

/** `define NAME` up to `endef`. */
export function define(name: string, body: Written, scope: MakeScope, isUncertain: boolean): void {
  const part: VariablePart = { kind: "written", written: body, isUncertain };
  scope.variables.set(name, { parts: [part], isRecursive: true, isUncertain, isAlternative: isUncertain });
}

function partOf(
  assignment: MakeAssignment,
  scope: MakeScope,
  { isRecursive, isUncertain }: { readonly isRecursive: boolean; readonly isUncertain: boolean },
): VariablePart {
  const { value, operator } = assignment;
  if (operator === "!=") {
    const { path, start, text } = value;
    const fragments: Fragment[] = [unknownText({ path, start, end: start + text.length })];
    return { kind: "expanded", fragments, isUncertain };
  }
  if (isRecursive) return { kind: "written", written: value, isUncertain };
  return { kind: "expanded", fragments: expandMake(value, scope).fragments, isUncertain };
}

function leftTrimmed(written: Written): Written {
  return cutWritten(written, written.text.length - written.text.trimStart().length, written.text.length);
}
