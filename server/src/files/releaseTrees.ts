import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** How much source text may be parsed between two releases: its trees take about 25 times as much memory. */
export const parsedBytesPerRelease = 4 * 1024 * 1024;

/**
 * Gives back the memory of parse trees that nothing refers to any more. V8 does not know how large they are and
 * would keep them: they go only when a full collection runs and the event loop turns after it.
 */
export async function releaseTrees(): Promise<void> {
  collector ??= exposeCollector();
  collector();
  await new Promise<void>((resolve) => setImmediate(resolve));
}

let collector: (() => void) | undefined;

function exposeCollector(): () => void {
  setFlagsFromString("--expose-gc");
  const found: unknown = runInNewContext("gc");
  setFlagsFromString("--no-expose-gc");
  return typeof found === "function" ? () => void (found as () => void)() : () => undefined;
}
