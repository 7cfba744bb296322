import { apiFunctionFor } from "../../pg/api/apiFunctions";
import { neutralFunctions } from "../../pg/neutralFunctions";
import { siteIn, type FunctionRef, type Program } from "../program";
import type { Dependencies } from "../remembered";
import { mayReturnNoRow } from "./mayReturnNoRow";
import { pathOf, type NodeStep } from "./nodeSteps";
import { queryText } from "./queryText";
import type { StaleSpiResult } from "./regionEvent";
import { isSpiCommand } from "./spiCommands";
import type { StepGraph } from "./stepGraph";

export type Command = NodeStep & { readonly kind: "call" };

const nothing = 0;

/** Rows that are read, by number, of a query that may return none, with no look at SPI_processed in between. */
export function uncheckedRows(
  program: Program,
  fn: FunctionRef,
  dependencies: Dependencies,
  steps: StepGraph,
  commands: readonly Command[],
): readonly StaleSpiResult[] {
  const mayBeEmpty = commands.map(({ call, name }) => {
    if (!isSpiCommand(program, name)) return false;
    const text = queryText(program, fn, call.args[0], dependencies);
    return text !== undefined && mayReturnNoRow(text);
  });
  if (!mayBeEmpty.includes(true)) return [];
  const tables = tablesOf(steps, commands);
  const isRow = (step: NodeStep): step is NodeStep & { kind: "read" } =>
    step.kind === "read" && tables.has(/^(\w+)->vals\[\d+\]$/u.exec(step.path)?.[1] ?? "");
  const isLook = (step: NodeStep): boolean =>
    (step.kind === "read" || step.kind === "write") &&
    (step.path === "SPI_processed" || tables.has(/^(\w+)->numvals$/u.exec(step.path)?.[1] ?? ""));
  /** 0, or the number of the command whose rows nobody has counted yet, from 1. */
  const change = (state: number, step: NodeStep): number => {
    if (step.kind !== "call") return isLook(step) || isRow(step) ? nothing : state;
    const index = commands.findIndex(({ call }) => call === step.call);
    if (index >= 0) return mayBeEmpty[index] === true ? index + 1 : nothing;
    return state !== nothing && leavesResult(program, fn, step.name) ? state : nothing;
  };
  const states = steps.solve(nothing, nothing, change);
  const events: StaleSpiResult[] = [];
  for (const id of steps.graph.order) {
    let state = states[id]!;
    if (state < 0) continue;
    for (const step of steps.steps(id)) {
      if (state > 0 && isRow(step))
        events.push({
          kind: "staleSpiResult",
          site: siteIn(fn, step.node),
          what: "unchecked",
          variable: "SPI_tuptable",
          meantAt: siteIn(fn, commands[state - 1]!.call),
        });
      state = change(state, step);
    }
  }
  return events;
}

/** SPI_tuptable, and where there is one command only, the variables that hold a copy of it and nothing else. */
function tablesOf(steps: StepGraph, commands: readonly Command[]): ReadonlySet<string> {
  const tables = new Set(["SPI_tuptable"]);
  if (commands.length > 1) return tables;
  const others = new Set<string>();
  for (const node of steps.graph.order)
    for (const step of steps.steps(node)) {
      if (step.kind !== "write" || !/^\w+$/u.test(step.path)) continue;
      const isCopy = step.value !== undefined && pathOf(step.value) === "SPI_tuptable";
      (isCopy ? tables : others).add(step.path);
    }
  for (const other of others) tables.delete(other);
  return tables;
}

/** A call that neither runs a command nor can look at the number of rows for its caller. */
function leavesResult(program: Program, fn: FunctionRef, name: string): boolean {
  const entry = apiFunctionFor(name, program.memoryFunctions);
  if (entry) return entry.effects.every(({ kind }) => kind !== "closesSpi" && kind !== "opensSpi");
  if (program.findFunction(name, fn.path)) return false;
  const macros = program.findMacros(name, fn.path);
  return macros.length === 0
    ? neutralFunctions.has(name)
    : macros.every(({ macro }) => !/\bSPI_/u.test(macro.body));
}
