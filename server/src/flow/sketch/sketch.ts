import { partnersOf } from "./brackets";
import { neutralCallee, type ArgumentFlow, type Callee, type Callees, type ParameterFlow } from "./callee";
import { CallStores } from "./callStores";
import { CodeScan } from "./codeScan";
import { FunctionNames } from "./functionNames";
import { Places, source, target } from "./places";
import { op } from "./operators";
import { pathAt } from "./paths";
import { kindOfName, type Tokens } from "./tokens";
import { Relevance } from "./relevance";
import { ValueReader } from "./values";

/** A call after which memory may have ended. */
export interface Ended {
  /** The token that closes the call. */
  readonly at: number;
  /** The memory that ends, with what is inside it; only what is inside when `isInner`. */
  readonly node: number;
  readonly isInner: boolean;
  /** It is given back, and not freed. */
  readonly isPin: boolean;
  /** The call stores the new place in the field with this name, so that only copies of it are old; -1 when it does not. */
  readonly renewed: number;
}

/** A call after which another memory context is current. */
export interface Switch {
  /** The token of the function's name, and the one that closes the call. */
  readonly at: number;
  readonly close: number;
  /** What the new context may be. */
  readonly nodes: readonly number[];
}

interface CallSite {
  readonly callee: Callee;
  readonly at: number;
  readonly open: number;
}

/** A function as its tokens tell it: which names may be the same pointer, and where memory may end. */
export class Sketch {
  readonly places = new Places();
  readonly names: FunctionNames;
  readonly scan: CodeScan;
  readonly calls: readonly CallSite[];
  readonly ended: Ended[] = [];
  readonly switches: Switch[] = [];
  /** Variables that something may have been stored in by a call that got their address: the token that closes it. */
  readonly forgotten: { readonly at: number; readonly path: number }[] = [];
  /** Something may be given to a function that cannot free it. */
  readonly mayMismatch: boolean;
  private readonly values: ValueReader;

  /** For each bracket its partner. */
  readonly partners: number[];

  /** `isCallee`: somebody wants to know its `flow`. */
  constructor(
    readonly tokens: Tokens,
    callees: Callees,
    isCallee: boolean,
  ) {
    const { places } = this;
    const partners = partnersOf(tokens);
    this.partners = partners;
    this.names = new FunctionNames(tokens, callees);
    this.scan = new CodeScan(tokens, partners, this.names, places);
    this.values = new ValueReader(tokens, partners, this.names, places);
    this.calls = this.scan.calls.map((at) => {
      return { callee: this.names.calleeOf(tokens.values[at]!), at, open: at + 1 };
    });
    const telling = this.calls.filter(({ callee }) => callee !== neutralCallee);
    this.connect(telling, isCallee);
    for (const call of telling) this.read(call);
    this.mayMismatch = telling.some((call) => this.isMismatch(call));
  }

  /** Follows what is assigned to and from the variables that matter, and to and from those again. */
  private connect(telling: readonly CallSite[], isCallee: boolean): void {
    const { places, scan, values } = this;
    const relevance = this.seeds(telling, isCallee);
    for (const path of scan.arrays) places.addSources(places.nodeOf(path), source.other);
    const stores = new CallStores(values, this.names, places);
    let assignments = scan.assignments.filter(({ path }) => values.mayPoint(path));
    let calls = telling.filter(({ callee }) => isStoringCall(callee));
    for (let size = -1; size !== relevance.size;) {
      size = relevance.size;
      assignments = assignments.filter(({ path, from, to }) => {
        const root = places.rootOf(path);
        if (!relevance.has(root) && !relevance.touches(from, to)) return true;
        relevance.mark(root);
        relevance.markAll(from, to);
        values.assign(places.nodeOf(path), values.valuesIn(from, to));
        return false;
      });
      calls = calls.filter(({ callee, open }) => {
        const close = this.partners[open]!;
        if (!relevance.touches(open, close)) return true;
        relevance.markAll(open, close);
        stores.store(callee, open);
        return false;
      });
    }
  }

  private seeds(telling: readonly CallSite[], isCallee: boolean): Relevance {
    const { tokens, scan, places } = this;
    const relevance = new Relevance(tokens, this.names);
    for (const { callee, open } of telling) {
      const { ends, endsInside, grows, switchesTo, cannotFree } = callee;
      if (ends.length + endsInside.length + grows.length + cannotFree > 0 || switchesTo >= 0)
        relevance.markAll(open, this.partners[open]!);
    }
    for (const { path, from } of scan.assignments)
      if (this.keepsContext(from)) relevance.mark(places.rootOf(path));
    if (isCallee) {
      for (const path of scan.parameters) if (path >= 0) relevance.mark(places.rootOf(path));
      for (const [from, to] of scan.returns) relevance.markAll(from, to);
    }
    return relevance;
  }

