import { zeros } from "./zeros";
import type { Sketch } from "./sketch";
import { kindOfName } from "./tokens";

/**
 * What happens at each token to what may have ended: a bit for each path to it, and one for each variable that keeps the
 * memory context to go back to while another is current.
 */
export interface LateBits {
  /** Read at the token, or wanted there as it was: at a `return` the context. */
  readonly uses: number[];
  /** May have ended, or be left, behind the token, which closes a call. */
  readonly ends: number[];
  /** Certainly something else, or restored, behind the token. */
  readonly renewals: number[];
}

const mostBits = 31;
const nothing = zeros(0);

/** `none` when nothing that ends is named again; undefined when too much ends, or something that others can reach. */
export function lateBitsOf(sketch: Sketch): LateBits | "none" | undefined {
  const writer = new BitWriter(sketch);
  return writer.write();
}

/** The same of the current memory context alone, whether or not somebody wants to go back. */
export function contextBitsOf(sketch: Sketch): LateBits | "none" | undefined {
  return new BitWriter(sketch).writeOnlyContexts();
}

/** At each token the parameters whose memory may end there: the bit of the position. Undefined when none may. */
export function parameterEndsOf(sketch: Sketch): number[] | undefined {
  const { places, scan, ended, tokens } = sketch;
  if (ended.length === 0 || scan.parameters.length === 0) return undefined;
  const ends = zeros(tokens.count + 1);
  const own = scan.parameters.slice(0, mostBits).map((path) => (path < 0 ? -1 : places.nodeOf(path)));
  let isAny = false;
  for (const each of ended) {
    const nodes = new Set(sketch.nodesOf(each));
    for (const [position, node] of own.entries()) {
      if (!nodes.has(node)) continue;
      ends[each.at]! |= 1 << position;
      isAny = true;
    }
  }
  return isAny ? ends : undefined;
}

class BitWriter {
  private uses = nothing;
  private ends = nothing;
  private renewals = nothing;
  private count = 0;

  constructor(private readonly sketch: Sketch) {}

  write(): LateBits | "none" | undefined {
    if (this.reachesOthers()) return undefined;
    const bits = this.bitsOfPaths();
    const saved = this.savedContexts();
    // Where nothing keeps the context to go back to, nobody wants to go back.
    if (this.count === 0 && saved.length === 0) return "none";
    this.makeRoom();
    if (this.count > 0) this.writePaths(bits);
    if (saved.length > 0) this.writeContexts(saved);
    return this.written();
  }

  writeOnlyContexts(): LateBits | "none" | undefined {
    if (this.sketch.switches.length === 0) return "none";
    this.makeRoom();
    this.writeContexts(this.savedContexts());
    return this.written();
  }

  private makeRoom(): void {
    const size = this.sketch.tokens.count + 1;
    this.uses = zeros(size);
    this.ends = zeros(size);
    this.renewals = zeros(size);
  }

  private written(): LateBits | undefined {
    const { uses, ends, renewals } = this;
    return this.count > mostBits ? undefined : { uses, ends, renewals };
  }

  /** What is given back may be kept in a variable that outlives the call. */
  private reachesOthers(): boolean {
    const { sketch } = this;
    const { places, names } = sketch;
    const pins = sketch.ended.filter(({ isPin }) => isPin).flatMap((each) => sketch.nodesOf(each));
    if (pins.length === 0) return false;
    const nodes = new Set(pins);
    for (let path = 0; path < places.paths; path++)
      if (nodes.has(places.nodeOf(path)) && !names.isLocal(places.rootOf(path))) return true;
    return false;
  }

  private bit(): number {
    return this.count < mostBits ? 1 << this.count++ : ((this.count = mostBits + 1), 0);
  }

  // ------------------------------------------------------------ memory

