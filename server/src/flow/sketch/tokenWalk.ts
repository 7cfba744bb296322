import type { LateBits } from "./lateBits";
import { op } from "./operators";
import type { Sketch } from "./sketch";
import { kindOfNumber, type Tokens } from "./tokens";
import { isOpening } from "./values";

/** The state where control does not get. */
export const dead = -1;
const mostSteps = 400_000;

export type Range = readonly [from: number, to: number];

/** What may have ended when two ways meet. */
export function join(one: number, other: number): number {
  if (one === dead) return other;
  return other === dead ? one : one | other;
}

/** Inside `PG_TRY`. */
export interface Attempt {
  /** What may have ended when an error leaves it. */
  thrown: number;
  /** How it ends without an error. */
  normal: number;
}

/** Passes over tokens with the bits of what may have ended. */
export abstract class TokenWalk {
  /** The next token. */
  protected at = 0;
  /** What may have ended before it. */
  protected state = 0;
  /** Something is named too late, or it was too much work to tell. */
  protected isLate = false;
  protected attempts: Attempt[] = [];
  protected readonly tokens: Tokens;
  private steps = 0;

  constructor(
    protected readonly sketch: Sketch,
    private readonly bits: LateBits,
  ) {
    this.tokens = sketch.tokens;
  }

  /** Up to the semicolon. */
  protected simple(): void {
    const { kinds, count } = this.tokens;
    let end = this.at;
    while (end < count && kinds[end] !== op.semicolon) {
      if (kinds[end] === op.closeBrace) break;
      end = isOpening(kinds[end]!) ? this.sketch.partners[end]! + 1 : end + 1;
    }
    this.pass(this.at, end + 1);
    this.at = end + 1;
  }

  /** Passes over an expression in brackets and returns the token behind it. */
  protected bracket(open: number): number {
    const end = (this.sketch.partners[open] ?? open) + 1;
    this.pass(open, end);
    return Math.max(end, this.at + 1);
  }

  protected pass(from: number, to: number): void {
    if (this.state === dead) return;
    const { uses, ends, renewals } = this.bits;
    if ((this.steps += to - from) > mostSteps) this.isLate = true;
    for (let at = from; at < to; at++) {
      if ((this.state & uses[at]!) !== 0) this.isLate = true;
      if (ends[at] !== 0) {
        this.state |= ends[at]!;
        for (const attempt of this.attempts) attempt.thrown = join(attempt.thrown, this.state);
      }
      this.state &= ~renewals[at]!;
    }
  }

  /** The condition in brackets is a number or a truth value of the kind. */
  protected isConstant(open: number, wanted: boolean): boolean {
    const { kinds, values, names } = this.tokens;
    if (this.sketch.partners[open] !== open + 2) return false;
    const value = values[open + 1]!;
    if (kinds[open + 1] === kindOfNumber) return (value !== 0) === wanted;
    return names[value] === String(wanted);
  }
}
