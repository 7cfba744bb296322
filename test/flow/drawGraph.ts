/** Control-flow graphs as text, for goldens. */
import { buildGraph } from "../../server/src/flow/cfg/build";
import type { Action, Graph } from "../../server/src/flow/cfg/graph";
import { analyseLibrary } from "./analyseLibrary";

/**
 * The graph of a function with this body: one entry per node that can be reached, `node -> successors`. A node is
 * written as its source text; joins are left out and replaced by what follows them.
 */
export function graphOf(body: string): string[] {
  const { program } = analyseLibrary(`int\nf(void)\n{\n${body}\n}\n`);
  const fn = program.functions.find(({ name }) => name === "f");
  if (!fn) throw new Error("no function");
  return draw(buildGraph(fn.definition), fn.text);
}

function draw(graph: Graph, text: string): string[] {
  const label = (id: number): string => {
    if (id === graph.exit) return "end";
    if (id === graph.returns) return "returned";
    return describe(graph.nodes[id]!.action, text);
  };
  const lines = graph.order
    .filter((id) => graph.nodes[id]!.action.kind !== "join" && ![graph.exit, graph.returns].includes(id))
    .map((id) => {
      const targets = successors(graph, id).map(
        ({ kind, to }) => `${kind === "next" ? "" : `${kind}: `}${label(to)}`,
      );
      return `${label(id)} -> ${[...new Set(targets)].join(" | ") || "nothing"}`;
    });
  return [...lines, ...(graph.isComplete ? [] : ["incomplete"])];
}

/** Where control goes from a node, joins skipped. What raises keeps its kind. */
function successors(graph: Graph, id: number): { kind: string; to: number }[] {
  const result: { kind: string; to: number }[] = [];
  const visit = (from: number, kind: string | undefined, seen: ReadonlySet<number>): void => {
    for (const edge of graph.nodes[from]!.edges) {
      const own = kind === undefined || kind === "next" ? edge.kind : kind;
      const isJoin = graph.nodes[edge.to]!.action.kind === "join";
      if (!isJoin) result.push({ kind: own, to: edge.to });
      else if (!seen.has(edge.to)) visit(edge.to, own, new Set([...seen, edge.to]));
    }
  };
  visit(id, undefined, new Set([id]));
  return result;
}

function describe(action: Action, text: string): string {
  const source = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
  switch (action.kind) {
    case "entry":
      return "start";
    case "exit":
      return "end";
    case "join":
      return "join";
    case "expression":
      return source(action.expression);
    case "condition":
      return `${source(action.expression)}?`;
    case "switch":
      return `switch ${source(action.expression)}`;
    case "declaration":
      return source(action.declaration);
    case "macroLoop":
      return `${action.loop.macro}?`;
    case "return":
      return action.value ? `return ${source(action.value)}` : "return";
    case "hole":
      return "hole";
  }
}
