/** Runs the body of a function or macro to a fixed point over its control-flow graph. */
import { sizeOfNamedType } from "../../pg/typeSizes";
import type { Block, Declaration, FunctionDefinition, TypeName } from "../../syntax/c/model";
import { buildGraph } from "../cfg/build";
import { isChanged } from "../isChanged";
import type { Graph, GraphNode } from "../cfg/graph";
import { localLocation, type Activation, type Path } from "./activation";
import { evaluateCondition } from "./condition";
import { trustTested } from "./doubt";
import { evaluateExpression, recordType } from "./expression";
import { assignInitializer } from "./initializer";
import { isFirstCode } from "./loadedGlobals";
import { resolvePlace, writePlace } from "./place";
import { copyStruct, resultLocation } from "./structCopy";
import { State } from "./state";
import { isWorthUnrolling, unroll, type Flow } from "./unroll";
import { joinValues, uninitialized, unknown, zero, type Value } from "./value";

const graphs = new WeakMap<Block, Graph>();
/** Rounds after which a loop that has not settled is given up. */
const maxRounds = 40;

/** Runs the body of the activated function. Afterwards `path` is where the function returns to its caller, or dead. */
export function runFunctionBody(activation: Activation, path: Path): void {
  const graph = graphOf(activation.fn.definition.body, activation.fn.definition);
  const states = runGraph(activation, graph, path.state);
  leave(path, states?.[graph.exit], states?.[graph.returns]);
}

/** Runs a block in the middle of a function: the body of a statement macro or of a statement expression. */
export function runBlock(activation: Activation, block: Block, path: Path): void {
  const graph = graphOf(block, { ...activation.fn.definition, body: block });
  leave(path, runGraph(activation, graph, path.state)?.[graph.exit], undefined);
}

/** Goes on from the ends of a graph that were reached. */
function leave(path: Path, end: State | undefined, returned: State | undefined): void {
  const state = end && returned ? end.join(returned) : (end ?? returned);
  if (state) path.state.assign(state.clone());
  else path.isDead = true;
}

function graphOf(block: Block, definition: FunctionDefinition): Graph {
  let graph = graphs.get(block);
  if (!graph) {
    graph = buildGraph(definition);
    graphs.set(block, graph);
  }
  return graph;
}

/** The settled state at the start of each block. Gives the whole evaluation up when the graph is not complete. */
function runGraph(activation: Activation, graph: Graph, entry: State): (State | undefined)[] | undefined {
  if (!graph.isComplete) {
    activation.run.budget = 0;
    return undefined;
  }
  // Without a loop every block is visited once, with all that arrives there: the first pass is the last.
  if (!graph.hasLoop) return settle(activation, graph, entry);
  const unrolled = isWorthUnrolling(activation) ? unroll(activation, graph, entry, runBlockFrom) : undefined;
  if (unrolled) return unrolled;
  if (!activation.isRecording) return settle(activation, graph, entry);
  const settling = { ...activation, isRecording: false, returned: { value: undefined } };
  const states = settle(settling, graph, entry);
  for (const id of graph.order)
    if (graph.isBlockStart[id] === 1) runBlockFrom(activation, graph, id, states[id]);
  return states;
}

/** The state at the start of each block; undefined where control never arrives. */
function settle(activation: Activation, graph: Graph, entry: State): (State | undefined)[] {
  const states: (State | undefined)[] = new Array<State | undefined>(graph.nodes.length).fill(undefined);
  states[graph.entry] = entry;
  const isPending = new Uint8Array(graph.nodes.length);
  isPending[graph.entry] = 1;
  for (let round = 0; round < maxRounds; round++) {
    let hasChanged = false;
    for (const id of graph.order) {
      if (isPending[id] === 0) continue;
      isPending[id] = 0;
      for (const { to, state } of runBlockFrom(activation, graph, id, states[id])) {
        const before = states[to];
        const after = before ? before.join(state) : state;
        if (before && after.equals(before)) continue;
        states[to] = after;
        isPending[to] = 1;
        hasChanged = true;
      }
    }
    if (!hasChanged) return states;
  }
  activation.run.budget = 0;
  return states;
}

/** Evaluates a block from its first node on and gives the state on each edge by which control can leave it. */
function runBlockFrom(
  activation: Activation,
  graph: Graph,
  start: number,
  before: State | undefined,
): Flow[] {
  if (!before) return [];
  const flows: Flow[] = [];
  let node = graph.nodes[start]!;
  let path: Path = { state: before.clone(), isDead: false };
  for (;;) {
    const leaving = visit(activation, node, path, flows);
    const [only] = leaving;
    if (leaving.length !== 1 || only === undefined || graph.isBlockStart[only.to] === 1)
      return [...flows, ...leaving];
    node = graph.nodes[only.to]!;
    path = { state: only.state, isDead: false };
  }
}

