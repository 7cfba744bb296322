import { ParsedChunk, type ChunkParts } from "./chunk";
import { InactiveSpans } from "./inactiveSpans";
import type { CSource, InactiveRegion, MaskKnowledge, PlacedChunk } from "./source";
import type { KnownPieces, Piece } from "./piece";

/** The text that is being read. */
export interface NextVersion {
  readonly text: string;
  readonly inactive: readonly InactiveRegion[];
  readonly knowledge: MaskKnowledge;
}

/**
 * The chunks of the previous version of a file. Functions of it that stand where they stood, counted from the start
 * or the end of the text, are not even split again; others are found by their text, mostly the next one in order.
 */
export class ChunkReuse implements KnownPieces {
  private readonly previous: readonly PlacedChunk[];
  private readonly delta: number;
  private readonly spans: InactiveSpans;
  private next = 0;
  private byStart: Map<number, number> | undefined;
  private byText: Map<string, number> | undefined;
  /** Pieces that were handed out, with the places of their chunks in `previous`. */
  private readonly known = new Map<Piece, number>();

  constructor(
    source: CSource | undefined,
    private readonly version: NextVersion,
  ) {
    this.previous = source?.chunks ?? [];
    this.delta = version.text.length - (source?.text.length ?? 0);
    this.spans = new InactiveSpans(version.inactive);
  }

  at(start: number): Piece | undefined {
    if (this.previous.length === 0) return undefined;
    this.byStart ??= new Map(this.previous.map((placed, index) => [placed.start, index]));
    return (
      this.pieceOf(this.byStart.get(start), start) ??
      this.pieceOf(this.byStart.get(start - this.delta), start)
    );
  }

  /** The chunk of the piece, when its text begins at `start` and nothing around it can change what it is. */
  private pieceOf(index: number | undefined, start: number): Piece | undefined {
    const chunk = index === undefined ? undefined : this.previous[index]!.chunk;
    if (index === undefined || !(chunk instanceof ParsedChunk) || !chunk.isClosed) return undefined;
    const { text, knowledge } = this.version;
    const end = start + chunk.text.length;
    if (text.slice(start, end) !== chunk.text) return undefined;
    if (!chunk.isReadAs({ knowledge, inactive: this.spans.within(start, end) })) return undefined;
    const { kind, name, isStatic, isClosed } = chunk;
    const piece = { kind, start, end, isStatic, isClosed, ...(name === undefined ? {} : { name }) };
    this.known.set(piece, index);
    return piece;
  }

  /** The chunk of a piece that was handed out. Pieces are asked for in order. */
  chunkOf(piece: Piece): ParsedChunk | undefined {
    const index = this.known.get(piece);
    if (index === undefined) return undefined;
    this.next = index + 1;
    return this.previous[index]!.chunk as ParsedChunk;
  }

  find(parts: ChunkParts): ParsedChunk {
    if (this.previous.length === 0) return new ParsedChunk(parts);
    const inOrder = this.previous[this.next]?.chunk;
    if (inOrder instanceof ParsedChunk && inOrder.isMadeOf(parts)) {
      this.next++;
      return inOrder;
    }
    const found = this.lookUp(parts);
    if (found !== undefined) return found;
    this.next++;
    return new ParsedChunk({ ...parts, text: detached(parts.text) });
  }

  private lookUp(parts: ChunkParts): ParsedChunk | undefined {
    if (this.byText === undefined) {
      this.byText = new Map();
      for (const [index, { chunk }] of this.previous.entries()) this.byText.set(chunk.text, index);
    }
    const index = this.byText.get(parts.text);
    const found = index === undefined ? undefined : this.previous[index]?.chunk;
    if (index === undefined || !(found instanceof ParsedChunk) || !found.isMadeOf(parts)) return undefined;
    this.next = index + 1;
    return found;
  }
}

/** A copy of a part of a large text that does not keep all of the text in memory. */
function detached(part: string): string {
  return ` ${part}`.slice(1);
}
