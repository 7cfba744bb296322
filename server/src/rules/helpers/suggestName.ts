/** The name that was meant by one that does not exist. */
import { nearest } from "./nearest";
import { isVersionLike } from "./shmemNames";

export interface Suggestion {
  readonly name: string;
  /** `spelling`: few letters differ. `version`: another or no version part. `prefix`: the start is missing, or there is none. */
  readonly by: "spelling" | "version" | "prefix";
}

/** The only candidate that `name` comes near to, undefined when there is none or more than one. */
export function suggestName(name: string, candidates: readonly string[]): Suggestion | undefined {
  const known = [...new Set(candidates)];
  const byVersion = only(known, (candidate) => core(candidate) === core(name));
  const bySpelling = nearest(name, known);
  if (byVersion !== undefined && (bySpelling === undefined || bySpelling === byVersion))
    return { name: byVersion, by: "version" };
  if (bySpelling !== undefined) return { name: bySpelling, by: "spelling" };
  const byCase = only(known, (candidate) => plain(candidate) === plain(name));
  if (byCase !== undefined) return { name: byCase, by: "spelling" };
  const byPrefix = only(
    known,
    (candidate) => candidate.endsWith(`:${name}`) || name.endsWith(`:${candidate}`),
  );
  if (byPrefix !== undefined) return { name: byPrefix, by: "prefix" };
  const byCore = nearest(core(name), known.map(core));
  const misspelt = byCore === undefined ? undefined : only(known, (candidate) => core(candidate) === byCore);
  return misspelt === undefined ? undefined : { name: misspelt, by: "version" };
}

function only(candidates: readonly string[], matches: (candidate: string) => boolean): string | undefined {
  const found = candidates.filter(matches);
  return found.length === 1 ? found[0] : undefined;
}

/** The name without its version parts. */
function core(name: string): string {
  return name
    .split(":")
    .filter((part, i) => i === 0 || !isVersionLike(part))
    .join(":");
}

/** The name without what people vary: case and the signs between words. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
