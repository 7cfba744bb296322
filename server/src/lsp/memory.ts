import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

let collect: (() => void) | undefined;

/**
 * Makes forced collections possible. Syntax trees live outside of the JavaScript heap, whose collector does not know
 * their size and lets them pile up: after reading many files it has to be told.
 */
export function exposeCollector(): void {
  setFlagsFromString("--expose-gc");
  collect = runInNewContext("gc") as () => void;
}

/** Collects everything that is not used any more, when that is possible; native memory goes in the next turn. */
export function collectGarbage(): void {
  collect?.();
}
