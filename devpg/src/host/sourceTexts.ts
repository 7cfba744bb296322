import { readFileSync } from "node:fs";

/** Texts of files as they are when first asked for. */
export function sourceTexts(): (path: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (path) => {
    if (!known.has(path)) known.set(path, textAt(path));
    return known.get(path);
  };
}

function textAt(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined; // A generated file that is gone, or a folder: then there are no exact ranges.
  }
}
