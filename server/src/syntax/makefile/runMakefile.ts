import type { Site } from "../../base/span";
import { besideFile, normalPath } from "../buildTarget";
import { addAll, knownWords } from "../tracedText";
import { ConditionalStack } from "./makeConditional";
import { assign, define, parseAssignment } from "./makeAssignment";
import { expandMake } from "./expandMake";
import type { MakeInclude, MakeRule } from "./makefileModel";
import { indexOutside, makeLines, withoutComment, type MakeLine } from "./makeLines";
import {
  cutWritten,
  trimWritten,
  type MakefileSurroundings,
  type MakeScope,
  type Written,
} from "./makeScope";

/** How deep includes may nest, and how many fragments one Makefile may make. */
const deepestInclude = 10;
const fragmentBudget = 500_000;

/** A Makefile after all its lines were taken in order. */
export interface MakefileRun {
  readonly scope: MakeScope;
  readonly rules: readonly MakeRule[];
  readonly includes: readonly MakeInclude[];
  readonly searchPath: readonly string[];
  readonly holes: readonly Site[];
}

/** Takes every line of a Makefile as make would, except that nothing is executed and both sides of a doubt are read. */
export function runMakefile(text: string, surroundings: MakefileSurroundings): MakefileRun {
  const runner = new MakefileRunner(surroundings);
  runner.read(text, surroundings.path, 0);
  return runner;
}

class MakefileRunner implements MakefileRun {
  readonly scope: MakeScope;
  readonly rules: MakeRule[] = [];
  readonly includes: MakeInclude[] = [];
  readonly searchPath: string[] = [];
  readonly holes: Site[] = [];
  private readonly reading = new Set<string>();
  private isAfterRule = false;

  constructor(surroundings: MakefileSurroundings) {
    this.scope = { variables: new Map(), surroundings, budget: fragmentBudget };
  }

  read(text: string, path: string, depth: number): void {
    this.reading.add(path);
    const conditionals = new ConditionalStack(this.scope);
    const lines = makeLines(text);
    for (let i = 0; i < lines.length; i++) {
      const line = lines[i]!;
      if (line.isTabbed && this.isAfterRule) continue;
      const written = trimWritten({ text: withoutComment(line.text), path, start: line.start });
      if (written.text === "" || conditionals.take(written)) continue;
      const definition = /^(?:override\s+|export\s+)*define\s+([^\s=:?+]+)\s*(?:[:?+]*=)?$/.exec(
        written.text,
      );
      if (definition !== null) {
        const last = endOfDefine(lines, i);
        const start = lines[i + 1]?.start ?? text.length;
        const body = text.slice(start, Math.max(start, (lines[last]?.start ?? text.length) - 1));
        this.isAfterRule = false;
        if (!conditionals.isSkipping)
          define(definition[1]!, { text: body, path, start }, this.scope, conditionals.isUncertain);
        i = last;
      } else if (!conditionals.isSkipping)
        this.take(written, { isUncertain: conditionals.isUncertain, depth });
    }
    this.reading.delete(path);
  }

  private take(
    line: Written,
    { isUncertain, depth }: { readonly isUncertain: boolean; readonly depth: number },
  ): void {
    this.isAfterRule = false;
    const include = /^(?:-include|sinclude|include)\s+/.exec(line.text);
    if (include !== null) {
      this.include(cutWritten(line, include[0].length, line.text.length), depth, isUncertain);
      return;
    }
    const assignment = parseAssignment(line);
    if (assignment !== undefined) {
      if (assign(assignment, this.scope, isUncertain) === undefined) this.addHole(line);
      return;
    }
    const undefine = /^(?:override\s+)?undefine\s+(\S+)$/.exec(line.text);
    if (undefine !== null) {
      if (!isUncertain) this.scope.variables.delete(undefine[1]!);
    } else if (/^vpath(?:\s|$)/.test(line.text)) {
      const { words } = knownWords(expandMake(cutWritten(line, 5, line.text.length), this.scope));
      addAll(
        this.searchPath,
        words.slice(1).flatMap((word) => word.text.split(":")),
      );
    } else if (!/^(?:export|unexport|load)(?:\s|$)/.test(line.text)) this.takeRule(line);
  }

  private takeRule(line: Written): void {
    const colon = indexOutside(line.text, ":");
    if (colon < 0) {
      const rest = expandMake(line, this.scope);
      if (rest.isUnknown || rest.text.trim() !== "") this.addHole(line);
      return;
    }
    this.isAfterRule = true;
    const after = line.text[colon + 1] === ":" ? colon + 2 : colon + 1;
    const semicolon = indexOutside(line.text, ";", after);
    const rest = trimWritten(cutWritten(line, after, semicolon < 0 ? line.text.length : semicolon));
    // A variable of that target alone is no prerequisite.
    const isVariable = parseAssignment(rest) !== undefined;
    const targets = knownWords(expandMake(cutWritten(line, 0, colon), this.scope));
    const prerequisites = isVariable ? { words: [], unknown: [] } : this.prerequisites(rest);
    this.rules.push({
      targets: targets.words.filter((word) => word.text !== "&"),
      prerequisites: prerequisites.words.filter((word) => word.text !== "|"),
      certain: targets.unknown.length + prerequisites.unknown.length === 0,
      path: line.path,
      span: { start: line.start, end: line.start + line.text.length },
    });
  }

  /** Those of a static pattern rule follow a second colon. */
  private prerequisites(rest: Written): ReturnType<typeof knownWords> {
    const colon = indexOutside(rest.text, ":");
    return knownWords(expandMake(cutWritten(rest, colon + 1, rest.text.length), this.scope));
  }

  private include(files: Written, depth: number, isUncertain: boolean): void {
    const { words, unknown } = knownWords(expandMake(files, this.scope));
    if (unknown.length > 0) {
      const { path, start, text } = files;
      this.includes.push({ text, span: { start, end: start + text.length }, path, isRead: false });
    }
    for (const word of words) {
      const { path } = this.scope.surroundings;
      const file = besideFile(path, word.text);
      const isReadable =
        depth < deepestInclude && !this.reading.has(file) && !isUncertain && !word.text.startsWith("/");
      const text = isReadable ? this.scope.surroundings.readInclude?.(normalPath(word.text)) : undefined;
      this.includes.push({ text: word.text, span: word.span, path: word.path, isRead: text !== undefined });
      if (text !== undefined) this.read(text, file, depth + 1);
    }
  }

  private addHole({ path, start, text }: Written): void {
    this.holes.push({ path, start, end: start + text.length });
  }
}

function endOfDefine(lines: readonly MakeLine[], start: number): number {
  let depth = 0;
  for (let i = start; i < lines.length; i++) {
    const word = /^\s*(?:override\s+|export\s+)*(define|endef)\b/.exec(lines[i]!.text)?.[1];
    if (word === "define") depth++;
    else if (word === "endef" && --depth === 0) return i;
  }
  return lines.length;
}
