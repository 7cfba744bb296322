import type { Span } from "../../../base/span";
import type {
  Block,
  EnumDefinition,
  Expression,
  HoleStatement,
  StructDefinition,
  UnknownExpression,
} from "../model";
import { errorBelow, missing, type FlatTree } from "./flatTree";
import { Kind } from "./nodeKind";

/** The parts of lowering that call each other across files. */
export interface Lowerers {
  expression(lowering: Lowering, node: number): Expression;
  block(lowering: Lowering, node: number): Block;
  /** The body of a struct, union or enum specifier; undefined for other specifiers and for a mere tag. */
  definition(lowering: Lowering, node: number): StructDefinition | EnumDefinition | undefined;
}

/** A part of the model while it is built. Objects are filled member by member: spreading them costs too much here. */
export type Writable<T> = { -readonly [K in keyof T]: T[K] };

const maximalDepth = 1000;

/** What is known while one chunk is lowered: its tree and texts, the names declared so far, the holes met. */
export class Lowering {
  readonly kind: Uint8Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly next: Int32Array;
  private readonly flags: Uint8Array;
  /** Names that a typedef of this chunk declares. */
  readonly typeNames = new Set<string>();
  /** Parameters and variables of the function being lowered. */
  readonly locals = new Set<string>();
  readonly holes: Span[] = [];
  /** Places where the grammar failed but whose meaning was found in another way. */
  readonly repaired: Span[] = [];

  /** True when the mask changed anything. */
  readonly isMasked: boolean;
  /** False when the text has nothing that could export a symbol, which saves looking at each head. */
  readonly mayExport: boolean;

  constructor(
    tree: FlatTree,
    /** The chunk as the user wrote it. */
    readonly original: string,
    /** The text of the same length that was parsed. */
    readonly masked: string,
    readonly lowerers: Lowerers,
  ) {
    this.isMasked = original !== masked;
    this.mayExport = original.includes("PGDLLEXPORT") || original.includes("visibility");
    this.kind = tree.kind;
    this.start = tree.start;
    this.end = tree.end;
    this.next = tree.next;
    this.flags = tree.flags;
  }

  kindOf(node: number): Kind {
    return this.kind[node]!;
  }

  startOf(node: number): number {
    return this.start[node]!;
  }

  endOf(node: number): number {
    return this.end[node]!;
  }

  /** The text of a node as the user wrote it. */
  text(node: number): string {
    return this.original.slice(this.start[node], this.end[node]);
  }

  span(node: number): Span {
    return { start: this.start[node]!, end: this.end[node]! };
  }

  /** The first child, or -1. */
  firstChild(node: number): number {
    return node + 1 < this.next[node]! ? node + 1 : -1;
  }

  /** The sibling after `child` under `parent`, or -1. */
  sibling(parent: number, child: number): number {
    const next = this.next[child]!;
    return next < this.next[parent]! ? next : -1;
  }

  lastChild(node: number): number {
    let last = -1;
    for (let child = this.firstChild(node); child >= 0; child = this.sibling(node, child)) last = child;
    return last;
  }

  /** The first child of the kind, or -1. */
  childOfKind(parent: number, kind: Kind): number {
    for (let child = this.firstChild(parent); child >= 0; child = this.sibling(parent, child)) {
      if (this.kind[child] === kind) return child;
    }
    return -1;
  }

  /** True when the subtree holds an ERROR or MISSING node. */
  hasError(node: number): boolean {
    return (this.flags[node]! & errorBelow) !== 0;
  }

  isMissing(node: number): boolean {
    return (this.flags[node]! & missing) !== 0;
  }

  /** True when an ERROR or MISSING node is an immediate child, so that the node's own shape is in doubt. */
  hasOwnError(node: number): boolean {
    if (!this.hasError(node)) return false;
    for (let child = this.firstChild(node); child >= 0; child = this.sibling(node, child)) {
      if (this.kind[child] === Kind.ERROR || this.isMissing(child)) return true;
    }
    return false;
  }

  /** True when the mask wrote something else over the user's text there. */
  isMaskedAt(start: number, end: number): boolean {
    return this.isMasked && this.original.slice(start, end) !== this.masked.slice(start, end);
  }

  /** How many statements and expressions are around the one being lowered. */
  depth = 0;

  /** Nesting that no one writes by hand; going on could exhaust the stack, here or in a reader of the model. */
  get isTooDeep(): boolean {
    return this.depth >= maximalDepth;
  }

  expression(node: number): Expression {
    if (this.isTooDeep) return this.unknown(this.start[node]!, this.end[node]!);
    this.depth++;
    const expression = this.lowerers.expression(this, node);
    this.depth--;
    return expression;
  }

  block(node: number): Block {
    return this.lowerers.block(this, node);
  }

  unknown(start: number, end: number): UnknownExpression {
    this.holes.push({ start, end });
    return { kind: "unknown", start, end };
  }

  unknownNode(node: number): UnknownExpression {
    return this.unknown(this.start[node]!, this.end[node]!);
  }

  /** Takes back the holes in a part that was understood after all. */
  forgetHoles(start: number, end: number): void {
    for (let index = this.holes.length - 1; index >= 0; index--) {
      const hole = this.holes[index]!;
      if (start <= hole.start && hole.end <= end) this.holes.splice(index, 1);
    }
  }

  hole(start: number, end: number): HoleStatement {
    this.holes.push({ start, end });
    return { kind: "hole", start, end };
  }
}
