/** Types of `fetchCorpus.mjs` for its tests. */
export function completeVersion(source: { name: string; folder: string }): Promise<string | undefined>;

export interface FetchedSource {
  name: string;
  folder: string;
  version: string;
}

export function fetchCorpus(
  parts: readonly ("extensions" | "postgresql")[],
  options?: {
    wantedVersions?: Readonly<Record<string, string>>;
    only?: readonly string[];
    log?: (line: string) => void;
  },
): Promise<{ present: FetchedSource[]; missing: { name: string; reason: string }[] }>;
