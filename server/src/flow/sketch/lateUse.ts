import { zeros } from "./zeros";
import { ControlWalk, type Gathered } from "./controlWalk";
import { contextBitsOf, lateBitsOf, parameterEndsOf } from "./lateBits";
import { op } from "./operators";
import type { Sketch } from "./sketch";
import { kindOfName } from "./tokens";
import { dead, join } from "./tokenWalk";

const mostRounds = 8;

/**
 * Whether anything may be named behind where it may have ended, on any way through the function; `true` also when that
 * cannot be told.
 */
export function mayUseLate(sketch: Sketch): boolean {
  const bits = lateBitsOf(sketch);
  return bits !== "none" && (bits === undefined || new LateWalk(sketch, bits).finds());
}

/** How a function is left, other than by an error or the end of the process. */
export interface Exits {
  /** False when it is never left. */
  readonly returns: boolean;
  /** The parameters, by position, whose memory may have ended then. */
  readonly ended: readonly number[];
}

export function exitsOf(sketch: Sketch): Exits {
  const ends = parameterEndsOf(sketch);
  const mayRaise =
    sketch.tokens.names.some((name) => raising.test(name)) ||
    sketch.calls.some(({ callee }) => callee.neverReturns);
  if (!ends && !mayRaise) return { returns: true, ended: [] };
  const nothing = zeros(sketch.tokens.count + 1);
  const walk = new LateWalk(sketch, { uses: nothing, ends: ends ?? nothing, renewals: nothing });
  walk.finds();
  const { returned } = walk;
  const ended =
    returned <= 0 ? [] : sketch.scan.parameters.flatMap((_, at) => ((returned >> at) & 1 ? [at] : []));
  return { returns: returned !== dead, ended };
}

const raising = /^(?:ereport|elog|PG_RE_THROW)$/u;

/** Whether the function may return while another memory context is current than when it was called. */
export function mayLeaveContext(sketch: Sketch): boolean {
  const bits = contextBitsOf(sketch);
  return bits !== "none" && (bits === undefined || new LateWalk(sketch, bits).finds());
}

/** Goes through the statements of a function with the bits of what may have ended. */
class LateWalk extends ControlWalk {
  /** What may have ended where the function returns; `dead` when it does not. */
  returned = dead;
  private readonly labels = new Map<number, number>();
  private isUnsettled = false;

  finds(): boolean {
    for (let round = 0; round < mostRounds; round++) {
      this.isUnsettled = false;
      this.attempts = [];
      this.at = this.tokens.body;
      this.state = 0;
      this.statement();
      this.pass(this.at - 1, this.at);
      this.returned = join(this.returned, this.state);
      if (this.isLate || !this.isUnsettled) return this.isLate;
    }
    return true;
  }

  // ------------------------------------------------------------ statements

  protected statement(): void {
    const { at } = this;
    const { kinds } = this.tokens;
    if (kinds[at] === op.openBrace) this.block();
    else if (kinds[at] !== kindOfName) this.simple();
    else this.named(this.tokens.names[this.tokens.values[at]!]!);
  }

  private block(): void {
    const end = this.sketch.partners[this.at]!;
    this.at++;
    while (this.at < end) this.statement();
    this.at = end + 1;
  }

  private named(name: string): void {
    switch (name) {
      case "if":
        return this.branch();
      case "while":
        return this.whileLoop();
      case "for":
        return this.forLoop();
      case "do":
        return this.doLoop();
      case "switch":
        return this.switchStatement();
      case "case":
      case "default":
        return this.caseLabel();
      case "goto":
        return this.jump();
      case "return":
        return this.returnStatement();
      case "break":
        return this.exit(this.breaks);
      case "continue":
        return this.exit(this.continues);
      case "PG_TRY":
      case "PG_CATCH":
      case "PG_FINALLY":
      case "PG_END_TRY":
        return this.attempt(name);
      default:
        return this.other(name);
    }
  }

  private other(name: string): void {
    const { kinds, values, names } = this.tokens;
    const { at } = this;
    if (kinds[at + 1] === op.colon) {
      this.state = join(this.state, this.labels.get(values[at]!) ?? dead);
      this.at += 2;
      return;
    }
    if (kinds[at + 1] !== op.openParen) return this.simple();
    const close = this.sketch.partners[at + 1]!;
    const next = kinds[close + 1]!;
    // Only a macro has a statement behind it.
    if (next === kindOfName || next === op.openBrace) return this.loop([at, close + 1], close + 1);
    this.simple();
    const level = kinds[at + 2] === kindOfName ? names[values[at + 2]!]! : "";
    const raises = /^(?:ereport|elog)$/u.test(name) && /^(?:ERROR|FATAL|PANIC)$/u.test(level);
    if (name.includes("_RETURN")) this.returned = join(this.returned, this.state);
    if (raises || name.startsWith("PG_RETURN_") || this.sketch.names.calleeOf(values[at]!).neverReturns)
      this.state = dead;
  }

  private returnStatement(): void {
    this.simple();
    this.returned = join(this.returned, this.state);
    this.state = dead;
  }

  private leave(): void {
    this.simple();
    this.state = dead;
  }

  private exit(to: Gathered): void {
    to.state = join(to.state, this.state);
    this.leave();
  }

  private jump(): void {
    const label = this.tokens.values[this.at + 1]!;
    const before = this.labels.get(label) ?? dead;
    const now = join(before, this.state);
    if (now !== before) {
      this.labels.set(label, now);
      this.isUnsettled = true;
    }
    this.leave();
  }

  private attempt(name: string): void {
    this.simple();
    const current = this.attempts.at(-1);
    if (name === "PG_TRY") this.attempts.push({ thrown: this.state, normal: dead });
    else if (!current) this.isLate = true;
    else if (name === "PG_CATCH") {
      current.normal = this.state;
      this.state = current.thrown;
    } else if (name === "PG_FINALLY") this.state = join(this.state, current.thrown);
    else {
      this.state = join(this.state, current.normal);
      this.attempts.pop();
    }
  }
}
