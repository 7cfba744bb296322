import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** The path of the only file of a workspace with this base name; undefined when there is none, or several. */
export type SourceFinder = (baseName: string) => Promise<string | undefined>;

/** Folders that hold no sources of the workspace. */
const passedOver = new Set(["node_modules", "results", "build", "out", "dist"]);
/** Deeper folders than this are not looked into: a link may lead anywhere. */
const deepest = 8;

/** Finds C files and SQL scripts below `folder`, whose names are read on first use. */
export function createSourceFinder(folder: string): SourceFinder {
  let found: Promise<ReadonlyMap<string, string | undefined>> | undefined;
  return async (baseName) => {
    found ??= collect(folder);
    return (await found).get(baseName);
  };
}

async function collect(folder: string): Promise<ReadonlyMap<string, string | undefined>> {
  const paths = new Map<string, string | undefined>();
  const visit = async (at: string, depth: number): Promise<void> => {
    const entries = await readdir(at, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = join(at, entry.name);
      if (entry.isDirectory()) {
        if (depth < deepest && !entry.name.startsWith(".") && !passedOver.has(entry.name))
          await visit(path, depth + 1);
      } else if (/\.(c|h|y|l|cc|cpp|sql)$/.test(entry.name)) {
        paths.set(entry.name, paths.has(entry.name) ? undefined : path);
      }
    }
  };
  await visit(folder, 0);
  return paths;
}
