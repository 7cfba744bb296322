/** Types of `fetchCorpus.mjs` for its tests. */
export function completeVersion(source: { name: string; folder: string }): Promise<string | undefined>;
