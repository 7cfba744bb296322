/** Calls whose result is thrown away although only it may be used from then on. By the spelling of places alone. */
import type { Span } from "../../base/span";
import { apiFunctionFor, apiFunctions } from "../../pg/api/apiFunctions";
import type { Call, Expression } from "../../syntax/c/model";
import { buildGraph } from "../cfg/build";
import { siteIn, type FunctionRef, type Program } from "../program";
import { isChangedBy, pathOf, type NodeStep } from "./nodeSteps";
import type { ResultDiscarded } from "./regionEvent";
import { StepGraph } from "./stepGraph";

/** Copies for the caller of SPI_connect: who goes on with the original has it freed by SPI_finish. */
const copies: ReadonlySet<string> = new Set(["SPI_copytuple", "SPI_returntuple", "SPI_datumTransfer"]);

type Consumption = "moved" | "null" | "emptied" | "copied";

interface Discarded {
  readonly node: number;
  readonly call: Call;
  readonly callee: string;
  readonly path: string;
  readonly argument: Expression;
  readonly when: Consumption;
  /** `(void) f(…)`: somebody has thought about it. */
  readonly isDeliberate: boolean;
}

const consuming = [...apiFunctions.values()]
  .filter(({ effects }) => effects.some(({ kind }) => kind === "consumes"))
  .map(({ name }) => name);

/** A statement that begins with the name of such a function. */
const statement = new RegExp(
  String.raw`[;:{})/]\s*(?:else\b|do\b)?\s*(?:\(\s*void\s*\)\s*)?(?:${[...copies, ...consuming].join("|")})\s*\(`,
  "u",
);

export function discardedResults(program: Program, fn: FunctionRef): readonly ResultDiscarded[] {
  if (!statement.test(fn.text) || fn.definition.holes.length > 0) return [];
  const graph = buildGraph(fn.definition);
  if (!graph.isComplete) return [];
  const steps = new StepGraph(graph, program);
  return graph.order.flatMap((node) => {
    const discarded = discardedAt(program, fn, steps, node);
    const event = discarded && eventOf(fn, steps, discarded);
    return event ? [event] : [];
  });
}

/** A node that is nothing but such a call, with or without `(void)`. */
function discardedAt(
  program: Program,
  fn: FunctionRef,
  { graph }: StepGraph,
  node: number,
): Discarded | undefined {
  const { action } = graph.nodes[node]!;
  if (action.kind !== "expression") return undefined;
  const call = withoutCasts(action.expression);
  if (call.kind !== "call" || call.callee.kind !== "identifier") return undefined;
  const callee = call.callee.name;
  const consumed = consumptionOf(program, callee);
  if (!consumed || program.findFunction(callee, fn.path)) return undefined;
  const argument = call.args[consumed.argument];
  const path = argument && pathOf(argument);
  if (!argument || path === undefined) return undefined;
  if (program.findMacros(callee, fn.path).length > 0) return undefined;
  const isDeliberate = action.expression.kind === "cast";
  return { node, call, callee, path, argument: withoutCasts(argument), when: consumed.when, isDeliberate };
}

function consumptionOf(program: Program, name: string): { argument: number; when: Consumption } | undefined {
  if (copies.has(name)) return { argument: 0, when: "copied" };
  const effects = apiFunctionFor(name, program.memoryFunctions)?.effects ?? [];
  const effect = effects.find(({ kind }) => kind === "consumes");
  if (effect?.kind !== "consumes") return undefined;
  if (effect.since !== undefined && program.pgMajor < effect.since) return undefined;
  return { argument: effect.argument, when: effect.when };
}

function eventOf(fn: FunctionRef, steps: StepGraph, discarded: Discarded): ResultDiscarded | undefined {
  const { node, call, callee, path, argument, when, isDeliberate } = discarded;
  const used = usedAfter(steps, discarded);
  const isCertain = when === "moved" || when === "copied" || (when === "null" && isNull(steps, node, path));
  if (!used || (isDeliberate && !isCertain)) return undefined;
  return {
    kind: "resultDiscarded",
    site: siteIn(fn, call),
    callee,
    argument: { text: path, site: siteIn(fn, argument) },
    usedAt: siteIn(fn, used),
    isCertain,
  };
}

/** The first use of the original afterwards, in the order of the code. Of a copied one, behind SPI_finish. */
function usedAfter(steps: StepGraph, { node, path, when }: Discarded): Span | undefined {
  let first: Span | undefined;
  const look = (from: { node: number; index: number }): void =>
    steps.after(from, (step, place) => {
      if (step.kind === "write" && isChangedBy(path, step.path)) return "end";
      if (step.kind === "read" && step.path === path && place.node !== node)
        if (!first || step.node.start < first.start) first = step.node;
      return "on";
    });
  const start = { node, index: steps.steps(node).length - 1 };
  if (when !== "copied") look(start);
  else
    steps.after(start, (step, place) => {
      if (step.kind === "write" && isChangedBy(path, step.path)) return "end";
      if (step.kind !== "call" || step.name !== "SPI_finish") return "on";
      look(place);
      return "end";
    });
  return first;
}

/** Whether a local variable is certainly NULL before a node. */
function isNull(steps: StepGraph, node: number, path: string): boolean {
  const [other, isNil] = [0, 1];
  const change = (state: number, step: NodeStep): number => {
    if (step.kind !== "write" || !isChangedBy(path, step.path)) return state;
    return step.path === path && step.value && isNullConstant(step.value) ? isNil : other;
  };
  return /^\w+$/u.test(path) && steps.solve(other, other, change)[node] === isNil;
}

function isNullConstant(value: Expression): boolean {
  const plain = withoutCasts(value);
  return plain.kind === "identifier"
    ? /^(?:NIL|NULL)$/u.test(plain.name)
    : plain.kind === "number" && plain.value === 0;
}

function withoutCasts(expression: Expression): Expression {
  return expression.kind === "cast" ? withoutCasts(expression.operand) : expression;
}
