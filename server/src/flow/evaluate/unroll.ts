/** Loops whose rounds can be counted, gone through one by one: what a round does depends on the row of a table. */
import type { Graph } from "../cfg/graph";
import type { Activation } from "./activation";
import type { State } from "./state";
import { joinValues } from "./value";

/** More rounds than this are not gone through. */
const maxRounds = 48;
/** Only loops that may ask the loader for something are worth it. */
const usesHandle = /\bdynpgext_handle\b|\ballocate_shmem\b|\bregister_bgworker\b/u;

export interface Flow {
  readonly to: number;
  readonly state: State;
}

type RunBlock = (
  activation: Activation,
  graph: Graph,
  start: number,
  before: State | undefined,
) => readonly Flow[];

export function isWorthUnrolling({ fn }: Activation): boolean {
  return usesHandle.test(fn.text);
}

/**
 * The state at the end of each block when every loop is left after a number of rounds that is known; undefined
 * when one is not, and then nothing has happened. States of different rounds are never joined.
 */
export function unroll(
  activation: Activation,
  graph: Graph,
  entry: State,
  runBlock: RunBlock,
): (State | undefined)[] | undefined {
  const { run, returned } = activation;
  const before = run.events.length;
  const inner: Activation = { ...activation, returned: { value: undefined } };
  const { round } = run;
  const ends = goThrough(inner, graph, entry, runBlock);
  run.round = round;
  if (!ends) {
    run.events.length = before;
    return undefined;
  }
  const { value } = inner.returned;
  if (value !== undefined)
    returned.value = returned.value === undefined ? value : joinValues(returned.value, value);
  return ends;
}

function goThrough(
  activation: Activation,
  graph: Graph,
  entry: State,
  runBlock: RunBlock,
): (State | undefined)[] | undefined {
  const position = new Map(graph.order.map((id, index) => [id, index]));
  const isBack = (from: number, to: number): boolean => position.get(to)! <= position.get(from)!;
  const heads = new Set(
    graph.order.flatMap((id) => graph.nodes[id]!.edges.map(({ to }) => to).filter((to) => isBack(id, to))),
  );
  const ends: (State | undefined)[] = [];
  const outer = activation.run.round;
  let arrivals = new Map([[graph.entry, entry]]);
  for (let round = 0; arrivals.size > 0; round++) {
    if (round > maxRounds || activation.run.budget <= 0) return undefined;
    activation.run.round = `${outer}.${round}`;
    const next = new Map<number, State>();
    for (const id of graph.order) {
      const state = arrivals.get(id);
      if (!state) continue;
      if (id === graph.exit || id === graph.returns) ends[id] = ends[id]?.join(state) ?? state;
      const flows = runBlock(activation, graph, id, state);
      const goesBack = flows.some(({ to }) => isBack(id, to));
      // Nobody knows whether there is another round.
      if (flows.length > 1 && (goesBack || (heads.has(id) && graph.nodes[id]!.action.kind === "condition")))
        return undefined;
      for (const { to, state: flowing } of flows) {
        const map = isBack(id, to) ? next : arrivals;
        const there = map.get(to);
        map.set(to, there ? there.join(flowing) : flowing);
      }
    }
    arrivals = next;
  }
  return ends;
}
