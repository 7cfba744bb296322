/** What two versions of a library's files have in common. */
import { commonEnds } from "../base/commonEnds";
import { sameList } from "../base/sameList";
import type { CFacts } from "../facts/cFacts";
import { isChanged } from "../flow/isChanged";
import type { Chunk, MacroDefinition, PlacedChunk } from "../syntax/c/source";

/** The same files with the same includes, macros, file-level declarations and functions: only bodies of functions differ. */
export function hasSameShape(before: readonly CFacts[], after: readonly CFacts[]): boolean {
  return (
    before.length === after.length &&
    before.every((file, i) => file === after[i] || isSameShape(file, after[i]!))
  );
}

function isSameShape(a: CFacts, b: CFacts): boolean {
  return (
    a.path === b.path &&
    sameList(a.source.includes, b.source.includes, (x, y) => x.path === y.path) &&
    sameList(a.source.macros, b.source.macros, isSameMacro) &&
    sameList(a.source.doubtfulMacros, b.source.doubtfulMacros, isSameMacro) &&
    sameList(a.functions, b.functions, (x, y) => x.name === y.name && x.isStatic === y.isStatic) &&
    sameList(declarationChunks(a), declarationChunks(b), (x, y) => x === y)
  );
}

function isSameMacro(a: MacroDefinition, b: MacroDefinition): boolean {
  return (
    a.name === b.name &&
    a.body === b.body &&
    (a.parameters === b.parameters ||
      (a.parameters !== undefined &&
        b.parameters !== undefined &&
        sameList(a.parameters, b.parameters, (x, y) => x === y)))
  );
}

function declarationChunks(file: CFacts): readonly Chunk[] {
  return file.source.chunks.filter(({ chunk }) => chunk.kind !== "function").map(({ chunk }) => chunk);
}

/** Paths of the files that are others in the later version. Both have the same files. */
export function changedPaths(before: readonly CFacts[], after: readonly CFacts[]): readonly string[] {
  return after.flatMap((file, i) => (file === before[i] ? [] : file.path));
}

/** How far each file is the same from its start, in UTF-16 units. */
export function unchangedUpTo(before: readonly CFacts[], after: readonly CFacts[]): (path: string) => number {
  const limits = new Map<string, number>();
  for (const [i, file] of after.entries()) {
    const earlier = before[i];
    if (earlier !== undefined && earlier !== file) limits.set(file.path, commonPrefix(earlier, file));
  }
  return (path) => limits.get(path) ?? Infinity;
}

/** Up to the first chunk that differs or has moved. */
function commonPrefix(a: CFacts, b: CFacts): number {
  const first = a.source.chunks.findIndex(({ chunk, start }, i) => {
    const there = b.source.chunks[i];
    return there?.chunk !== chunk || there.start !== start;
  });
  return first < 0 ? 0 : (a.source.chunks[first - 1]?.end ?? 0);
}

/**
 * The words of all code that differs, each difference widened to the statements that it touches. Undefined when the
 * files are not cut into the same chunks. For files of the same shape.
 */
export function touchedWords(
  before: readonly CFacts[],
  after: readonly CFacts[],
): ReadonlySet<string> | undefined {
  const words = new Set<string>();
  for (const [i, file] of after.entries()) {
    const earlier = before[i]!;
    if (earlier === file) continue;
    const [old, young] = [earlier.source.chunks, file.source.chunks];
    if (old.length !== young.length) return undefined;
    for (const [index, placed] of young.entries()) addDifference(old[index]!, placed, words);
  }
  return words;
}

function addDifference({ chunk: a }: PlacedChunk, { chunk: b }: PlacedChunk, words: Set<string>): void {
  if (a === b) return;
  const { start, end: rest } = commonEnds(a.text, b.text);
  for (const { text } of [a, b]) {
    let from = start;
    while (from > 0 && !endsStatement(text, from - 1)) from--;
    let to = text.length - rest;
    while (to < text.length && !endsStatement(text, to)) to++;
    const lineStart = text.lastIndexOf("\n", from - 1) + 1;
    const lineEnd = text.indexOf("\n", to);
    for (const [word] of text.slice(lineStart, lineEnd < 0 ? undefined : lineEnd).matchAll(/\w+/gu))
      words.add(word);
  }
}

function endsStatement(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 59 || code === 123 || code === 125;
}

const changes = new WeakMap<Chunk, Map<string, boolean>>();
const changesInFile = new WeakMap<CFacts, Map<string, boolean>>();

/** Some code of the file assigns the variable beyond its initialization; each chunk is searched once. */
export function isChangedIn(file: CFacts, name: string): boolean {
  return rememberFor(changesInFile, file, name, () =>
    file.source.chunks.some(({ chunk }) =>
      rememberFor(changes, chunk, name, () => isChanged(chunk.text, name)),
    ),
  );
}

function rememberFor<K extends object>(
  memory: WeakMap<K, Map<string, boolean>>,
  key: K,
  name: string,
  find: () => boolean,
): boolean {
  let known = memory.get(key);
  if (!known) {
    known = new Map();
    memory.set(key, known);
  }
  let answer = known.get(name);
  if (answer === undefined) {
    answer = find();
    known.set(name, answer);
  }
  return answer;
}
