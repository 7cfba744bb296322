import type { ChunkParts } from "./chunk";
import { ChunkReuse } from "./chunkReuse";
import { CodeView, dropTokens } from "./codeView";
import { directiveComments } from "./directiveComments";
import { readDirectives } from "./directives";
import { groupPieces } from "./groupPieces";
import { keepShape } from "./keepShape";
import { InactiveSpans } from "./inactiveSpans";
import { createTokens } from "./lex";
import { createLexMemory, relex } from "./relex";
import type { CSource, MaskKnowledge, PlacedChunk, ReadCOptions } from "./source";
import type { Piece } from "./piece";
import { splitTopLevel } from "./split";
import { wordTable } from "./wordClasses";

/**
 * Reads one C file: lexes it, follows its directives and cuts it into chunks. Parses nothing: that happens
 * when a chunk is asked for its holes or definitions. Total: any text has a result. The same as without
 * `options.previous`, but chunks that did not change are shared with it, with all they know.
 */
export function readC(text: string, options: ReadCOptions): CSource {
  const tokens = relex(text, memory);
  const facts = readDirectives(text, tokens, options);
  const { knowledge, previous } = options;
  const { inactive } = facts;
  const active = dropTokens(tokens, inactive, scratch);
  const view = keepShape("view", new CodeView(text, active, wordTable(knowledge), roomFor(active.count)));
  const reuse = keepShape("reuse", new ChunkReuse(previous, { text, inactive, knowledge }));
  const pieces = groupPieces(text, splitTopLevel(view, reuse));
  const inactiveSpans = new InactiveSpans(inactive);
  const chunks: PlacedChunk[] = [];
  for (const piece of pieces) {
    const { start, end } = piece;
    const chunk = reuse.chunkOf(piece) ?? reuse.find(partsOf(piece, text, inactiveSpans, knowledge));
    chunks.push({ chunk, start, end });
  }
  return { text, ...facts, directiveComments: directiveComments(text, tokens, chunks), chunks };
}

function partsOf(piece: Piece, text: string, spans: InactiveSpans, knowledge: MaskKnowledge): ChunkParts {
  const { kind, start, end, name, isStatic, isClosed = false } = piece;
  const inactive = spans.within(start, end);
  const parts = { kind, text: text.slice(start, end), isStatic, isClosed, inactive, knowledge };
  return name === undefined ? parts : { ...parts, name };
}

/** Used again by every call, which reads its results to the end before it returns. */
const scratch = createTokens(1 << 12);
const memory = createLexMemory();
let partners = new Int32Array(1 << 12);

function roomFor(count: number): Int32Array {
  if (partners.length < count) partners = new Int32Array(count + (count >> 1));
  return partners;
}
