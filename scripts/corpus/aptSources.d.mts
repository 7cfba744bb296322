/** Types of `aptSources.mjs` for its tests. */
export interface AptSource {
  uri: string;
  suite: string;
  components: string[];
}

export function readAptSources(): Promise<AptSource[]>;
export function parseOneLine(text: string): AptSource[];
export function parseDeb822(text: string): AptSource[];
