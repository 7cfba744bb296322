/**
 * Reads of SPI_processed and SPI_tuptable that tell of another command than the one that was meant, and of rows that may not
 * be there. By the spelling of the two variables alone: what they are copied to is not followed.
 */
import type { Expression, For, Statement, While } from "../../syntax/c/model";
import { forEachExpression, forEachStatement } from "../../syntax/c/lower/walk";
import { buildGraph } from "../cfg/build";
import { siteIn, type FunctionRef, type Program } from "../program";
import type { Dependencies } from "../remembered";
import { pathOf } from "./nodeSteps";
import type { StaleSpiResult } from "./regionEvent";
import { isSpiCommand, runsCommand } from "./spiCommands";
import { StepGraph, type StepPlace } from "./stepGraph";
import { uncheckedRows, type Command } from "./uncheckedRows";

const words = /\bSPI_(?:processed|tuptable)\b/u;

/** What is looked at is noted in `dependencies`. */
export function staleSpiResults(
  program: Program,
  fn: FunctionRef,
  dependencies: Dependencies,
): readonly StaleSpiResult[] {
  if (!words.test(fn.text)) return [];
  const graph = buildGraph(fn.definition);
  if (!graph.isComplete || fn.definition.holes.length > 0) return [];
  return new StaleResults(program, fn, dependencies, new StepGraph(graph, program)).find();
}

type Loop = For | While;

class StaleResults {
  private readonly commands: Command[] = [];
  private readonly places = new Map<Command, StepPlace>();

  constructor(
    private readonly program: Program,
    private readonly fn: FunctionRef,
    private readonly dependencies: Dependencies,
    private readonly steps: StepGraph,
  ) {}

  find(): readonly StaleSpiResult[] {
    for (const node of this.steps.graph.order)
      for (const [index, step] of this.steps.steps(node).entries())
        if (step.kind === "call" && this.isCommand(step.name)) {
          this.places.set(step, { node, index });
          this.commands.push(step);
        }
    if (this.commands.length === 0) return [];
    const events: StaleSpiResult[] = [];
    forEachStatement(this.fn.definition.body, (statement) => {
      const event =
        statement.kind === "for" || statement.kind === "while" ? this.replacedIn(statement) : undefined;
      if (event) events.push(event);
    });
    const { program, fn, dependencies, steps } = this;
    return [...events, ...uncheckedRows(program, fn, dependencies, steps, this.commands)];
  }

  private isCommand(name: string): boolean {
    return (
      isSpiCommand(this.program, name) || runsCommand(this.program, name, this.fn.path, this.dependencies)
    );
  }

  // ------------------------------------------------------------ results of other commands

  /** A loop over the rows of a command, whose body runs another one. */
  private replacedIn(loop: Loop): StaleSpiResult | undefined {
    const read = this.readByTurn(loop);
    if (!read) return undefined;
    const { body } = loop;
    if (/\bSPI_(?:connect|finish)\b/u.test(this.fn.text.slice(body.start, body.end))) return undefined;
    const meant = this.commands.filter(({ call }) => call.end <= loop.start).at(-1);
    const inner = this.commands.find(
      (command) =>
        isWithin(command.call, body) && read.isStaleAfter(command.call) && this.reaches(command, read.node),
    );
    if (!meant || !inner || !this.reaches(meant, read.node)) return undefined;
    return {
      kind: "staleSpiResult",
      site: siteIn(this.fn, read.node),
      what: "replaced",
      variable: read.variable,
      meantAt: siteIn(this.fn, meant.call),
      replacedAt: siteIn(this.fn, inner.call),
    };
  }

  /** What each turn reads of the result: the number of rows in `i < SPI_processed`, or the row `SPI_tuptable->vals[i]`. */
  private readByTurn(loop: Loop):
    | {
        node: Expression;
        variable: "SPI_processed" | "SPI_tuptable";
        isStaleAfter: (call: Expression) => boolean;
      }
    | undefined {
    const { condition, body } = loop;
    if (!condition) return undefined;
    const counters = this.counters(loop);
    let count: Expression | undefined;
    let row: Expression | undefined;
    forEachExpression(condition, (expression) => {
      if (expression.kind !== "binary" || !/^(?:[<>]=?|!=)$/u.test(expression.operator)) return;
      const [left, right] = [withoutCasts(expression.left), withoutCasts(expression.right)];
      if (pathOf(left) === "SPI_processed" && counters.has(pathOf(right) ?? "")) count = left;
      if (pathOf(right) === "SPI_processed" && counters.has(pathOf(left) ?? "")) count = right;
    });
    if (count) return { node: count, variable: "SPI_processed", isStaleAfter: () => true };
    if (words.test(this.fn.text.slice(condition.start, condition.end))) return undefined;
    forEachExpression(body, (expression) => {
      const path = row ? undefined : pathOf(expression);
      const [, index] = /^SPI_tuptable->vals\[(\w+)\]$/u.exec(path ?? "") ?? [];
      if (index !== undefined && counters.has(index) && expression.kind === "index") row = expression;
    });
    const found = row;
    return (
      found && { node: found, variable: "SPI_tuptable", isStaleAfter: (call) => call.start >= found.end }
    );
  }

  /** Variables that a turn of the loop changes and its condition compares. */
  private counters({ condition, ...loop }: Loop): ReadonlySet<string> {
    const changed = new Set<string>();
    const note = (part: Statement | Expression): void =>
      forEachExpression(part, (expression) => {
        if (expression.kind !== "update" && expression.kind !== "assignment") return;
        if (expression.kind === "assignment" && expression.operator === "=") return;
        const path = pathOf(expression.kind === "update" ? expression.operand : expression.target);
        if (path !== undefined) changed.add(path);
      });
    note(loop.body);
    if ("update" in loop && loop.update) note(loop.update);
    const compared = new Set<string>();
    if (condition)
      forEachExpression(condition, (expression) => {
        const path = pathOf(expression);
        if (path !== undefined) compared.add(path);
      });
    return new Set([...changed].filter((path) => compared.has(path)));
  }

  /** After the command, control comes to the read before another command runs or the result is put back. */
  private reaches(command: Command, read: Expression): boolean {
    let isReached = false;
    this.steps.after(this.places.get(command)!, (step) => {
      if (step.kind === "read" && step.node === read) isReached = true;
      if (step.kind === "write" && words.test(step.path)) return "end";
      return isReached || (step.kind === "call" && this.isCommand(step.name)) ? "end" : "on";
    });
    return isReached;
  }
}

function isWithin(inner: Expression, outer: Statement): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function withoutCasts(expression: Expression): Expression {
  return expression.kind === "cast" ? withoutCasts(expression.operand) : expression;
}
