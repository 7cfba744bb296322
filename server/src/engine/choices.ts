/** The `#if`s of a file of which nothing tells the branch that will be compiled. */
import { overlaps, type Span } from "../base/span";
import type { Choice, CSource } from "../syntax/c/source";

/** Builds for developers of PostgreSQL check more and do nothing else. */
export const onlyChecks = "USE_ASSERT_CHECKING";

export function choicesIn({ choices }: CSource, span: Span): readonly Choice[] {
  return choices.filter((choice) => overlaps(choice, span));
}

export interface FileLevelChoice {
  readonly about: string;
  /** What may be declared or defined in any of the branches. */
  readonly names: readonly string[];
}

const fileLevelChoices = new WeakMap<CSource, readonly FileLevelChoice[]>();
const declaredName = /\b(?:struct|union|enum|define)\s+(\w+)|\b([A-Za-z_]\w*)\s*(?=[;=([,}])/gu;

export function choicesAtFileLevel(source: CSource): readonly FileLevelChoice[] {
  let known = fileLevelChoices.get(source);
  if (!known) {
    known = source.choices
      .filter((choice) => !isInsideFunction(source, choice))
      .map(({ about, start, end }) => ({
        about,
        names: [...source.text.slice(start, end).matchAll(declaredName)].map(([, a, b]) => a ?? b ?? ""),
      }));
    fileLevelChoices.set(source, known);
  }
  return known;
}

function isInsideFunction({ chunks }: CSource, { start, end }: Choice): boolean {
  return chunks.some(
    (placed) => placed.chunk.kind === "function" && placed.start <= start && end <= placed.end,
  );
}