  private writePaths(bits: number[]): void {
    const { sketch } = this;
    const { places, scan, ended } = sketch;
    const below = this.bitsBelow(bits);
    const byClass = new Map<number, number>();
    for (let path = 0; path < bits.length; path++) {
      if (bits[path] === 0) continue;
      const node = places.nodeOf(path);
      byClass.set(node, (byClass.get(node) ?? 0) | bits[path]!);
    }
    for (const each of ended)
      for (const node of sketch.nodesOf(each)) this.ends[each.at]! |= byClass.get(node) ?? 0;
    for (const { at, path, isRead } of scan.occurrences)
      for (let prefix = isRead ? path : places.parentOf(path); prefix >= 0; prefix = places.parentOf(prefix))
        this.uses[at]! |= bits[prefix]!;
    for (const { at, path } of sketch.forgotten) this.renewals[at]! |= below[path]!;
    for (const { path, to, isWeak } of scan.assignments) if (!isWeak) this.renewals[to]! |= below[path]!;
    for (const { at, path } of scan.fresh) {
      this.renewals[at]! |= below[path]!;
      this.uses[at] = 0;
    }
    for (const { at, renewed } of ended) {
      if (renewed < 0) continue;
      for (let path = 0; path < bits.length; path++)
        if (places.fieldOf(path) === renewed && places.parentOf(path) >= 0) this.renewals[at]! |= bits[path]!;
    }
  }

  /** A bit for each path to what may end. */
  private bitsOfPaths(): number[] {
    const { places, ended } = this.sketch;
    if (ended.length === 0) return nothing;
    const classes = new Set(ended.flatMap((each) => this.sketch.nodesOf(each)));
    const bits = zeros(places.paths);
    for (let path = 0; path < bits.length; path++)
      if (classes.has(places.nodeOf(path))) bits[path] = this.bit();
    return bits;
  }

  /** For each path the bits of what begins with it. A path is numbered before its fields. */
  private bitsBelow(bits: number[]): number[] {
    const below = bits.slice();
    for (let path = below.length - 1; path >= 0; path--) {
      const parent = this.sketch.places.parentOf(path);
      if (parent >= 0) below[parent]! |= below[path]!;
    }
    return below;
  }

  // ------------------------------------------------------------ contexts

  private writeContexts(saved: readonly Saved[]): void {
    const { places, switches } = this.sketch;
    const elsewhere = this.bit();
    let all = elsewhere;
    const bits = saved.map(() => this.bit());
    for (const bit of bits) all |= bit;
    for (const { at, close, nodes } of switches) {
      const classes = new Set(nodes.map((node) => places.find(node)));
      const back = saved.findIndex(({ node }) => classes.has(places.find(node)));
      const kept = saved.findIndex(({ from }) => from === at);
      // With the context from before the first switch those are left that came after it.
      if (back >= 0) for (let i = back; i < saved.length; i++) this.renewals[close]! |= bits[i]! | elsewhere;
      else this.ends[close]! |= kept >= 0 ? bits[kept]! : elsewhere;
    }
    this.writeReturns(all);
  }

  /** Variables that get the context that was current, in the order of the code. */
  private savedContexts(): readonly Saved[] {
    const { places, scan, switches } = this.sketch;
    if (switches.length === 0) return [];
    return scan.assignments.flatMap(({ path, from }) =>
      this.sketch.keepsContext(from) ? [{ node: places.nodeOf(path), from }] : [],
    );
  }

  private writeReturns(all: number): void {
    const { tokens, names, partners, calls } = this.sketch;
    const { kinds, values } = tokens;
    for (let at = tokens.body; at < tokens.count; at++)
      if (kinds[at] === kindOfName && names.isReturn(values[at]!)) this.uses[at]! |= all;
    for (const { at, callee } of calls)
      if (callee.returns || /_RETURN|^ereturn$/u.test(tokens.names[values[at]!]!)) this.uses[at]! |= all;
    this.uses[partners[tokens.body]!]! |= all;
  }
}

interface Saved {
  /** Of the variable. */
  readonly node: number;
  /** The token that gives the context. */
  readonly from: number;
}