/** Evaluates one node; errors that it can raise flow into `thrown`, the rest is returned. */
function visit(activation: Activation, node: GraphNode, path: Path, thrown: Flow[]): Flow[] {
  const { action, edges } = node;
  const handlers = edges.filter((edge) => edge.kind === "throw");
  for (const { to } of handlers) thrown.push({ to, state: path.state.clone() });
  if (action.kind === "condition") {
    const { whenTrue, whenFalse } = evaluateCondition(activation, action.expression, path);
    return edges.flatMap(({ to, kind }) => {
      const side = kind === "true" ? whenTrue : kind === "false" ? whenFalse : undefined;
      return side && !side.isDead ? [{ to, state: side.state }] : [];
    });
  }
  perform(activation, node, path);
  if (path.isDead) return [];
  for (const { to } of handlers) thrown.push({ to, state: path.state.clone() });
  const going = edges.filter((edge) => edge.kind !== "throw");
  return going.map(({ to }, i) => ({ to, state: i === 0 ? path.state : path.state.clone() }));
}

function perform(activation: Activation, node: GraphNode, path: Path): void {
  const { action } = node;
  switch (action.kind) {
    case "entry":
    case "exit":
    case "join":
    case "condition":
      return;
    case "expression":
      evaluateExpression(activation, action.expression, path);
      return;
    case "switch":
      trustTested(path, [evaluateExpression(activation, action.expression, path)]);
      return;
    case "declaration":
      declare(activation, action.declaration, path);
      return;
    case "macroLoop":
      for (const argument of action.loop.args) {
        writePlace(activation, resolvePlace(activation, argument, path), unknown, path, argument, {
          mode: "update",
        });
      }
      return;
    case "return": {
      const result = action.value ? evaluateExpression(activation, action.value, path) : undefined;
      if (path.isDead || result === undefined || !action.value) return;
      const { returnType } = activation.fn.definition;
      recordType(activation, result, returnType, action.value);
      const value = returnType.pointers > 0 ? asMissingLookup(result, path) : result;
      // Kept in the store so that paths with different results count as different where they meet.
      const place = resultLocation(activation.frame);
      if (!copyStruct(activation, { kind: "location", location: place }, action.value, path))
        path.state.write(place, value, undefined);
      const { returned } = activation;
      returned.value = returned.value === undefined ? value : joinValues(returned.value, value);
      return;
    }
    case "hole":
      // Anything may have happened here: nothing that was known still is.
      path.state.assign(State.empty());
      return;
  }
}

/** `if (p == NULL) return NULL;`: what the caller gets is the look-up that has failed. */
function asMissingLookup(result: Value, path: Path): Value {
  if (result.kind !== "number" || result.value !== 0) return result;
  const missing = path.state.lookups().filter(({ check }) => check === "null");
  return missing.length === 1 ? { ...missing[0]!, part: "" } : result;
}

function declare(activation: Activation, declaration: Declaration, path: Path): void {
  if (declaration.storage === "typedef" || declaration.storage === "extern") return;
  for (const declarator of declaration.declarators) {
    const location = localLocation(activation, declarator.name);
    if (!location || declarator.parameters) continue;
    if (location.storage === "static") {
      // What it holds at the first call of the function; a later one finds what an earlier one has left.
      const isFirst = isFirstCode(activation.run) && !path.state.find(location) && !isScalar(declarator.type);
      if (isFirst && !declarator.initializer) path.state.write(location, zero, undefined);
      if (!declarator.initializer) continue;
      if (!isFirst && isChanged(activation.fn.text, declarator.name)) continue;
    }
    if (declarator.initializer)
      assignInitializer(activation, location, declarator.type, declarator.initializer, path);
    else if (isScalar(declarator.type)) path.state.write(location, unknown, undefined);
    else path.state.write(location, uninitialized, activation.place(declarator.nameSpan));
    if (path.isDead) return;
  }
}

/** Of these nobody asks whether they were ever set: a structure can be handed on half filled, a number cannot. */
function isScalar(type: TypeName): boolean {
  return type.arrays.length === 0 && (type.pointers > 0 || sizeOfNamedType(type.base) !== undefined);
}
