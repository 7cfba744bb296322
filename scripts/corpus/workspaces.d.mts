/** Types of `workspaces.mjs` for its tests. */
export interface Corpus {
  name: string;
  root: string;
  workspaces: string[];
}

export const knownCorpora: readonly string[];
export function corpusInCache(name: string): Corpus;
export function corporaOf(corpusDir: string): Corpus[];
