import type { FunctionNames } from "./functionNames";
import { op } from "./operators";
import { isBracketed, isPrefix, pathAt } from "./paths";
import { target, type Places } from "./places";
import { kindOfName, type Tokens } from "./tokens";
import { isOpening } from "./values";
import { specifiers } from "./words";

export interface Assignment {
  readonly path: number;
  /** The tokens of what is assigned. */
  readonly from: number;
  readonly to: number;
  /** The variable may keep its value: the assignment is a part of a condition. */
  readonly isWeak: boolean;
}

export interface Occurrence {
  readonly at: number;
  readonly path: number;
  /** It is not assigned here, and not only its address is taken. */
  readonly isRead: boolean;
}

/** Goes once over the tokens of a function and collects what is declared, named, assigned and called. */
export class CodeScan {
  readonly occurrences: Occurrence[] = [];
  readonly assignments: Assignment[] = [];
  /** Calls, by the token of the name. */
  readonly calls: number[] = [];
  /** Variables that begin here, by the token of the name. */
  readonly fresh: { readonly at: number; readonly path: number }[] = [];
  /** Arrays of the function. */
  readonly arrays: number[] = [];
  /** The parameters, by position; -1 for one without a name. */
  readonly parameters: number[] = [];
  /** What is returned, as ranges of tokens. */
  readonly returns: (readonly [from: number, to: number])[] = [];
  /** A condition stands before it in the same statement. */
  private isConditional = false;

  constructor(
    private readonly tokens: Tokens,
    private readonly partners: number[],
    private readonly names: FunctionNames,
    private readonly places: Places,
  ) {
    this.scanHead();
    const { body } = tokens;
    const end = partners[body]!;
    for (let at = body; at < end;) at = this.scan(at);
  }

  private scan(at: number): number {
    const { kinds, values } = this.tokens;
    const kind = kinds[at]!;
    if (kind === op.semicolon || kind === op.openBrace || kind === op.closeBrace || kind === op.colon) {
      if (kind !== op.colon) this.isConditional = false;
      this.scanDeclaration(at + 1);
      return at + 1;
    }
    if (kind === op.and || kind === op.or || kind === op.question) this.isConditional = true;
    if (kind === op.arrow || kind === op.dot) return at + 2;
    if (isBracketed(this.tokens, at)) return this.scanPath(at);
    if (kind !== kindOfName) return at + 1;
    const name = values[at]!;
    if (this.names.isSizeof(name) && kinds[at + 1] === op.openParen) return this.partners[at + 1]! + 1;
    if (this.names.isReturn(name)) this.returns.push([at + 1, this.endOf(at + 1)]);
    if (this.names.isKeyword(name)) return at + 1;
    if (kinds[at + 1] === op.openParen) {
      this.calls.push(at);
      return at + 1;
    }
    return this.scanPath(at);
  }

  private scanPath(at: number): number {
    const { kinds } = this.tokens;
    const written = pathAt(this.tokens, this.places, at);
    const { end, isElement } = written;
    const isTarget = kinds[end] === op.assign && !isElement;
    // The stars of a declaration belong to the type.
    const path = this.declarators.has(at) ? this.places.root(this.tokens.values[at]!) : written.path;
    const isAddress = kinds[at - 1] === op.ampersand && isPrefix(kinds[at - 2]!);
    this.occurrences.push({ at, path, isRead: !isTarget && !isAddress });
    if (isTarget) {
      const from = end + 1;
      const to = this.endOf(from);
      // `*(T *) path = …`: which of the two is assigned nobody asks.
      const isCast = kinds[at - 1] === op.closeParen;
      this.assignments.push({ path, from, to, isWeak: this.isConditional || isCast });
      if (isCast) this.assignments.push({ path: this.places.field(path, target), from, to, isWeak: true });
    }
    return end;
  }

  private readonly declarators = new Set<number>();

  /** Where what is assigned ends. */
  private endOf(from: number): number {
    const { kinds } = this.tokens;
    for (let at = from; ; at++) {
      const kind = kinds[at]!;
      if (isOpening(kind)) at = this.partners[at]!;
      else if (
        kind === op.comma ||
        kind === op.semicolon ||
        kind === op.closeParen ||
        kind === op.closeBrace ||
        kind === op.closeBracket ||
        kind === 0
      )
        return at;
    }
  }

  /** `const char *a, b[3];` at the beginning of a statement. */
  private scanDeclaration(start: number): void {
    const { kinds, values, names } = this.tokens;
    let at = start;
    while (kinds[at] === kindOfName) {
      if (this.names.isKeyword(values[at]!) && !specifiers.has(names[values[at]!]!)) return;
      at++;
    }
    const hasStar = kinds[at] === op.star;
    if (!hasStar) at--;
    if (at <= start) return;
    this.scanDeclarators(start, at);
  }

  private scanDeclarators(type: number, first: number): void {
    const { kinds } = this.tokens;
    for (let at = first; ; at++) {
      let stars = 0;
      for (; kinds[at] === op.star; at++) stars++;
      if (kinds[at] !== kindOfName) return;
      const next = kinds[at + 1]!;
      if (next !== op.semicolon && next !== op.comma && next !== op.assign && next !== op.openBracket) return;
      this.declare(type, at, stars);
      this.declarators.add(at);
      at++;
      while (kinds[at] === op.openBracket) at = this.partners[at]! + 1;
      if (kinds[at] === op.assign) at = this.endOf(at + 1);
      if (kinds[at] !== op.comma) return;
    }
  }

  private declare(type: number, at: number, stars: number): void {
    const { kinds, values } = this.tokens;
    this.names.declared(type, at, stars);
    const path = this.places.root(values[at]!);
    if (kinds[at + 1] === op.openBracket) this.arrays.push(path);
    if (kinds[at + 1] !== op.assign) this.fresh.push({ at, path });
  }

  private scanHead(): void {
    const { kinds, body } = this.tokens;
    let close = body - 1;
    while (close > 0 && kinds[close] !== op.closeParen) close--;
    const open = this.partners[close]!;
    if (close <= 0) return;
    for (let from = open + 1; from < close;) {
      let to = from;
      while (to < close && kinds[to] !== op.comma)
        to = isOpening(kinds[to]!) ? this.partners[to]! + 1 : to + 1;
      this.scanParameter(from, to);
      from = to + 1;
    }
  }

  private scanParameter(from: number, to: number): void {
    const { kinds, values } = this.tokens;
    let at = to - 1;
    let stars = 0;
    for (; at > from && kinds[at] === op.closeBracket; at = this.partners[at]! - 1) stars++;
    for (let before = at - 1; before > from && kinds[before] === op.star; before--) stars++;
    const isNamed = at > from && kinds[at] === kindOfName;
    this.parameters.push(isNamed ? this.places.root(values[at]!) : -1);
    if (isNamed) this.names.declared(from, at, stars);
  }
}
