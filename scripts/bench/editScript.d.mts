/** Types of `editScript.mjs` for its tests. */
export interface Place {
  line: number;
  character: number;
}

export interface ContentChange {
  range: { start: Place; end: Place };
  text: string;
}

export interface Places {
  identifierEnd: Place;
  nameEnd: Place;
  statementStart: Place;
  sentinel: Place;
}

export const kinds: readonly string[];
export function preparedFile(original: string): { text: string; places: Places };
export function keystrokes(kind: string, cycleCount: number, places: Places): ContentChange[][];
