import { watch } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";

/** What a build or a run of tests writes itself, and what is nobody's source. */
const ignored =
  /(?:^|\/)(?:\.[^/]+|node_modules|results|tmp_check|tmp_check_iso|output_iso)(?:\/|$)|\.(?:o|so|dylib|bc|a|gcda|gcno|d|new|swp|part|tmp)$|~$|(?:^|\/)(?:compile_commands\.json|regression\.(?:diffs|out)|4913)$/;

/** An editor saves several files, or one in several steps. */
const quietMs = 150;

/** The relative path of a file that changed, once for several changes at about the same time; ends with the signal. */
export async function* watchFolder(folder: string, signal: AbortSignal): AsyncGenerator<string> {
  let changed: string | undefined;
  let wake: (() => void) | undefined;
  const follow = async (): Promise<void> => {
    try {
      for await (const { filename } of watch(folder, { recursive: true, signal })) {
        if (filename === null || ignored.test(filename)) continue;
        changed = filename;
        wake?.();
      }
    } catch (error) {
      if ((error as Error).name !== "AbortError") throw error;
    }
  };
  const following = follow();
  signal.addEventListener("abort", () => wake?.());
  try {
    while (!signal.aborted) {
      if (changed === undefined) await new Promise<void>((resolve) => (wake = resolve));
      await delay(quietMs, undefined, { signal }).catch(() => undefined);
      const path = changed;
      changed = undefined;
      if (path !== undefined && !signal.aborted) yield path;
    }
  } finally {
    await following;
  }
}
