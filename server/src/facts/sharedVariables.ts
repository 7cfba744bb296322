import type { CFacts } from "./cFacts";
import { apiFunctions } from "../pg/api/apiFunctions";

const sharedAllocators = [...apiFunctions.values()].flatMap(({ name, result }) =>
  result.kind === "shared" ? [name] : [],
);

const knownTogether = new WeakMap<readonly CFacts[], ReadonlySet<string>>();
const known = new WeakMap<CFacts, readonly string[]>();

/** Variables to which some of the files assigns shared memory, by their words: `state = ShmemInitStruct(…)`. */
export function sharedVariablesIn(files: readonly CFacts[]): ReadonlySet<string> {
  let names = knownTogether.get(files);
  if (!names) {
    names = new Set(files.flatMap((file) => variablesOf(file)));
    knownTogether.set(files, names);
  }
  return names;
}

function variablesOf(file: CFacts): readonly string[] {
  let names = known.get(file);
  if (!names) {
    names = mentioned.test(file.text) ? [...file.text.matchAll(assigned)].map((match) => match[1]!) : [];
    known.set(file, names);
  }
  return names;
}

const mentioned = new RegExp(String.raw`\b(?:${sharedAllocators.join("|")})\b`, "u");
const assigned = new RegExp(
  String.raw`\b([A-Za-z_]\w*)\s*=\s*(?:\(\s*[\w\s*]+\)\s*)?(?:${sharedAllocators.join("|")})\s*\(`,
  "gu",
);
