import { isAbsolute } from "node:path/posix";

/**
 * Which of the files that an install would write lie in the system's PostgreSQL. `output` is what a dry run printed; a
 * path of the private copy contains one of the system's, but does not begin with it.
 */
export function systemTargets(output: string, systemFolders: readonly string[]): readonly string[] {
  const words = output.match(/[^\s'"=;]+/g) ?? [];
  const inSystem = (word: string): boolean =>
    isAbsolute(word) && systemFolders.some((folder) => word === folder || word.startsWith(`${folder}/`));
  return [...new Set(words.filter(inSystem))];
}

/** Which of the given absolute paths are not below the private copy. */
export function outsideOf(prefix: string, paths: readonly string[]): readonly string[] {
  return paths.filter((path) => isAbsolute(path) && path !== prefix && !path.startsWith(`${prefix}/`));
}
