import Parser from "tree-sitter";
import C from "tree-sitter-c";
import { commonEnds } from "../../base/commonEnds";

/**
 * Parses masked C. Trees are native objects that only a full garbage collection frees, in a later turn of the
 * event loop, and V8 does not know how large they are. So no caller keeps one: it reads what it needs and lets
 * go. Who parses in bulk has to force a collection and let the loop turn every few megabytes of source: the
 * whole source of PostgreSQL 15 then stays below 300 MB of resident memory, and reaches 1,170 MB without.
 *
 * Of a long text that was just parsed in another version, the old tree is used again, at a fraction of the price.
 * The tree is the same as a fresh one: one of broken code might differ, so then the text is parsed afresh.
 */
export function parseMasked(masked: string): Parser.Tree {
  if (masked.length < smallestReuse) return parseAfresh(masked);
  const edit = recent && differenceBetween(recent.masked, masked);
  if (!recent || !edit) {
    const fresh = parseAfresh(masked);
    if (!fresh.rootNode.hasError) recent = { masked, tree: fresh };
    return fresh;
  }
  recent.tree.edit(edit);
  const tree = parser().parse(masked, recent.tree, optionsFor(masked));
  const isSound = !tree.rootNode.hasError;
  // The old tree has followed the edit and goes on to follow, until a version is sound again.
  recent = { masked, tree: isSound ? tree : recent.tree };
  return isSound ? tree : parseAfresh(masked);
}

/** The same, whatever was parsed before. */
export function parseAfresh(masked: string): Parser.Tree {
  return parser().parse(masked, null, optionsFor(masked));
}

/** In UTF-16 units. Shorter texts cost less than to find out what has changed. */
const smallestReuse = 4000;
/** More than this is no edit by hand. */
const largestEdit = 2000;

/** The last long text that was parsed without errors, and what has become of it by edits since. */
let recent: { readonly masked: string; readonly tree: Parser.Tree } | undefined;

/** The one replacement that turns a text into another; undefined when it is large. */
function differenceBetween(before: string, after: string): Parser.Edit | undefined {
  const most = Math.min(before.length, after.length);
  if (Math.max(before.length, after.length) - most > largestEdit) return undefined;
  const { start, end } = commonEnds(before, after);
  const [oldEnd, newEnd] = [before.length - end, after.length - end];
  if (Math.max(oldEnd, newEnd) - start > largestEdit) return undefined;
  return {
    startIndex: start,
    oldEndIndex: oldEnd,
    newEndIndex: newEnd,
    startPosition: pointAt(before, start),
    oldEndPosition: pointAt(before, oldEnd),
    newEndPosition: pointAt(after, newEnd),
  };
}

function pointAt(text: string, offset: number): Parser.Point {
  let row = 0;
  let lineStart = 0;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) {
    row++;
    lineStart = at + 1;
  }
  return { row, column: offset - lineStart };
}

/** The binding hands over the text in pieces of `bufferSize`, and fails on texts longer than its default of 32 KB. */
function optionsFor(masked: string): Parser.Options {
  return { bufferSize: masked.length * 2 + 2 };
}

let shared: Parser | undefined;

function parser(): Parser {
  if (shared === undefined) {
    shared = new Parser();
    shared.setLanguage(C as unknown as Parser.Language);
  }
  return shared;
}
