import type { CFacts } from "./cFacts";
import { apiFunctions } from "../pg/api/apiFunctions";
import type { Chunk } from "../syntax/c/source";

const sharedAllocators = [...apiFunctions.values()].flatMap(({ name, result }) =>
  result.kind === "shared" ? [name] : [],
);

/** Shorter text cannot assign the result of any of them. */
const shortest = Math.min(...sharedAllocators.map(({ length }) => length));

const knownTogether = new WeakMap<readonly CFacts[], ReadonlySet<string>>();
const known = new WeakMap<CFacts, readonly string[]>();

/**
 * Names that give shared memory, by the words of the files: variables that it is assigned to, `state = ShmemInitStruct(…)`,
 * and functions that return it.
 */
export function sharedNamesIn(files: readonly CFacts[]): ReadonlySet<string> {
  let names = knownTogether.get(files);
  if (!names) {
    names = new Set(files.flatMap((file) => namesIn(file)));
    knownTogether.set(files, names);
  }
  return names;
}

/** After an edit that changed none of the names they are known for the files as they are now. Both lists have the same files. */
export function carrySharedNames(before: readonly CFacts[], after: readonly CFacts[]): void {
  const names = knownTogether.get(before);
  if (names && after.every((file, i) => file === before[i] || isSameList(namesIn(file), namesIn(before[i]!))))
    knownTogether.set(after, names);
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name, i) => name === other[i]);
}

/** Chunks are searched once; what stands between them, comments and directives, with each version of the file. */
function namesIn(file: CFacts): readonly string[] {
  let names = known.get(file);
  if (!names) {
    const { text, source } = file;
    const found: string[] = [];
    let end = 0;
    for (const { chunk, start, end: next } of source.chunks) {
      if (start - end >= shortest) found.push(...assignedIn(text.slice(end, start)));
      found.push(...namesInChunk(chunk));
      end = next;
    }
    found.push(...assignedIn(text.slice(end)));
    names = found;
    known.set(file, names);
  }
  return names;
}

const nothing: readonly string[] = [];
const knownOfChunk = new WeakMap<Chunk, readonly string[]>();

function namesInChunk(chunk: Chunk): readonly string[] {
  let names = knownOfChunk.get(chunk);
  if (!names) {
    const { text, kind, name } = chunk;
    const isGiven = kind === "function" && name !== undefined && returned.test(text);
    names = mentioned.test(text) ? [...assignedIn(text), ...(isGiven ? [name] : [])] : nothing;
    knownOfChunk.set(chunk, names);
  }
  return names;
}

function assignedIn(text: string): readonly string[] {
  return mentioned.test(text) ? Array.from(text.matchAll(assigned), (match) => match[1]!) : nothing;
}

const call = String.raw`\s*(?:\(\s*[\w\s*]+\)\s*)?(?:${sharedAllocators.join("|")})\s*\(`;
const mentioned = new RegExp(String.raw`\b(?:${sharedAllocators.join("|")})\b`, "u");
const assigned = new RegExp(String.raw`\b([A-Za-z_]\w*)\s*=${call}`, "gu");
const returned = new RegExp(String.raw`\breturn\b${call}`, "u");
