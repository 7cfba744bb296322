import type { CFacts } from "../facts/cFacts";
import type { Statistics } from "./workspace";

/** Counts what was understood in files. Parses everything in them that was not parsed before. */
export function measure(cFiles: ReadonlyMap<string, CFacts>): Statistics {
  let functions = 0;
  let filesWithHoles = 0;
  let functionsWithHoles = 0;
  for (const facts of cFiles.values()) {
    let hasHole = false;
    for (const { chunk } of facts.source.chunks) {
      const isFunction = chunk.kind === "function";
      if (isFunction) functions++;
      if (chunk.holes.length === 0) continue;
      hasHole = true;
      if (isFunction) functionsWithHoles++;
    }
    if (hasHole) filesWithHoles++;
  }
  return { files: cFiles.size, functions, filesWithHoles, functionsWithHoles };
}
