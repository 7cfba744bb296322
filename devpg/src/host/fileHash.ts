import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";

/** SHA-256 of a file in hex; undefined when it cannot be read. */
export function fileHash(path: string): string | undefined {
  try {
    return createHash("sha256").update(readFileSync(path)).digest("hex");
  } catch {
    return undefined; // Not there, or gone since it was listed: that is an answer.
  }
}

/** Size and times of a file: differs when somebody wrote it. Undefined when there is none. */
export function fileStamp(path: string): string | undefined {
  try {
    const { size, mtimeMs, ino } = statSync(path);
    return `${size}:${mtimeMs}:${ino}`;
  } catch {
    return undefined; // As above.
  }
}

/** Hashes or stamps of several files by their paths, those that are there. */
export function byPath(
  paths: readonly string[],
  of: (path: string) => string | undefined,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    paths.flatMap((path) => {
      const value = of(path);
      return value === undefined ? [] : [[path, value] as const];
    }),
  );
}
