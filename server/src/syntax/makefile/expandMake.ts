import type { Site } from "../../base/span";
import {
  addAll,
  derivedText,
  literalText,
  throughReference,
  TracedText,
  unknownText,
  type Fragment,
} from "../tracedText";
import { callMakeFunction, isMakeFunction } from "./makeFunctions";
import { indexOutside } from "./makeLines";
import {
  cutWritten,
  givenVariable,
  type Expansion,
  type MakeScope,
  type MakeVariable,
  type Written,
} from "./makeScope";
import { substituteSuffix } from "./makeWords";

/** Deeper nesting of references is unknown. */
const deepest = 40;

/** Expands a piece of a Makefile with the variables as they are now. Nothing is executed. */
export function expandMake(written: Written, scope: MakeScope): TracedText {
  return new TracedText(new Expander(scope).fragments(written));
}

/** What a variable stands for now. */
export function expandVariable(name: string, scope: MakeScope): TracedText | undefined {
  const variable = scope.variables.get(name);
  return variable && new TracedText(new Expander(scope).parts(name, variable));
}

/** Expansion in progress: knows which variables it is inside of. */
class Expander implements Expansion {
  private depth = 0;
  private readonly active: string[] = [];

  constructor(readonly scope: MakeScope) {}

  expand(written: Written): TracedText {
    return new TracedText(this.fragments(written));
  }

  fragments(written: Written): Fragment[] {
    const { text, path, start } = written;
    const result: Fragment[] = [];
    if (this.depth >= deepest) return [unknownText({ path, start, end: start + text.length })];
    this.depth++;
    const siteOf = (from: number, to: number): Site => ({ path, start: start + from, end: start + to });
    let plain = 0;
    const flush = (to: number): void => {
      if (plain < to) result.push(literalText(text.slice(plain, to), path, start + plain));
    };
    for (let i = 0; i < text.length;) {
      if (text.startsWith("\\#", i)) {
        flush(i);
        result.push(derivedText("#", siteOf(i, i + 2)));
        i += 2;
      } else if (text[i] === "$" && i + 1 < text.length) {
        flush(i);
        const end = referenceEnd(text, i);
        addAll(result, this.reference(written, i, end));
        i = end;
      } else {
        i++;
        continue;
      }
      plain = i;
    }
    flush(text.length);
    this.depth--;
    this.scope.budget -= result.length;
    return result;
  }

  parts(name: string, variable: MakeVariable): Fragment[] {
    if (this.active.includes(name) || this.active.length > deepest || this.scope.budget <= 0) {
      const site = siteOfVariable(variable);
      return site === undefined ? [] : [unknownText(site)];
    }
    this.active.push(name);
    const result: Fragment[] = [];
    for (const part of variable.parts) {
      const fragments = part.kind === "written" ? this.fragments(part.written) : part.fragments;
      const site = fragments[0]?.site;
      if (site === undefined) continue;
      if (result.length > 0) result.push(derivedText(" ", site));
      for (const each of fragments) result.push(part.isUncertain ? { ...each, isUncertain: true } : each);
    }
    this.active.pop();
    this.scope.budget -= result.length;
    return result;
  }

  private reference(written: Written, start: number, end: number): Fragment[] {
    const { text, path } = written;
    const site = { path, start: written.start + start, end: written.start + end };
    const opening = text[start + 1]!;
    if (opening === "$") return [derivedText("$", site)];
    const isLong = opening === "(" || opening === "{";
    if (isLong && text[end - 1] !== (opening === "(" ? ")" : "}")) return [unknownText(site)];
    const inner = isLong ? cutWritten(written, start + 2, end - 1) : cutWritten(written, start + 1, end);
    const isAlone = !/\S/.test(text[start - 1] ?? " ") && !/\S/.test(text[end] ?? " ");
    return throughReference(this.referred(inner, site, isAlone), site);
  }

  private referred(inner: Written, site: Site, isAlone: boolean): Fragment[] {
    if (this.scope.budget <= 0) return [unknownText(site)];
    const call = /^([a-z-]+)[ \t]+/.exec(inner.text);
    if (call !== null && isMakeFunction(call[1]!)) {
      const args = cutWritten(inner, call[0].length, inner.text.length);
      return callMakeFunction(call[1]!, args, site, this) ?? [unknownText(site)];
    }
    const colon = indexOutside(inner.text, ":");
    const equals = colon < 0 ? -1 : indexOutside(inner.text, "=", colon);
    const name = this.expand(equals < 0 ? inner : cutWritten(inner, 0, colon));
    if (name.isUnknown) return [unknownText(site)];
    const value = this.variable(name.text.trim(), site, isAlone && equals < 0);
    if (equals < 0) return value;
    const from = this.expand(cutWritten(inner, colon + 1, equals));
    const to = this.expand(cutWritten(inner, equals + 1, inner.text.length));
    return substituteSuffix(new TracedText(value), from, to, site);
  }

  private variable(name: string, site: Site, isAlone: boolean): Fragment[] {
    const variable = this.scope.variables.get(name);
    if (variable === undefined) {
      const known = givenVariable(name, this.scope);
      return known === undefined ? [unknownText(site)] : known === "" ? [] : [derivedText(known, site)];
    }
    if (variable.isAlternative && !isAlone) return [unknownText(site)];
    return this.parts(name, variable);
  }
}

/** The end of the reference that `$` begins; the end of the text when it is never closed. */
function referenceEnd(text: string, start: number): number {
  const opening = text[start + 1]!;
  if (opening !== "(" && opening !== "{") return start + 2;
  const closing = opening === "(" ? ")" : "}";
  let depth = 0;
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === opening) depth++;
    else if (text[i] === closing && --depth === 0) return i + 1;
  }
  return text.length;
}

function siteOfVariable(variable: MakeVariable): Site | undefined {
  const part = variable.parts[0];
  if (part === undefined) return undefined;
  if (part.kind === "expanded") return part.fragments[0]?.site;
  const { path, start, text } = part.written;
  return { path, start, end: start + text.length };
}
