/**
 * Plans of SPI_prepare that a static variable keeps beyond SPI_finish. By the spelling of places: every SPI command may
 * run this very function again, so that the memory state knows nothing of static variables behind it.
 */
import { forEachCall, forEachStatement } from "../../syntax/c/lower/walk";
import type { Call, Expression } from "../../syntax/c/model";
import { buildGraph } from "../cfg/build";
import { siteIn, type FunctionRef, type Program } from "../program";
import type { Dependencies } from "../remembered";
import { pathOf, type NodeStep } from "./nodeSteps";
import type { PlanNotKept } from "./regionEvent";
import { StepGraph, type StepPlace } from "./stepGraph";

const preparing = /\bSPI_prepare\w*\s*\(/u;
const keeping = /\bSPI_(?:keepplan|saveplan)\b/u;

export function plansNotKept(
  program: Program,
  fn: FunctionRef,
  dependencies: Dependencies,
): readonly PlanNotKept[] {
  if (
    !/\bSPI_finish\b/u.test(fn.text) ||
    !/\bSPI_|\bprepare/iu.test(fn.text) ||
    fn.definition.holes.length > 0
  )
    return [];
  const graph = buildGraph(fn.definition);
  return graph.isComplete ? new Plans(program, fn, dependencies, new StepGraph(graph, program)).find() : [];
}

type Write = NodeStep & { kind: "write" };

interface Store {
  readonly step: Write;
  readonly place: StepPlace;
}

class Plans {
  private readonly stores: Store[] = [];

  constructor(
    private readonly program: Program,
    private readonly fn: FunctionRef,
    private readonly dependencies: Dependencies,
    private readonly steps: StepGraph,
  ) {}

  find(): readonly PlanNotKept[] {
    for (const node of this.steps.graph.order)
      for (const [index, step] of this.steps.steps(node).entries())
        if (step.kind === "write" && step.value) this.stores.push({ step, place: { node, index } });
    const events: PlanNotKept[] = [];
    for (const store of this.stores) {
      const prepared = this.preparedBy(store.step.value);
      if (!prepared) continue;
      const event = this.keptBy(store, prepared);
      if (event) events.push(event);
    }
    return events;
  }

  /** The call that makes the plan: SPI_prepare, or a helper of the workspace that returns what SPI_prepare gave it. */
  private preparedBy(value: Expression | undefined): Call | undefined {
    if (value?.kind === "cast") return this.preparedBy(value.operand);
    if (value?.kind !== "call" || value.callee.kind !== "identifier") return undefined;
    const { name } = value.callee;
    if (/^SPI_prepare/u.test(name)) return value;
    const helper = this.program.findFunction(name, this.fn.path);
    if (!helper || !preparing.test(helper.text) || /\bSPI_(?:keepplan|saveplan|finish)\b/u.test(helper.text))
      return undefined;
    this.dependencies.addFunction(helper);
    return returnsPlan(helper) && !this.passesToKeeper(helper) ? value : undefined;
  }

  private keptBy(store: Store, prepared: Call): PlanNotKept | undefined {
    const { path } = store.step;
    const copies = this.stores.filter(({ step }) => step.value && pathOf(step.value) === path);
    const [keeper, ...others] = [store, ...copies].filter(({ step }) => this.isStatic(step.path));
    if (!keeper || others.length > 0) return undefined;
    const names = new Set([path, ...copies.map(({ step }) => step.path)]);
    if (this.isKeptOrDropped(names)) return undefined;
    const finish = this.finishAfter(store);
    if (!finish) return undefined;
    const span = keeper === store && !this.isAssigned(store) ? prepared : this.spanOf(keeper);
    return {
      kind: "planNotKept",
      site: siteIn(this.fn, span),
      target: keeper.step.path,
      preparedAt: siteIn(this.fn, prepared),
      finishedAt: siteIn(this.fn, finish),
    };
  }

  private isAssigned(store: Store): boolean {
    return this.spanOf(store) !== store.step.value;
  }

  /** The assignment that stores it, or what a declaration initializes with. */
  private spanOf({ step }: Store): Expression {
    const { value } = step;
    let found: Expression = value!;
    forEachStatement(this.fn.definition.body, (statement) => {
      if (statement.start > value!.start || statement.end < value!.end) return;
      if (statement.kind !== "expression" || statement.expression.kind !== "assignment") return;
      if (statement.expression.value === value) found = statement.expression;
    });
    return found;
  }

  private isStatic(path: string): boolean {
    const [base = ""] = /^\w+(?=$|[.[])/u.exec(path) ?? [];
    if (base === "") return false;
    let isLocal = this.fn.definition.parameters.some(({ name }) => name === base);
    let isStaticLocal = false;
    forEachStatement(this.fn.definition.body, (statement) => {
      if (statement.kind !== "declaration") return;
      const { declarators, storage } = statement.declaration;
      if (!declarators.some(({ name }) => name === base)) return;
      if (storage === "static") isStaticLocal = true;
      else isLocal = storage !== "extern";
    });
    if (isLocal) return false;
    const global = isStaticLocal ? undefined : this.program.findGlobal(base, this.fn.path);
    return isStaticLocal || (global !== undefined && global.declarator.type.base !== "");
  }

  /** Somewhere in the function the plan is kept, freed or let go, or given to somebody of whom that is not known. */
  private isKeptOrDropped(names: ReadonlySet<string>): boolean {
    let isDoubtful = false;
    forEachCall(this.fn.definition.body, ({ callee, args }) => {
      if (callee.kind !== "identifier" || !args.some((argument) => names.has(pathOf(argument) ?? ""))) return;
      if (!this.onlyUses(callee.name)) isDoubtful = true;
    });
    const isLetGo = ({ step }: Store): boolean => names.has(step.path) && isNull(step.value);
    const addressed = this.steps.graph.order.some((node) =>
      this.steps.steps(node).some((step) => step.kind === "write" && !step.value && names.has(step.path)),
    );
    return isDoubtful || addressed || this.stores.some(isLetGo);
  }

  private onlyUses(name: string): boolean {
    if (/^SPI_/u.test(name)) return !/^SPI_(?:keepplan|saveplan|freeplan)$/u.test(name);
    return /^(?:ereport|elog|Assert|PointerIsValid|PointerGetDatum)$/u.test(name);
  }

  private passesToKeeper(helper: FunctionRef): boolean {
    let isDoubtful = false;
    forEachCall(helper.definition.body, ({ callee }) => {
      const name = callee.kind === "identifier" ? callee.name : "";
      const inner = this.program.findFunction(name, helper.path);
      if (inner && (keeping.test(inner.text) || /Plan/u.test(inner.text))) isDoubtful = true;
    });
    return isDoubtful;
  }

  /** The SPI_finish that ends the plan, where control certainly can get to it. */
  private finishAfter({ place }: Store): Call | undefined {
    let finish: Call | undefined;
    this.steps.after(place, (step) => {
      if (step.kind !== "call" || step.name !== "SPI_finish") return "on";
      if (!finish || step.call.start < finish.start) finish = step.call;
      return "end";
    });
    return finish;
  }
}

/** Each value that it returns is a plan that it has just prepared, or NULL. */
function returnsPlan({ definition }: FunctionRef): boolean {
  const plans = new Set<string>();
  const isPrepare = (value: Expression | undefined): boolean =>
    value?.kind === "call" && value.callee.kind === "identifier" && /^SPI_prepare/u.test(value.callee.name);
  let returnsOther = false;
  let returns = 0;
  forEachStatement(definition.body, (statement) => {
    if (statement.kind === "declaration")
      for (const { name, initializer } of statement.declaration.declarators)
        if (isPrepare(initializer)) plans.add(name);
    if (statement.kind === "expression" && statement.expression.kind === "assignment") {
      const { target, value } = statement.expression;
      if (isPrepare(value)) plans.add(pathOf(target) ?? "");
    }
    if (statement.kind !== "return") return;
    returns += 1;
    const { value } = statement;
    const isPlan = isPrepare(value) || (value?.kind === "identifier" && plans.has(value.name));
    if (!isPlan && !isNull(value)) returnsOther = true;
  });
  return returns > 0 && !returnsOther;
}

function isNull(value: Expression | undefined): boolean {
  if (value?.kind === "cast") return isNull(value.operand);
  return (
    (value?.kind === "identifier" && value.name === "NULL") || (value?.kind === "number" && value.value === 0)
  );
}
