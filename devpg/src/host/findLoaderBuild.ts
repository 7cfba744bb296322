import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import type { Installation } from "../plan/installation";
import { loaderKey } from "../plan/planLoaderBuild";

/** The bundled loader as built from certain sources for a certain PostgreSQL. */
export interface LoaderBuild {
  /** Relative paths below the folder of the sources, sorted. */
  readonly sources: readonly string[];
  /** What it was built from and for. */
  readonly key: string;
  readonly folder: string;
  readonly isBuilt: boolean;
}

/** Where the build of the loader for an installation is or would be; undefined when its sources are not there. */
export async function findLoaderBuild(
  loaderSource: string,
  builds: string,
  system: Installation,
): Promise<LoaderBuild | undefined> {
  const sources = await sourceFiles(loaderSource);
  if (sources.length === 0) return undefined;
  const key = loaderKey(await hashOf(loaderSource, sources), system);
  const folder = join(builds, createHash("sha256").update(key).digest("hex").slice(0, 16));
  const isBuilt = (await stat(join(folder, "complete")).catch(() => undefined)) !== undefined;
  return { sources, key, folder, isBuilt };
}

/** Relative paths of what belongs to the loader's sources, sorted. Objects that somebody built there are not copied. */
async function sourceFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && /^Makefile$|\.(c|h|sql|control)$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

async function hashOf(folder: string, files: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(await readFile(join(folder, file)))
      .update("\0");
  return hash.digest("hex");
}
