/** What two versions of a library's files have in common. */
import { sameList } from "../base/sameList";
import type { CFacts } from "../facts/cFacts";
import { isChanged } from "../flow/isChanged";
import type { Chunk } from "../syntax/c/source";

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
    sameList(a.source.macros, b.source.macros, (x, y) => x.name === y.name && x.body === y.body) &&
    sameList(
      a.source.doubtfulMacros,
      b.source.doubtfulMacros,
      (x, y) => x.name === y.name && x.body === y.body,
    ) &&
    sameList(a.functions, b.functions, (x, y) => x.name === y.name && x.isStatic === y.isStatic) &&
    sameList(declarationChunks(a), declarationChunks(b), (x, y) => x === y)
  );
}

function declarationChunks(file: CFacts): readonly Chunk[] {
  return file.source.chunks.filter(({ chunk }) => chunk.kind !== "function").map(({ chunk }) => chunk);
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

const changes = new WeakMap<Chunk, Map<string, boolean>>();

/** Some code of the file assigns the variable beyond its initialization; each chunk is searched once. */
export function isChangedIn(file: CFacts, name: string): boolean {
  return file.source.chunks.some(({ chunk }) => {
    let known = changes.get(chunk);
    if (!known) {
      known = new Map();
      changes.set(chunk, known);
    }
    let answer = known.get(name);
    if (answer === undefined) {
      answer = isChanged(chunk.text, name);
      known.set(name, answer);
    }
    return answer;
  });
}
