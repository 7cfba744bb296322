/**
 * The control-flow graph of one function: one node per statement or condition. Conditions stay whole
 * expressions; an analysis splits `&&`, `||` and `!` itself where it needs to.
 */
import type { Span } from "../../base/span";
import type { Declaration, Expression, HoleStatement, MacroLoop } from "../../syntax/c/model";

export type Action =
  | { readonly kind: "entry" }
  | { readonly kind: "exit" }
  | { readonly kind: "join" }
  | { readonly kind: "expression"; readonly expression: Expression }
  | { readonly kind: "declaration"; readonly declaration: Declaration }
  | { readonly kind: "condition"; readonly expression: Expression }
  | { readonly kind: "switch"; readonly expression: Expression }
  | { readonly kind: "macroLoop"; readonly loop: MacroLoop }
  /** `span`: the statement. */
  | { readonly kind: "return"; readonly value?: Expression; readonly span: Span }
  | { readonly kind: "hole"; readonly hole: HoleStatement };

export interface Edge {
  readonly to: number;
  /** `throw`: control arrives here when anything inside the node raises. */
  readonly kind: "next" | "true" | "false" | "throw";
  /** The way past a `switch` without default, which nobody may ever take: all values may have a case. */
  readonly isDoubtful?: true;
}

export interface GraphNode {
  readonly id: number;
  readonly action: Action;
  readonly edges: Edge[];
  /** Where a `break` and a `continue` would lead from here: a macro may hold one. */
  readonly breakTo: number | undefined;
  readonly continueTo: number | undefined;
}

/** Jumps of a piece of code whose targets lie around it: the nodes where they leave it. */
export interface JumpsOut {
  breakTo?: number;
  continueTo?: number;
  readonly labels: Map<string, number>;
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly entry: number;
  /** Where control arrives that falls off the end. */
  readonly exit: number;
  /** Where control arrives that executes a `return`. */
  readonly returns: number;
  /** Node ids in reverse post-order from the entry: the order in which a forward analysis converges fastest. */
  readonly order: readonly number[];
  /** 1 where control can arrive from elsewhere than the end of one straight run: state has to be kept there. */
  readonly isBlockStart: Uint8Array;
  /** Some node can be reached from itself. */
  readonly hasLoop: boolean;
  /** A jump whose target is unknown (computed goto, missing label) makes the graph incomplete. */
  readonly isComplete: boolean;
  /** The nodes of its labels. */
  readonly labels: ReadonlyMap<string, number>;
  readonly jumpsOut: JumpsOut;
}
