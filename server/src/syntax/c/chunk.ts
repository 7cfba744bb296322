import type { Span } from "../../base/span";
import { isPlainFunction, lowerText } from "./lower/lowerText";
import { maskChunk } from "./mask";
import type { TopLevel } from "./model";
import { parseMasked } from "./parse";
import type { Chunk, MaskKnowledge } from "./source";

/** Everything that a chunk's model depends on. */
export interface ChunkParts {
  readonly kind: Chunk["kind"];
  readonly text: string;
  readonly name?: string;
  readonly isStatic: boolean;
  /** Spans that are not analysed, relative to the chunk. */
  readonly inactive: readonly Span[];
  readonly knowledge: MaskKnowledge;
  /** See `Piece`; follows from the rest. */
  readonly isClosed: boolean;
}

/** A chunk that masks and parses its text when it is asked to, and remembers the results but no tree. */
export class ParsedChunk implements Chunk {
  readonly kind: Chunk["kind"];
  readonly text: string;
  readonly name?: string;
  readonly isStatic: boolean;
  readonly inactive: readonly Span[];
  readonly knowledge: MaskKnowledge;
  readonly isClosed: boolean;
  private knownHoles: readonly Span[] | undefined;
  private knownDefinitions: readonly TopLevel[] | undefined;

  constructor(parts: ChunkParts) {
    this.kind = parts.kind;
    this.text = parts.text;
    if (parts.name !== undefined) this.name = parts.name;
    this.isStatic = parts.isStatic;
    this.inactive = parts.inactive;
    this.knowledge = parts.knowledge;
    this.isClosed = parts.isClosed;
  }

  /** True when a chunk made of `parts` could not be told from this one. */
  isMadeOf(parts: ChunkParts): boolean {
    return (
      this.text === parts.text &&
      this.kind === parts.kind &&
      this.name === parts.name &&
      this.isStatic === parts.isStatic &&
      this.isReadAs(parts)
    );
  }

  /** True when the same text would be cut and masked like this one's. */
  isReadAs({ knowledge, inactive }: Pick<ChunkParts, "knowledge" | "inactive">): boolean {
    return (
      (this.knowledge === knowledge || this.knowledge.key === knowledge.key) &&
      this.inactive.length === inactive.length &&
      this.inactive.every((span, index) => isSameSpan(span, inactive[index]!))
    );
  }

  /** Where the parser failed and the lowering found no meaning either. Without a failure nothing needs to be lowered. */
  get holes(): readonly Span[] {
    if (this.knownHoles === undefined) {
      const masked = this.masked();
      const isSound =
        (this.kind === "function" && isPlainFunction(masked)) || !parseMasked(masked).rootNode.hasError;
      if (isSound) this.knownHoles = [];
      else this.lower(masked);
    }
    return this.knownHoles!;
  }

  get definitions(): readonly TopLevel[] {
    if (this.knownDefinitions === undefined) this.lower(this.masked());
    return this.knownDefinitions!;
  }

  forgetDefinitions(): void {
    this.knownDefinitions = undefined;
  }

  private lower(masked: string): void {
    const { definitions, holes, isSound } = lowerText(this.kind, this.text, masked);
    this.knownDefinitions = definitions;
    this.knownHoles = isSound ? [] : holes;
  }

  /** The text that is parsed: as long as `text`. */
  masked(): string {
    return maskChunk(this);
  }
}

function isSameSpan(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}
