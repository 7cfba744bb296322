import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";

/**
 * The files below a private copy of PostgreSQL that are no links, with the time of their last change: the system's
 * files are links there, so these are what was installed, and copies of programs.
 */
export function installedFiles(prefix: string): ReadonlyMap<string, number> {
  const files = new Map<string, number>();
  const folders = [prefix];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of entriesOf(folder)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) folders.push(path);
      else if (entry.isFile()) files.set(path, lstatSync(path).ctimeMs);
    }
  }
  return files;
}

function entriesOf(folder: string): import("node:fs").Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return []; // Gone since it was listed, or closed to us: nothing of ours is there.
  }
}
