import type { CFacts } from "./cFacts";
import { apiFunctions } from "../pg/api/apiFunctions";

const sharedAllocators = [...apiFunctions.values()].flatMap(({ name, result }) =>
  result.kind === "shared" ? [name] : [],
);

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

function namesIn(file: CFacts): readonly string[] {
  let names = known.get(file);
  if (!names) {
    names = mentioned.test(file.text) ? [...assignedIn(file), ...returningIn(file)] : [];
    known.set(file, names);
  }
  return names;
}

function assignedIn({ text }: CFacts): readonly string[] {
  return [...text.matchAll(assigned)].map((match) => match[1]!);
}

function returningIn({ functions }: CFacts): readonly string[] {
  return functions.flatMap(({ name, placed }) => (returned.test(placed.chunk.text) ? [name] : []));
}

const call = String.raw`\s*(?:\(\s*[\w\s*]+\)\s*)?(?:${sharedAllocators.join("|")})\s*\(`;
const mentioned = new RegExp(String.raw`\b(?:${sharedAllocators.join("|")})\b`, "u");
const assigned = new RegExp(String.raw`\b([A-Za-z_]\w*)\s*=${call}`, "gu");
const returned = new RegExp(String.raw`\breturn\b${call}`, "u");
