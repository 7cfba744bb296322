import { readdirSync } from "node:fs";
import { join } from "node:path";

/** The C file that a reader of an extension wants to see first: the first by name in the folder, else below it. */
export function firstSource(folder) {
  const names = readdirSync(folder, { recursive: true }).map(String);
  const depth = (name) => name.split(/[\\/]/).length;
  const sources = names
    .filter((name) => name.endsWith(".c"))
    .sort((a, b) => depth(a) - depth(b) || a.localeCompare(b));
  return sources.length === 0 ? undefined : join(folder, sources[0]);
}
