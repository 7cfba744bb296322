import type { Advice } from "./serverMessage";

/** One kind of message. `$1` in the advice is the first group of the pattern. */
export interface AdviceEntry {
  /** SQLSTATEs; any when absent. */
  readonly codes?: readonly string[];
  readonly pattern: RegExp;
  /** What the pattern is about; the message when absent. */
  readonly field?: "detail";
  readonly advice: Advice;
}
