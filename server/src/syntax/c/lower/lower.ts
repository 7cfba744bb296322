import type Parser from "tree-sitter";
import { contains, type Span } from "../../../base/span";
import type { TopLevel } from "../model";
import { widenBlankedCalls } from "./blankedCalls";
import { collectBrokenDefinitions } from "./brokenFunctions";
import { collectDefinitions } from "./definitions";
import { lowerExpression } from "./expressions";
import { FlatTreeBuilder, type FlatTree } from "./flatTree";
import { flatten } from "./flatten";
import { Lowering, type Lowerers } from "./lowering";
import { Kind } from "./nodeKind";
import { lowerBlock } from "./statements";
import { SpanCover } from "./spanCover";
import { lowerDefinition } from "./structs";

/** What a chunk means. Spans are offsets into the chunk. */
export interface LoweredChunk {
  readonly definitions: TopLevel[];
  /** What was not understood, in order of position. */
  readonly holes: Span[];
}

const lowerers: Lowerers = { expression: lowerExpression, block: lowerBlock, definition: lowerDefinition };

/**
 * Turns the tree of a chunk into the C model. `masked` is the text that was parsed, `original` the user's text
 * of the same length: names, export marks and loop macros are read from it. Total: broken C gives holes.
 */
export function lowerChunk(tree: Parser.Tree, original: string, masked: string): LoweredChunk {
  return lowerFlat(flatten(tree, masked, scratch), original, masked);
}

/** The same of a tree that was read into arrays already; the arrays are read to the end, and not changed by much. */
export function lowerFlat(flat: FlatTree, original: string, masked: string): LoweredChunk {
  if (original !== masked) widenBlankedCalls(flat, original, masked);
  const lowering = new Lowering(flat, original, masked, lowerers);
  const definitions: TopLevel[] = [];
  if (lowering.kindOf(0) === Kind.ERROR) collectBrokenDefinitions(lowering, 0, definitions);
  else collectDefinitions(lowering, 0, lowering.firstChild(0), definitions);
  if (lowering.hasError(0)) addRemainingHoles(lowering, flat, definitions);
  const holes = lowering.holes.sort((a, b) => a.start - b.start || b.end - a.end);
  return { definitions, holes };
}

/** Used again by every call, which reads it to the end before it returns. */
const scratch = new FlatTreeBuilder();

/** Every ERROR and MISSING node that nothing accounted for is a hole, also of the function around it. */
function addRemainingHoles(lowering: Lowering, flat: FlatTree, definitions: TopLevel[]): void {
  const known = new SpanCover([...lowering.holes, ...lowering.repaired]);
  const added: Span[] = [];
  // Nodes come in order of their start, so one that is inside of an added one ends before this.
  let addedEnd = -1;
  for (let node = 0; node < flat.count; node++) {
    if (lowering.kindOf(node) !== Kind.ERROR && !lowering.isMissing(node)) continue;
    const span = lowering.span(node);
    if (span.end <= addedEnd || known.covers(span)) continue;
    added.push(span);
    addedEnd = span.end;
  }
  for (const hole of added) lowering.holes.push(hole);
  if (added.length === 0) return;
  definitions.forEach((definition, index) => {
    if (definition.kind !== "function") return;
    const inside = added.filter((hole) => contains(definition, hole));
    if (inside.length > 0) definitions[index] = { ...definition, holes: [...definition.holes, ...inside] };
  });
}
