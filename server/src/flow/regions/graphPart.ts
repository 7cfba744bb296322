import type { Graph, GraphNode } from "../cfg/graph";

/** The blocks of code that jumps lead to; undefined where there is nothing to jump to. */
export interface Jumps {
  readonly breakTo: number | undefined;
  readonly continueTo: number | undefined;
  label(name: string): number | undefined;
}

export const noJumps: Jumps = { breakTo: undefined, continueTo: undefined, label: () => undefined };

/** Which blocks of code the nodes of one graph are: that of the function, or that of a macro in it. */
export class GraphPart {
  readonly starts = new Map<number, number>();
  readonly outside = new Set<number>();

  constructor(
    private readonly graph: Graph,
    /** Where what raises goes that no `PG_TRY` of this graph catches. */
    private readonly handler: number,
    private readonly around: Jumps,
    private readonly newBlock: (handler: number) => number,
  ) {}

  /** The block in which a node begins. */
  start(id: number): number {
    let known = this.starts.get(id);
    if (known === undefined) {
      const raised = this.raisedTo(id);
      known = this.newBlock(raised === undefined ? this.handler : this.start(raised));
      this.starts.set(id, known);
    }
    return known;
  }

  private raisedTo(id: number): number | undefined {
    for (const edge of this.graph.nodes[id]!.edges) if (edge.kind === "throw") return edge.to;
    return undefined;
  }

  /** Connects the jumps out of a macro with the code around it; false when one leads nowhere. */
  leadOut(): boolean {
    const { jumpsOut, order } = this.graph;
    let isComplete = true;
    const lead = (id: number | undefined, target: number | undefined): void => {
      if (id === undefined) return;
      this.outside.add(id);
      if (target !== undefined) this.starts.set(id, target);
      else if (order.includes(id)) isComplete = false;
    };
    lead(jumpsOut.breakTo, this.around.breakTo);
    lead(jumpsOut.continueTo, this.around.continueTo);
    for (const [name, id] of jumpsOut.labels) lead(id, this.around.label(name));
    return isComplete;
  }

  /** A node that is jumped to and has not been compiled. */
  next(seen: ReadonlySet<number>): number | undefined {
    for (const id of this.starts.keys()) if (!seen.has(id)) return id;
    return undefined;
  }

  jumpsAt({ breakTo, continueTo }: GraphNode): Jumps {
    const breakAt = this.startOf(breakTo);
    const continueAt = this.startOf(continueTo);
    const { last } = this;
    // Neighbours have the same.
    if (last && last.breakTo === breakAt && last.continueTo === continueAt) return last;
    this.last = { breakTo: breakAt, continueTo: continueAt, label: this.label };
    return this.last;
  }

  private last: Jumps | undefined;

  private readonly label = (name: string): number | undefined =>
    this.startOf(this.graph.labels.get(name)) ?? this.around.label(name);

  private startOf(id: number | undefined): number | undefined {
    return id === undefined ? undefined : this.start(id);
  }
}