  /** What is assigned at a token is the memory context that was current. */
  keepsContext(from: number): boolean {
    const { kinds, values, names } = this.tokens;
    if (kinds[from] !== kindOfName) return false;
    if (kinds[from + 1] === op.openParen) return this.names.calleeOf(values[from]!).switchesTo >= 0;
    return names[values[from]!] === "CurrentMemoryContext";
  }

  private read(call: CallSite): void {
    const { ends, endsInside, grows, switchesTo, isUnknown, writes } = call.callee;
    if (ends.length + endsInside.length + grows.length > 0) this.ended.push(...this.endsOf(call));
    if (switchesTo >= 0) this.switches.push(...this.switchOf(call));
    if (isUnknown || writes.length > 0) this.forgotten.push(...this.forgottenIn(call));
  }

  private endsOf({ callee, open }: CallSite): readonly Ended[] {
    const { ends, endsInside, grows, releases } = callee;
    const { places } = this;
    const { data } = this.names;
    const at = this.partners[open]!;
    const ranges = this.values.argumentsOf(open);
    const nodesOf = (position: number): readonly number[] =>
      ranges[position] ? this.values.valuesIn(...ranges[position]).nodes : [];
    const own = { at, isInner: false, isPin: releases, renewed: -1 };
    return [
      ...ends.flatMap(nodesOf).map((node) => ({ ...own, node })),
      ...endsInside.flatMap(nodesOf).map((node) => ({ ...own, node, isInner: true, isPin: true })),
      ...(data < 0 ? [] : grows.flatMap(nodesOf)).map((text) => {
        return { ...own, node: places.child(places.child(text, target), data), renewed: data };
      }),
    ];
  }

  private forgottenIn({ callee, open }: CallSite): readonly { readonly at: number; readonly path: number }[] {
    const { kinds } = this.tokens;
    const at = this.partners[open]!;
    return this.values.argumentsOf(open).flatMap(([from, to], position) => {
      const isWritten = callee.isUnknown || callee.writes.some((write) => write.to === position);
      if (!isWritten || kinds[from] !== op.ampersand || kinds[from + 1] !== kindOfName) return [];
      const { path, end } = pathAt(this.tokens, this.places, from + 1);
      return end === to ? [{ at, path }] : [];
    });
  }

  private switchOf({ callee, at, open }: CallSite): readonly Switch[] {
    const range = this.values.argumentsOf(open)[callee.switchesTo];
    return range ? [{ at, close: this.partners[open]!, nodes: this.values.valuesIn(...range).nodes }] : [];
  }

  private isMismatch({ callee, open }: CallSite): boolean {
    const { cannotFree } = callee;
    const [range] = cannotFree === 0 ? [] : this.values.argumentsOf(open);
    if (!range) return false;
    const { nodes, sources } = this.values.valuesIn(...range);
    const all = nodes.reduce((bits, node) => bits | this.places.sourcesOf(node), sources);
    return (all & cannotFree) !== 0;
  }

  /** The nodes of all that ends with a call. */
  nodesOf({ node, isInner }: Ended): readonly number[] {
    const { places } = this;
    const all = [...places.withInside(node)];
    return isInner ? all.filter((each) => each !== places.find(node)) : all;
  }

  /** What callers need to know of where pointers go. */
  flow(): ArgumentFlow {
    const { places, scan } = this;
    const result = places.node();
    for (const [from, to] of scan.returns) this.values.assign(result, this.values.valuesIn(from, to));
    const parameters = scan.parameters.map((path) => {
      const own = path < 0 ? -1 : places.nodeOf(path);
      const pointed = own < 0 ? -1 : places.child(own, target);
      const inside = own < 0 ? [] : [...places.withInside(own)].filter((node) => node !== own);
      return { own, pointed, inside: new Set(inside) };
    });
    const groups = [places.find(result), ...parameters.flatMap(({ own, pointed }) => [own, pointed])];
    const known = groups.filter((group) => group >= 0);
    const sources = new Map(known.map((group) => [group, places.sourcesOf(group)]));
    return { parameters, result: places.find(result), sources, stores: isStoring(parameters, sources) };
  }
}

function isStoringCall({ result, writes }: Callee): boolean {
  if (writes.length > 0 || result === "anything") return true;
  return typeof result === "object" && result.kind === "flow" && result.stores;
}

/** A call may change what its arguments lead to: something is shared between them, or comes from the function itself. */
function isStoring(parameters: readonly ParameterFlow[], sources: ReadonlyMap<number, number>): boolean {
  const seen = new Set<number>();
  const own = parameters.filter((parameter) => parameter.own >= 0);
  for (const group of own.flatMap(({ own: value, pointed }) => [value, pointed])) {
    if (seen.has(group) || sources.get(group) !== 0) return true;
    seen.add(group);
  }
  return own.some(({ inside }) => [...inside].some((group) => seen.has(group)));
}
