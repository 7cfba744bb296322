import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { detectProject } from "../project/detectProject";
import type { Project } from "../project/project";
import type { ProjectTree } from "../project/projectTree";
import type { DevResult } from "./devPostgres";
import { problem } from "./problem";

/** Larger files are no build files and no sources that somebody wrote. */
const largestBytes = 4 * 1024 * 1024;
const mostFiles = 20_000;
const deepest = 8;
/** Neither sources nor build files, whatever they are called inside. */
const skipped = new Set([
  "node_modules",
  "results",
  "tmp_check",
  "tmp_check_iso",
  "output_iso",
  "_build",
  "venv",
]);

/**
 * Reads the project of a folder from disk, as it is now. Fails with `folder-missing`, `project-missing`,
 * `project-ambiguous`.
 */
export function readProject(
  folder: string,
  options: { readonly pgMajor?: number } = {},
): Promise<DevResult<Project>> {
  const tree = readTree(folder);
  if (tree === undefined)
    return Promise.resolve(
      problem("folder-missing", `${folder} is no folder, or cannot be read`, {
        action: "Name the folder of the extension",
      }),
    );
  return Promise.resolve(detectProject(tree, options));
}

/** The files of a folder, listed at once and read when asked for. Undefined when it is no folder. */
export function readTree(folder: string): ProjectTree | undefined {
  const paths: string[] = [];
  try {
    readdirSync(folder);
  } catch {
    return undefined;
  }
  const queue = [{ path: "", depth: 0 }];
  for (let next = queue.shift(); next !== undefined && paths.length < mostFiles; next = queue.shift()) {
    for (const entry of entriesOf(join(folder, next.path))) {
      const path = next.path === "" ? entry.name : `${next.path}/${entry.name}`;
      if (entry.isDirectory()) {
        if (next.depth < deepest && !entry.name.startsWith(".") && !skipped.has(entry.name))
          queue.push({ path, depth: next.depth + 1 });
      } else paths.push(path);
    }
  }
  paths.sort();
  const known = new Map<string, string | undefined>();
  const textOf = (path: string): string | undefined => {
    if (!known.has(path)) known.set(path, textAt(join(folder, path)));
    return known.get(path);
  };
  return { folder, paths, textOf };
}

function entriesOf(folder: string): import("node:fs").Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return []; // A folder that we may not read, or that is gone by now, has nothing for us.
  }
}

function textAt(path: string): string | undefined {
  try {
    const stat = statSync(path);
    return stat.isFile() && stat.size <= largestBytes ? readFileSync(path, "utf8") : undefined;
  } catch {
    return undefined; // A dangling link, or gone since it was listed.
  }
}
