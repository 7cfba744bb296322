/**
 * Where nothing tells which branch of an `#if` is compiled, one is taken and the other left out. What is found
 * only because of that choice is left out here: in doubt nothing is said.
 */
import type { Finding } from "../base/finding";
import type { Site, Span } from "../base/span";
import type { CFacts } from "../facts/cFacts";
import type { FunctionRef } from "../flow/program";
import { wordsOf } from "../index/chunkFunction";
import type { LibraryView } from "../index/libraryView";
import { choicesAtFileLevel, choicesIn, onlyChecks } from "./choices";
import type { AnalysedAgain, Reanalysis } from "./reanalysis";

/** Choices that are tried the other way, at most: each costs an analysis of the libraries it is in. */
const mostChoices = 8;

/** The findings that stay when a choice they may depend on is made the other way, or whose own code that would leave out. */
export function withoutGuesses(findings: readonly Finding[], reanalysis: Reanalysis): readonly Finding[] {
  const { views } = reanalysis;
  if (findings.length === 0 || !views.some(({ files }) => files.some(hasChoices))) return findings;
  const byChoice = new Map<string, Set<Finding>>();
  for (const finding of findings) {
    for (const about of choicesBehind(finding, views)) {
      if (about === onlyChecks) continue;
      const known = byChoice.get(about) ?? new Set();
      byChoice.set(about, known.add(finding));
    }
  }
  let certain = findings;
  for (const [about, doubtful] of [...byChoice].slice(0, mostChoices)) {
    const other = analyseOtherwise(about, reanalysis);
    certain = certain.filter(
      (finding) =>
        !doubtful.has(finding) || other.found.has(identity(finding)) || other.leavesOut(finding.site),
    );
  }
  return certain;
}

function hasChoices({ source }: CFacts): boolean {
  return source.choices.length > 0;
}

/** Another choice may change the wording. */
function identity({ rule, site }: Finding): string {
  return `${rule}\0${site.path}\0${site.start}`;
}

/** What the conditionals are about that a finding may depend on: those in the functions it speaks of and calls, and those around what these name. */
function choicesBehind(finding: Finding, views: readonly LibraryView[]): ReadonlySet<string> {
  const found = new Set<string>();
  const sites = [finding.site, ...finding.related.map((place) => place.site)];
  for (const view of views) {
    const words = new Set<string>();
    for (const site of sites) addChoicesAt(view, site, words, found);
    if (words.size === 0) continue;
    for (const file of view.files) {
      const isNear = file.mentionsInterface || sites.some(({ path }) => path === file.path);
      if (!isNear || file.path.endsWith("/dynpgext.h")) continue;
      for (const { about, names } of choicesAtFileLevel(file.source))
        if (names.some((name) => words.has(name))) found.add(about);
    }
  }
  return found;
}

/** Functions up to this length are looked at as a whole; of longer ones what shares a word with the line found fault with. */
const longestWhole = 4000;
const leavesOrThrows = /\b(?:return|goto|break|continue|ereport|elog|abort|exit|proc_exit)\b/u;

/** Adds the choices in the code around a site, and the words it may depend on. */
function addChoicesAt(view: LibraryView, site: Site, words: Set<string>, found: Set<string>): void {
  const file = view.files.find(({ path }) => path === site.path);
  const around = file?.source.chunks.find(({ start, end }) => start <= site.start && site.start < end);
  if (!file || !around) return;
  const { source } = file;
  const isWhole = around.chunk.text.length <= longestWhole;
  const own = wordsOf(isWhole ? around.chunk.text : linesAround(source.text, site));
  for (const word of own) words.add(word);
  const body = around.start + Math.max(around.chunk.text.indexOf("{"), 0);
  for (const choice of choicesIn(source, around)) {
    const text = source.text.slice(choice.start, choice.end);
    if (isWhole || choice.start < body || leavesOrThrows.test(text) || sharesWord(own, wordsOf(text)))
      found.add(choice.about);
  }
  const entry = file.functions.find(({ placed }) => placed === around);
  if (entry) addChoicesInCalled(view, view.program.functionRef(file, entry), found);
}

const setsUpOrUses = /dynpgext|allocate_shmem|register_bgworker|BackgroundWorker|bgw_/u;

function addChoicesInCalled(view: LibraryView, fn: FunctionRef, found: Set<string>): void {
  for (const { path, base, text } of view.callGraph.mentionedBy(fn)) {
    if (!setsUpOrUses.test(text)) continue;
    const source = view.files.find((other) => other.path === path)?.source;
    const called = { start: base, end: base + text.length };
    for (const { about } of source ? choicesIn(source, called) : []) found.add(about);
  }
}

function linesAround(text: string, { start, end }: Span): string {
  const next = text.indexOf("\n", end);
  return text.slice(text.lastIndexOf("\n", start) + 1, next < 0 ? undefined : next);
}

/** Words of types say nothing about what is meant. */
const commonWords =
  /^(?:int|char|void|bool|long|unsigned|const|static|struct|if|else|while|for|sizeof|NULL|true|false|Assert|[A-Z]\w*)$/u;

function sharesWord(words: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return [...others].some((word) => words.has(word) && !commonWords.test(word));
}

interface Otherwise {
  /** What is found then. */
  readonly found: ReadonlySet<string>;
  leavesOut(site: Site): boolean;
}

const analysedAgain = new WeakMap<LibraryView, Map<string, AnalysedAgain>>();

function analyseOtherwise(about: string, reanalysis: Reanalysis): Otherwise {
  const changed = new Map<string, CFacts>();
  const cFiles = new Map(reanalysis.cFiles);
  for (const file of new Set(reanalysis.views.flatMap(({ files }) => files))) {
    if (!file.source.choices.some((choice) => choice.about === about)) continue;
    const other = reanalysis.readOtherwise(file, about);
    changed.set(file.path, other);
    cFiles.set(file.path, other);
  }
  const again = reanalysis.views.map((view) => {
    if (!view.files.some(({ path }) => changed.has(path))) return { view, findings: [] };
    const known = analysedAgain.get(view) ?? new Map<string, AnalysedAgain>();
    analysedAgain.set(view, known);
    const result = known.get(about) ?? reanalysis.analyse(view, cFiles);
    known.set(about, result);
    return result;
  });
  const views = again.flatMap(({ view }) => view ?? []);
  const findings = [...again.flatMap((one) => one.findings), ...reanalysis.findInWorkspace(views, cFiles)];
  return {
    found: new Set(findings.map(identity)),
    leavesOut: ({ path, start }) => changed.get(path)?.isInactive({ start, end: start }) ?? false,
  };
}
