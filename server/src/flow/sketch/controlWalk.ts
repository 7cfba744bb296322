import { op } from "./operators";
import { kindOfName } from "./tokens";
import { dead, join, TokenWalk, type Range } from "./tokenWalk";
import { isOpening } from "./values";

/** The states of several ways to one place. */
export interface Gathered {
  state: number;
}

/** Follows branches and loops. */
export abstract class ControlWalk extends TokenWalk {
  protected breaks: Gathered = { state: dead };
  protected continues: Gathered = { state: dead };
  private switched: Gathered = { state: dead };

  protected abstract statement(): void;

  protected branch(): void {
    const { kinds, values, names } = this.tokens;
    this.at = this.bracket(this.at + 1);
    const before = this.state;
    this.statement();
    const isElse = kinds[this.at] === kindOfName && names[values[this.at]!] === "else";
    const after = this.state;
    this.state = before;
    if (isElse) {
      this.at++;
      this.statement();
    }
    this.state = join(this.state, after);
  }

  protected whileLoop(): void {
    const open = this.at + 1;
    // Nobody has typed the condition yet.
    if (this.tokens.kinds[open] !== op.openParen) return this.simple();
    const close = this.sketch.partners[open]!;
    this.loop([open, close], close + 1, { isEndless: this.isConstant(open, true) });
  }

  protected forLoop(): void {
    const { kinds } = this.tokens;
    const open = this.at + 1;
    // Nobody has typed the condition yet.
    if (this.tokens.kinds[open] !== op.openParen) return this.simple();
    const close = this.sketch.partners[open]!;
    const parts: number[] = [];
    for (let at = open + 1; at < close; at++)
      if (isOpening(kinds[at]!)) at = this.sketch.partners[at]!;
      else if (kinds[at] === op.semicolon) parts.push(at);
    const [first = close, second = close] = parts;
    this.pass(open, first + 1);
    const step: Range = [second + 1, close];
    this.loop([first + 1, second + 1], close + 1, { step, isEndless: second === first + 1 });
  }

  protected loop(
    header: Range,
    body: number,
    { step, isEndless = false }: { readonly step?: Range; readonly isEndless?: boolean } = {},
  ): void {
    const outer = this.enterLoop();
    let exit = dead;
    for (let head = this.state; ;) {
      this.state = head;
      this.pass(...header);
      exit = this.state;
      this.at = body;
      this.statement();
      const end = this.at;
      this.state = join(this.state, this.continues.state);
      if (step) this.pass(...step);
      this.at = end;
      const next = join(head, this.state);
      if (next === head || this.isLate) break;
      head = next;
    }
    this.state = join(isEndless ? dead : exit, this.breaks.state);
    this.leaveLoop(outer);
  }

  protected doLoop(): void {
    const body = this.at + 1;
    const outer = this.enterLoop();
    for (let head = this.state; ;) {
      this.state = head;
      this.at = body;
      this.statement();
      this.state = join(this.state, this.continues.state);
      const open = this.at + 1;
      const isOnce = this.isConstant(open, false);
      this.at = this.bracket(open);
      const next = join(head, this.state);
      if (isOnce || next === head || this.isLate) break;
      head = next;
    }
    if (this.tokens.kinds[this.at] === op.semicolon) this.at++;
    this.state = join(this.state, this.breaks.state);
    this.leaveLoop(outer);
  }

  protected switchStatement(): void {
    const { breaks, switched } = this;
    this.at = this.bracket(this.at + 1);
    const entry = this.state;
    this.breaks = { state: dead };
    this.switched = { state: entry };
    this.state = dead;
    this.statement();
    // Perhaps no case fits.
    this.state = join(join(this.state, this.breaks.state), entry);
    this.breaks = breaks;
    this.switched = switched;
  }

  protected caseLabel(): void {
    const { kinds, count } = this.tokens;
    while (this.at < count && kinds[this.at] !== op.colon) this.at++;
    this.at++;
    this.state = join(this.state, this.switched.state);
  }

  private enterLoop(): readonly [Gathered, Gathered] {
    const outer = [this.breaks, this.continues] as const;
    this.breaks = { state: dead };
    this.continues = { state: dead };
    return outer;
  }

  private leaveLoop([breaks, continues]: readonly [Gathered, Gathered]): void {
    this.breaks = breaks;
    this.continues = continues;
  }
}
