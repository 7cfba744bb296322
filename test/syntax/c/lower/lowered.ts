import Parser from "tree-sitter";
import C from "tree-sitter-c";
import { lowerChunk, type LoweredChunk } from "../../../../server/src/syntax/c/lower/lower";
import { print } from "./print";

const parser = new Parser();
parser.setLanguage(C as unknown as Parser.Language);

/** Parses and lowers; `masked` is the text for the parser when it differs from the user's. */
export function lower(original: string, masked = original): LoweredChunk {
  return lowerChunk(
    parser.parse(masked, undefined, { bufferSize: masked.length * 2 + 1024 }),
    original,
    masked,
  );
}

/** The printed definitions, one per line, and the text of each hole. */
export function lowered(original: string, masked = original): { text: string; holes: string[] } {
  const { definitions, holes } = lower(original, masked);
  return {
    text: definitions.map(print).join("\n"),
    holes: holes.map((hole) => original.slice(hole.start, hole.end)),
  };
}

/** The printed body of a function around `body`; holes are appended. */
export function loweredBody(body: string, masked = body): string {
  const head = "void f(void) {";
  const { text, holes } = lowered(`${head}${body}}`, `${head}${masked}}`);
  const inner = text.replace(/^function f\(\): void \{ /, "").replace(/ \}$/, "");
  return holes.length === 0 ? inner : `${inner} HOLES ${JSON.stringify(holes)}`;
}
