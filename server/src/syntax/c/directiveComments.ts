import type { Tokens } from "./lex";
import type { Chunk, DirectiveComment, PlacedChunk } from "./source";

/** What every comment to this tool begins with. */
const mark = "dynpgext-";

/** The comments that speak to this tool. `chunks` are those of the text: what is known of them is not searched again. */
export function directiveComments(
  text: string,
  tokens: Tokens,
  chunks: readonly PlacedChunk[],
): readonly DirectiveComment[] {
  if (!isMarked(text, chunks)) return [];
  const found: DirectiveComment[] = [];
  for (let index = 0; index < tokens.comments.length; index += 2) {
    const [start, end] = [tokens.comments[index]!, tokens.comments[index + 1]!];
    const comment = text.slice(start, end);
    if (!comment.includes(mark)) continue;
    const closed = comment.startsWith("/*") && comment.endsWith("*/") && comment.length >= 4;
    found.push({ start, end, text: comment.slice(2, closed ? -2 : undefined).trim() });
  }
  return found;
}

/** A comment lies in one chunk or between two. */
function isMarked(text: string, chunks: readonly PlacedChunk[]): boolean {
  let end = 0;
  for (const { chunk, start, end: next } of chunks) {
    if (isMarkedChunk(chunk) || (start > end && text.slice(end, start).includes(mark))) return true;
    end = next;
  }
  return text.slice(end).includes(mark);
}

const marked = new WeakMap<Chunk, boolean>();

function isMarkedChunk(chunk: Chunk): boolean {
  let answer = marked.get(chunk);
  if (answer === undefined) {
    answer = chunk.text.includes(mark);
    marked.set(chunk, answer);
  }
  return answer;
}
