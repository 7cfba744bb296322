import type { FunctionNames } from "./functionNames";
import { op } from "./operators";
import { kindOfName, type Tokens } from "./tokens";

/** Which variables have to do with what ends: only what is assigned to them, and from them, is worth following. */
export class Relevance {
  private readonly marked = new Set<number>();

  constructor(
    private readonly tokens: Tokens,
    private readonly names: FunctionNames,
  ) {}

  get size(): number {
    return this.marked.size;
  }

  mark(name: number): void {
    this.marked.add(name);
  }

  /** The variables between two tokens. */
  markAll(from: number, to: number): void {
    for (let at = from; at < to; at++) if (this.isVariable(at)) this.marked.add(this.tokens.values[at]!);
  }

  /** One of them is between the tokens. */
  touches(from: number, to: number): boolean {
    for (let at = from; at < to; at++)
      if (this.marked.has(this.tokens.values[at]!) && this.isVariable(at)) return true;
    return false;
  }

  has(name: number): boolean {
    return this.marked.has(name);
  }

  /** A name that is no field, no function, no number and, as far as can be seen, no type. */
  private isVariable(at: number): boolean {
    const { kinds, values } = this.tokens;
    if (kinds[at] !== kindOfName || !this.names.mayPoint(values[at]!)) return false;
    const before = kinds[at - 1];
    if (before === op.arrow || before === op.dot || kinds[at + 1] === op.openParen) return false;
    const isPointerType =
      kinds[at + 1] === op.star && (kinds[at + 2] === op.closeParen || kinds[at + 2] === op.star);
    return !isPointerType;
  }
}
