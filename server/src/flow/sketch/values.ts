import type { ArgumentFlow } from "./callee";
import { comparing, op } from "./operators";
import { isBracketed, isPrefix, pathAt } from "./paths";
import { source, target, type Places } from "./places";
import { kindOfLiteral, kindOfName, kindOfNumber, type Tokens } from "./tokens";
import type { FunctionNames } from "./functionNames";

/** What an expression may be: nodes that it shares, and the sources of memory that is new in it. */
export interface Values {
  readonly nodes: number[];
  /** Nodes into whose memory it may lead. */
  readonly holders: number[];
  sources: number;
}

/** Reads what expressions may be, from their tokens. */
export class ValueReader {
  constructor(
    private readonly tokens: Tokens,
    private readonly partners: number[],
    private readonly names: FunctionNames,
    private readonly places: Places,
  ) {}

  /** Of the tokens from `from` up to `to`. */
  valuesIn(from: number, to: number): Values {
    const found = noValues();
    this.read(from, to, found);
    return found;
  }

  /** The ranges of the arguments of a call. */
  argumentsOf(open: number): readonly Range[] {
    const { kinds } = this.tokens;
    const close = this.partners[open]!;
    const ranges: [number, number][] = [];
    let from = open + 1;
    for (let at = from; at < close; at++) {
      if (isOpening(kinds[at]!)) at = this.partners[at]!;
      else if (kinds[at] === op.comma) {
        ranges.push([from, at]);
        from = at + 1;
      }
    }
    if (close > open + 1) ranges.push([from, close]);
    return ranges;
  }

  private read(start: number, to: number, found: Values): void {
    const { kinds } = this.tokens;
    const from = this.behindCondition(start, to);
    if (from < 0) return;
    for (let at = from; at < to;) {
      const kind = kinds[at]!;
      if (kind === kindOfName) at = this.readName(at, found);
      else if (kind === kindOfLiteral) {
        found.sources |= source.other;
        at++;
      } else if (kind === op.openParen && this.isCast(at)) at = this.partners[at]! + 1;
      else if (kind === op.openParen) {
        this.read(at + 1, this.partners[at]!, found);
        at = this.partners[at]! + 1;
      } else if (kind === op.openBracket) at = this.partners[at]! + 1;
      else if (kind === op.arrow || kind === op.dot) at += 2;
      else if (kind === op.ampersand && isPrefix(kinds[at - 1]!)) at = this.readAddress(at + 1, found);
      else at++;
    }
  }

  /** Where the values begin: behind the question mark of a conditional. -1 when there are none but truth values. */
  private behindCondition(from: number, to: number): number {
    const { kinds } = this.tokens;
    let begin = from;
    let compares = kinds[from] === op.not;
    for (let at = from; at < to; at++) {
      const kind = kinds[at]!;
      if (isOpening(kind)) at = this.partners[at]!;
      else if (kind === op.question) {
        begin = at + 1;
        compares = false;
      } else if (comparing.has(kind)) compares = true;
    }
    return compares ? -1 : begin;
  }

  /** `(T *) x`, `(T) x`: a bracket with nothing but names and stars, and a value behind it. */
  private isCast(open: number): boolean {
    const { kinds } = this.tokens;
    const close = this.partners[open]!;
    let stars = 0;
    for (let at = open + 1; at < close; at++) {
      if (kinds[at] === op.star) stars++;
      else if (kinds[at] !== kindOfName || stars > 0) return false;
    }
    if (close === open + 1) return false;
    const next = kinds[close + 1]!;
    const hasValue =
      next === kindOfName || next === kindOfNumber || next === kindOfLiteral || next === op.openParen;
    return stars > 0 || hasValue;
  }

  /** `&place`: a pointer of which the place is the target. */
  private readAddress(at: number, found: Values): number {
    if (this.tokens.kinds[at] !== kindOfName && !isBracketed(this.tokens, at)) return at;
    const { places } = this;
    const { path, end } = pathAt(this.tokens, places, at);
    const pointer = places.node();
    places.unify(places.child(pointer, target), places.nodeOf(path));
    found.nodes.push(pointer);
    found.sources |= source.other;
    this.addHolders(path, found);
    return end;
  }

