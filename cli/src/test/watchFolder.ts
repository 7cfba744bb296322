import { watch, type FSWatcher } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** What a build or a run of tests writes itself, and what is nobody's source. */
const ignored =
  /(?:^|\/)(?:\.[^/]+|node_modules|results|tmp_check|tmp_check_iso|output_iso)(?:\/|$)|\.(?:o|so|dylib|bc|a|gcda|gcno|d|new|swp|part|tmp)$|~$|(?:^|\/)(?:compile_commands\.json|regression\.(?:diffs|out)|4913|sed\w{6})$/;

/** An editor saves several files, or one in several steps. */
const quietMs = 150;

/** The relative path of a file that changed, once for several changes at about the same time; ends with the signal. */
export async function* watchFolder(folder: string, signal: AbortSignal): AsyncGenerator<string> {
  let changed: string | undefined;
  let wake: () => void = () => undefined;
  const folders = new FolderWatchers(folder, (path) => {
    changed = path;
    wake();
  });
  await folders.add(folder);
  const woken = (): void => wake();
  signal.addEventListener("abort", woken);
  try {
    while (!signal.aborted) {
      if (changed === undefined) await new Promise<void>((resolve) => (wake = resolve));
      await delay(quietMs, undefined, { signal }).catch(() => undefined);
      const path = changed;
      changed = undefined;
      if (path !== undefined && !signal.aborted) yield path;
    }
  } finally {
    signal.removeEventListener("abort", woken);
    folders.close();
  }
}

/**
 * A watcher for each folder: those of Node that are to see all below lose sight of files that are replaced, as many
 * editors save them (Linux, Node 20).
 */
class FolderWatchers {
  private readonly watchers = new Map<string, FSWatcher>();

  constructor(
    private readonly root: string,
    private readonly changed: (path: string) => void,
  ) {}

  async add(folder: string): Promise<void> {
    if (this.watchers.has(folder)) return;
    try {
      const watcher = watch(folder, (_, name) => this.saw(folder, name));
      watcher.on("error", () => this.remove(folder));
      this.watchers.set(folder, watcher);
    } catch {
      return; // Gone by now, or no watch is left: what changes there is not seen.
    }
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !ignored.test(relative(this.root, path))) await this.add(path);
    }
  }

  close(): void {
    for (const folder of [...this.watchers.keys()]) this.remove(folder);
  }

  private saw(folder: string, name: string | null): void {
    if (name === null) return;
    const path = join(folder, name);
    const shown = relative(this.root, path);
    if (ignored.test(shown)) return;
    this.changed(shown);
    // It may be a folder that is new.
    void readdir(path).then(
      () => this.add(path),
      () => undefined,
    );
  }

  private remove(folder: string): void {
    this.watchers.get(folder)?.close();
    this.watchers.delete(folder);
  }
}
