import type { Action, Edge, Graph, GraphNode, JumpsOut } from "./graph";
import { describeBlocks, reversePostOrder } from "./order";

/** Where jumps go from the place that is being built. */
export interface JumpTargets {
  readonly breakTo: number | undefined;
  readonly continueTo: number | undefined;
  /** Where a raised error goes inside PG_TRY. */
  readonly handler: number | undefined;
  /** The dispatch node of the innermost switch. */
  readonly dispatch: number | undefined;
}

export const noTargets: JumpTargets = {
  breakTo: undefined,
  continueTo: undefined,
  handler: undefined,
  dispatch: undefined,
};

/** Nodes, edges and labels of a graph that is being built. Where there is no control to come from, `from` is undefined. */
export class GraphWriter {
  private readonly nodes: GraphNode[] = [];
  private readonly labels = new Map<string, number>();
  private readonly pendingGotos: { readonly from: number; readonly label: string }[] = [];
  /** A jump leads somewhere unknown. */
  isComplete = true;
  protected readonly jumpsOut: JumpsOut = { labels: new Map() };
  readonly entry = this.add({ kind: "entry" });
  readonly exit = this.add({ kind: "exit" });
  readonly returns = this.add({ kind: "exit" });

  add(action: Action, targets: JumpTargets = noTargets): number {
    const id = this.nodes.length;
    const { breakTo, continueTo } = targets;
    this.nodes.push({ id, action, edges: [], breakTo, continueTo });
    return id;
  }

  connect(from: number | undefined, to: number, kind: Edge["kind"] = "next"): void {
    if (from !== undefined) this.nodes[from]!.edges.push({ to, kind });
  }

  /** The way past a `switch` without default. */
  connectInDoubt(from: number, to: number): void {
    this.nodes[from]!.edges.push({ to, kind: "next", isDoubtful: true });
  }

  /** Adds a node that follows `from` and, inside PG_TRY, may raise. */
  follow(action: Action, from: number | undefined, targets: JumpTargets): number {
    const id = this.add(action, targets);
    this.connect(from, id);
    if (targets.handler !== undefined) this.connect(id, targets.handler, "throw");
    return id;
  }

  addLabel(name: string, from: number | undefined): number {
    const label = this.add({ kind: "join" });
    this.labels.set(name, label);
    this.connect(from, label);
    return label;
  }

  addGoto(label: string, from: number): void {
    this.pendingGotos.push({ from, label });
  }

  /** `isFragment`: other jumps than those to its own labels leave it. */
  finish(isFragment: boolean): Graph {
    for (const { from, label } of this.pendingGotos) {
      const target =
        this.labels.get(label) ?? (isFragment && label !== "" ? this.labelOutside(label) : undefined);
      if (target === undefined) this.isComplete = false;
      else this.connect(from, target);
    }
    const { nodes, entry, exit, returns, isComplete } = this;
    const order = reversePostOrder(nodes, entry);
    const blocks = describeBlocks(nodes, order, [entry, exit, returns]);
    const { labels, jumpsOut } = this;
    return { nodes, entry, exit, returns, order, ...blocks, isComplete, labels, jumpsOut };
  }

  private labelOutside(label: string): number {
    const known = this.jumpsOut.labels.get(label) ?? this.add({ kind: "exit" });
    this.jumpsOut.labels.set(label, known);
    return known;
  }
}
