import type { Span } from "../../base/span";
import { ParsedChunk, type ChunkParts } from "./chunk";
import { CodeView, dropTokens } from "./codeView";
import { readDirectives } from "./directives";
import { groupPieces } from "./groupPieces";
import { keepShape } from "./keepShape";
import { createTokens, type Tokens } from "./lex";
import { createLexMemory, relex } from "./relex";
import type { CSource, DirectiveComment, InactiveRegion, PlacedChunk, ReadCOptions } from "./source";
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
  const comments = directiveComments(text, tokens);
  const active = dropTokens(tokens, facts.inactive, scratch);
  const view = keepShape("view", new CodeView(text, active, wordTable(options.knowledge)));
  const pieces = groupPieces(text, splitTopLevel(view));
  const reuse = keepShape("reuse", new ChunkReuse(options.previous));
  const inactiveSpans = new InactiveSpans(facts.inactive);
  const chunks: PlacedChunk[] = [];
  for (const { kind, start, end, name, isStatic } of pieces) {
    const inactive = inactiveSpans.within(start, end);
    const { knowledge } = options;
    const parts = { kind, text: text.slice(start, end), isStatic, inactive, knowledge };
    const chunk = reuse.find(name === undefined ? parts : { ...parts, name });
    chunks.push({ chunk, start, end });
  }
  return { text, ...facts, directiveComments: comments, chunks };
}

/** Used again by every call, which reads its results to the end before it returns. */
const scratch = createTokens(1 << 12);
const memory = createLexMemory();

/** Finds chunks of the previous version: mostly the next one in order, else any with the same text. */
class ChunkReuse {
  private readonly previous: readonly PlacedChunk[];
  private next = 0;
  private byText: Map<string, number> | undefined;

  constructor(source: CSource | undefined) {
    this.previous = source?.chunks ?? [];
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

/** Cuts out and shifts what lies in a chunk. Chunks are asked for in order. */
class InactiveSpans {
  private next = 0;

  constructor(private readonly regions: readonly InactiveRegion[]) {}

  within(start: number, end: number): readonly Span[] {
    const { regions } = this;
    while (this.next < regions.length && regions[this.next]!.end <= start) this.next++;
    const spans: Span[] = [];
    for (let index = this.next; index < regions.length && regions[index]!.start < end; index++) {
      const region = regions[index]!;
      spans.push({ start: Math.max(region.start, start) - start, end: Math.min(region.end, end) - start });
    }
    return spans;
  }
}

function directiveComments(text: string, tokens: Tokens): DirectiveComment[] {
  const found: DirectiveComment[] = [];
  if (!text.includes("dynpgext-")) return found;
  for (let index = 0; index < tokens.comments.length; index += 2) {
    const [start, end] = [tokens.comments[index]!, tokens.comments[index + 1]!];
    const comment = text.slice(start, end);
    if (!comment.includes("dynpgext-")) continue;
    const closed = comment.startsWith("/*") && comment.endsWith("*/") && comment.length >= 4;
    found.push({ start, end, text: comment.slice(2, closed ? -2 : undefined).trim() });
  }
  return found;
}
