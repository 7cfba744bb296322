import type { FunctionRef, Program } from "../program";
import type { Dependencies } from "../remembered";
import { mayUseLate } from "../sketch/lateUse";
import { longestFunction } from "./analyseRegions";
import { sketchedFunction } from "./sketchedFunction";

/**
 * By tokens alone: a function in which memory ends one piece at a time may name a piece afterwards, or give one to what
 * cannot free it; or it may return while another memory context is current. `true` also when that cannot be told.
 */
export function mayUseEnded(program: Program, fn: FunctionRef, dependencies: Dependencies): boolean {
  if (fn.text.length > longestFunction) return true;
  const sketch = sketchedFunction(program, fn, dependencies);
  return !sketch || (sketch.mayMismatch && program.isServerCode(fn.path)) || mayUseLate(sketch);
}
