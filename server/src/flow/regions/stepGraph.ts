/** Walks over the steps of a function's control-flow graph. */
import type { Graph } from "../cfg/graph";
import type { Program } from "../program";
import { stepsOf, type NodeStep } from "./nodeSteps";

export interface StepPlace {
  readonly node: number;
  readonly index: number;
}

export class StepGraph {
  private readonly known = new Map<number, readonly NodeStep[]>();

  constructor(
    readonly graph: Graph,
    private readonly program: Program,
  ) {}

  steps(node: number): readonly NodeStep[] {
    let steps = this.known.get(node);
    if (!steps) {
      steps = stepsOf(this.program, this.graph.nodes[node]!.action);
      this.known.set(node, steps);
    }
    return steps;
  }

  /** Visits what may run after a place, along every path, until `visit` says that the path is of no interest any more. */
  after({ node, index }: StepPlace, visit: (step: NodeStep, place: StepPlace) => "on" | "end"): void {
    const seen = new Set<number>();
    const pending: StepPlace[] = [{ node, index: index + 1 }];
    for (let place = pending.pop(); place; place = pending.pop()) {
      if (!this.runs(place, visit)) continue;
      for (const { to, kind } of this.graph.nodes[place.node]!.edges) {
        if (kind === "throw" || seen.has(to)) continue;
        seen.add(to);
        pending.push({ node: to, index: 0 });
      }
    }
  }

  private runs(place: StepPlace, visit: (step: NodeStep, place: StepPlace) => "on" | "end"): boolean {
    const steps = this.steps(place.node);
    for (let index = place.index; index < steps.length; index++) {
      const step = steps[index]!;
      if (step.kind === "stop" || visit(step, { node: place.node, index }) === "end") return false;
    }
    return true;
  }

  /**
   * What is known before each node, by a forward analysis: `enter` at the start, changed by each step; where paths with
   * different knowledge meet, and where an error arrives, `unknown`.
   */
  solve(enter: number, unknown: number, change: (state: number, step: NodeStep) => number): Int32Array {
    const { nodes, order, entry } = this.graph;
    const unseen = -1;
    const states = new Int32Array(nodes.length).fill(unseen);
    states[entry] = enter;
    for (let isChanged = true; isChanged;) {
      isChanged = false;
      for (const id of order) {
        const before = states[id] ?? unseen;
        if (before === unseen) continue;
        let state: number | undefined = before;
        for (const step of this.steps(id)) {
          if (step.kind === "stop") {
            state = undefined;
            break;
          }
          state = change(state, step);
        }
        for (const { to, kind } of nodes[id]!.edges) {
          const arriving = kind === "throw" ? unknown : state;
          if (arriving === undefined) continue;
          const there = states[to]!;
          const merged = there === unseen || there === arriving ? arriving : unknown;
          if (merged === there) continue;
          states[to] = merged;
          isChanged = true;
        }
      }
    }
    return states;
  }
}
