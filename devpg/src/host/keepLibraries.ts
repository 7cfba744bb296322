import { linkSync, mkdirSync, renameSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { fileHash } from "./fileHash";
import type { InstalledFile } from "./installRecord";

/** Libraries as they were before an install. */
export interface KeptLibraries {
  /** Gives those that were installed again as they were their old file back. */
  putBack(): void;
  /** To be called in any case. */
  forget(): void;
}

/**
 * Keeps the installed libraries of `files` while an install replaces them. Our loader knows a library by its file
 * (device, inode, time): a copy with the same content would look like one that a restart has to load. `folder` must be
 * on the same file system, and is removed at the end.
 */
export function keepLibraries(files: readonly InstalledFile[], folder: string): KeptLibraries {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const kept = files
    .filter(({ path }) => /\.(?:so|dylib)$/.test(path))
    .flatMap(({ path, hash }, index) => {
      const link = join(folder, String(index));
      try {
        if (fileHash(path) !== hash) return [];
        linkSync(path, link);
        return [{ path, hash, link, times: statSync(path) }];
      } catch {
        return []; // Without links a restart is asked for in vain, and nothing worse.
      }
    });
  return {
    putBack() {
      for (const { path, hash, link, times } of kept) {
        if (fileHash(path) !== hash || fileHash(link) !== hash) continue;
        renameSync(link, path);
        utimesSync(path, times.atimeMs / 1000, times.mtimeMs / 1000);
      }
    },
    forget: () => rmSync(folder, { recursive: true, force: true }),
  };
}
