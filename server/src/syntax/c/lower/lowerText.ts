import { parseMasked } from "../parse";
import { quickTree } from "../quick/quickTree";
import { FlatTreeBuilder } from "./flatTree";
import { lowerChunk, lowerFlat, type LoweredChunk } from "./lower";

export interface LoweredText extends LoweredChunk {
  /** The text was parsed without an error. */
  readonly isSound: boolean;
}

/**
 * Parses and lowers a chunk. Most functions are plain C, which takes no tree-sitter; the result is the same.
 * `masked` is the text for the parser, as long as `original`.
 */
export function lowerText(kind: "function" | "other", original: string, masked: string): LoweredText {
  if (kind === "function" && quickTree(masked, scratch))
    return { ...lowerFlat(scratch, original, masked), isSound: true };
  const tree = parseMasked(masked);
  return { ...lowerChunk(tree, original, masked), isSound: !tree.rootNode.hasError };
}

/** The masked text is a function that can be parsed without an error. False may be a doubt only. */
export function isPlainFunction(masked: string): boolean {
  return quickTree(masked, scratch);
}

/** Used again by every call, which reads it to the end before it returns. */
const scratch = new FlatTreeBuilder();
