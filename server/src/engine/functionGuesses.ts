/**
 * The same as `guesses.ts` for what is found in single functions: where nothing tells which branch of an `#if` is
 * compiled, a finding must hold in both readings. Only its own function is looked at again.
 */
import type { Finding } from "../base/finding";
import type { CFacts } from "../facts/cFacts";
import { wordsOf, type ChunkFunction } from "../index/chunkFunction";
import type { FunctionView } from "../index/functionView";
import type { LibraryProgram } from "../index/libraryProgram";
import { choicesAtFileLevel, choicesIn, onlyChecks } from "./choices";
import type { FunctionParts } from "./functionParts";
import { enabledFunctionRules, runFunctionRules } from "./runRules";
import type { Settings } from "./settings";

/** Choices that a function is tried with, at most. With more of them nothing is said about it. */
const mostChoices = 6;

export interface OtherReadings {
  readonly parts: FunctionParts;
  readonly settings: Settings;
  /** A file read with what `Choice.about` names chosen the other way. */
  readOtherwise(facts: CFacts, about: string): CFacts;
  /** The library with some files in another reading. */
  programWith(program: LibraryProgram, changed: ReadonlyMap<string, CFacts>): LibraryProgram;
}

/** The findings of a function that stay when a choice they may depend on is made the other way, or whose own code that would leave out. */
export function withoutGuessesIn(
  view: FunctionView,
  findings: readonly Finding[],
  readings: OtherReadings,
): readonly Finding[] {
  if (findings.length === 0) return findings;
  const choices = choicesBehind(view, findings);
  if (choices.size > mostChoices) return [];
  let certain = findings;
  for (const about of choices) {
    if (certain.length === 0) break;
    const other = foundOtherwise(view, about, readings);
    certain = certain.filter((finding) => other(finding));
  }
  return certain;
}

/** What the conditionals are about in the function, in those it mentions, and around what its words name. */
function choicesBehind({ fn, program }: FunctionView, findings: readonly Finding[]): ReadonlySet<string> {
  const found = new Set<string>();
  const words = wordsOf(fn.text);
  const looked = new Set<string>([fn.path]);
  const addIn = ({ path, base, text }: Pick<ChunkFunction, "path" | "base" | "text">): void => {
    const source = program.file(path)?.source;
    const span = { start: base, end: base + text.length };
    for (const { about } of source ? choicesIn(source, span) : []) found.add(about);
  };
  addIn({ path: fn.path, base: fn.base, text: fn.text });
  for (const word of words) {
    const mentioned = program.findFunction(word, fn.path);
    if (mentioned) addIn({ path: mentioned.path, base: mentioned.base, text: mentioned.text });
  }
  for (const { related } of findings) for (const { site } of related) looked.add(site.path);
  for (const path of looked) {
    const source = program.file(path)?.source;
    if (!source || source.choices.length === 0) continue;
    for (const { about, names } of choicesAtFileLevel(source))
      if (!found.has(about) && names.some((name) => words.has(name))) found.add(about);
  }
  found.delete(onlyChecks);
  return found;
}

/** Whether a finding stays when `about` is decided the other way. */
function foundOtherwise(
  { fn, program, options }: FunctionView,
  about: string,
  { parts, settings, readOtherwise, programWith }: OtherReadings,
): (finding: Finding) => boolean {
  const changed = new Map<string, CFacts>();
  for (const file of program.visibleFrom(fn.path))
    if (file.source.choices.some((choice) => choice.about === about))
      changed.set(file.path, readOtherwise(file, about));
  const other = programWith(program, changed);
  const file = other.file(fn.path);
  const leavesOut = ({ site: { path, start } }: Finding): boolean =>
    changed.get(path)?.isInactive({ start, end: start }) ?? false;
  const candidates = other.functions.filter((one) => one.path === fn.path && one.name === fn.name);
  const rules = enabledFunctionRules(parts.rules, settings);
  const identities = new Set(
    candidates.flatMap((one) => {
      if (!file) return [];
      const view = { fn: one, file, program: other, regions: parts.regionsOf(other, one), options };
      return runFunctionRules(rules, view, settings).findings.map(identity);
    }),
  );
  return (finding) => identities.has(identity(finding)) || leavesOut(finding);
}

/** Another choice may change the wording. */
function identity({ rule, site }: Finding): string {
  return `${rule}\0${site.path}\0${site.start}`;
}