  /** A field is in the memory that a pointer leads to. */
  private addHolders(path: number, { holders }: Values): void {
    const { places } = this;
    for (let each = path; each >= 0; each = places.parentOf(each))
      if (places.fieldOf(each) === target && places.parentOf(each) >= 0) {
        holders.push(places.nodeOf(places.parentOf(each)));
        return;
      }
  }

  private readName(at: number, found: Values): number {
    const { kinds, values } = this.tokens;
    const name = values[at]!;
    if (this.names.isSizeof(name))
      return kinds[at + 1] === op.openParen ? this.partners[at + 1]! + 1 : at + 2;
    if (kinds[at + 1] === op.openParen) return this.readCall(at, found);
    if (this.names.isKeyword(name)) return at + 1;
    return this.readPath(at, found);
  }

  private readPath(at: number, found: Values): number {
    const { kinds } = this.tokens;
    const { path, end, isElement } = pathAt(this.tokens, this.places, at);
    if (isElement) {
      // Each look at an element whose number is not known is another.
      let behind = this.partners[end]! + 1;
      while (kinds[behind] === op.arrow || kinds[behind] === op.dot || kinds[behind] === op.openBracket)
        behind = kinds[behind] === op.openBracket ? this.partners[behind]! + 1 : behind + 2;
      return behind;
    }
    if (!this.mayPoint(path)) return end;
    found.nodes.push(this.places.nodeOf(path));
    // The field may be an array.
    this.addHolders(path, found);
    // `(T) *x`, unless it multiplies.
    if (kinds[at - 1] === op.star && kinds[at - 2] === op.closeParen)
      found.nodes.push(this.places.child(this.places.nodeOf(path), target));
    return end;
  }

  /** Not a variable of a number's type. */
  mayPoint(path: number): boolean {
    return this.places.parentOf(path) >= 0 || this.names.mayPoint(this.places.fieldOf(path));
  }

  private readCall(at: number, found: Values): number {
    const open = at + 1;
    const close = this.partners[open]!;
    const callee = this.names.calleeOf(this.tokens.values[at]!);
    found.sources |= callee.sources;
    const { result } = callee;
    if (result === "anything" || result === "anyArgument") this.readAll(open, found);
    else if (result !== "new" && result.kind === "flow") this.readFlow(result, open, found);
    else if (result !== "new") {
      const range = this.argumentsOf(open)[result.argument];
      if (range) add(found, this.valuesIn(...range), result.kind === "argument");
    }
    return close + 1;
  }

  /** The arguments that a function may return. */
  private readFlow(flow: ArgumentFlow, open: number, found: Values): void {
    if (flow.result < 0) return;
    found.sources |= flow.sources.get(flow.result) ?? 0;
    for (const [position, [from, to]] of this.argumentsOf(open).entries()) {
      const parameter = flow.parameters[position];
      if (!parameter) continue;
      const isOwn = parameter.own === flow.result;
      const given = this.valuesIn(from, to);
      if (isOwn || parameter.inside.has(flow.result)) add(found, given, isOwn);
      if (parameter.pointed === flow.result)
        found.nodes.push(...given.nodes.map((node) => this.places.child(node, target)));
    }
  }

  /** Every pointer that a call is given, and what is inside its memory. */
  readAll(open: number, found: Values): void {
    for (const range of this.argumentsOf(open)) {
      const given = this.valuesIn(...range);
      add(found, given, true);
      found.holders.push(...given.nodes);
    }
  }

  /** What a node leads to may be one of the values. */
  assign(node: number, { nodes, holders, sources }: Values): void {
    const { places } = this;
    if (sources !== 0) places.addSources(node, sources);
    for (const other of nodes) places.unify(node, other);
    for (const holder of holders) if (places.find(holder) !== places.find(node)) places.contain(holder, node);
  }
}

export function noValues(): Values {
  return { nodes: [], holders: [], sources: 0 };
}

/** Takes over the values of an argument, or only that the result is inside their memory. */
function add(to: Values, { nodes, holders, sources }: Values, isSame: boolean): void {
  to.holders.push(...holders);
  if (isSame) {
    to.nodes.push(...nodes);
    to.sources |= sources;
  } else to.holders.push(...nodes);
}

export type Range = readonly [from: number, to: number];

export function isOpening(kind: number): boolean {
  return kind === op.openParen || kind === op.openBracket || kind === op.openBrace;
}
