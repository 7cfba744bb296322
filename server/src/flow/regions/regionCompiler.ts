import type { Span } from "../../base/span";
import type { Block, Declaration, Expression, MacroLoop } from "../../syntax/c/model";
import { buildFragment, buildGraph } from "../cfg/build";
import type { Graph, GraphNode } from "../cfg/graph";
import type { FunctionRef, Program } from "../program";
import { ConditionCompiler } from "./conditionCompiler";
import type { CallPlan } from "./callPlan";
import { finishCode } from "./finishCode";
import { GraphPart, noJumps, type Jumps } from "./graphPart";
import { isArithmetic } from "./isArithmetic";
import type { Operand, RegionCode } from "./regionCode";
import { functionScope, innerScope, type Scope } from "./scope";

/** Compiles a function. `apiPlan` tells what PostgreSQL's functions do, `planOf` what those of the workspace do. */
export function compileRegions(
  program: Program,
  fn: FunctionRef,
  apiPlan: (name: string) => CallPlan | undefined,
  planOf: (name: string) => CallPlan | undefined,
): RegionCode {
  return new RegionCompiler(program, fn, apiPlan, planOf).compile();
}

class RegionCompiler extends ConditionCompiler {
  protected scope: Scope;
  private isComplete = true;
  private expansions = 0;
  /** Where jumps of a macro lead from the place at hand. */
  private jumps: Jumps = noJumps;

  constructor(
    program: Program,
    fn: FunctionRef,
    apiPlan: (name: string) => CallPlan | undefined,
    planOf: (name: string) => CallPlan | undefined,
  ) {
    super(program, fn, apiPlan, planOf);
    this.scope = functionScope(fn);
  }

  compile(): RegionCode {
    const { definition } = this.fn;
    const parameters = definition.parameters.flatMap(({ name, type, nameSpan }) => {
      // A nameless one is nobody's, but counts.
      if (name === undefined) return [{ slot: this.temporary(), block: 0, content: 0, isOut: false }];
      const slot = this.variable(name, nameSpan ?? definition);
      const block = !isArithmetic(type)
        ? this.addBlock("memory", name, nameSpan ? { span: nameSpan } : {})
        : 0;
      const isContext = type.base === "MemoryContext" && type.pointers === 0;
      return [
        { slot, block, content: isContext ? this.addBlock("memory", "", {}) : 0, isOut: type.pointers > 1 },
      ];
    });
    const entry = this.newBlock();
    this.current = entry;
    const graph = buildGraph(definition);
    this.graph(graph);
    const end = { start: definition.body.end - 1, end: definition.body.end };
    this.emit({ kind: "return", value: undefined, span: end });
    return finishCode({
      codeBlocks: this.codeBlocks,
      entry,
      slots: this.slots,
      memory: this.memory,
      calls: this.calls,
      values: this.values,
      parameters,
      isComplete: this.isComplete,
    });
  }

  /** Goes through a graph from the current place, and on from where control leaves it. */
  private graph(graph: Graph): void {
    this.isComplete &&= graph.isComplete;
    const after = this.newBlock();
    const from = this.current;
    const part = new GraphPart(graph, this.handler, this.jumps, (handler) => this.newBlockFor(handler));
    part.starts.set(graph.exit, after);
    this.isComplete &&= part.leadOut();
    const outer = { handler: this.handler, jumps: this.jumps };
    // A label that only macros jump to is not in the order.
    let position = 0;
    const next = (): number | undefined => graph.order[position++] ?? part.next(seen);
    const seen = new Set<number>([graph.exit, graph.returns, ...part.outside]);
    for (let id = next(); id !== undefined; id = next()) {
      if (seen.has(id)) continue;
      seen.add(id);
      const node = graph.nodes[id]!;
      this.current = part.start(id);
      this.handler = this.codeBlocks[this.current]!.handler;
      this.jumps = part.jumpsAt(node);
      this.node(node, part, graph);
    }
    this.handler = outer.handler;
    this.jumps = outer.jumps;
    this.current = from;
    this.jump(part.start(graph.entry));
    this.current = after;
  }

  private newBlockFor(handler: number): number {
    const current = this.handler;
    this.handler = handler;
    const block = this.newBlock();
    this.handler = current;
    return block;
  }

  private node(node: GraphNode, part: GraphPart, graph: Graph): void {
    const { action } = node;
    switch (action.kind) {
      case "entry":
      case "exit":
      case "join":
        return this.onward(node, part, graph);
      case "expression":
        this.effects(action.expression);
        return this.onward(node, part, graph);
      case "declaration":
        this.declare(action.declaration);
        return this.onward(node, part, graph);
      case "condition": {
        const target = (kind: string): number =>
          part.start(node.edges.find((edge) => edge.kind === kind)!.to);
        return this.condition(action.expression, target("true"), target("false"));
      }
      case "switch":
        this.value(action.expression);
        return this.onward(node, part, graph);
      case "macroLoop":
        this.macroLoop(action.loop);
        return this.onward(node, part, graph);
      case "return":
        return this.return(action.value, action.span);
      case "hole":
        this.emit({ kind: "forgetAll" });
        return this.onward(node, part, graph);
    }
  }

  /** Goes on where the edges of a node lead. */
  private onward({ edges }: GraphNode, part: GraphPart, graph: Graph): void {
    const next: number[] = [];
    let doubtful = -1;
    for (const { kind, to, isDoubtful } of edges) {
      if (kind === "throw" || to === graph.returns) continue;
      if (isDoubtful && doubtful < 0) doubtful = next.length;
      next.push(part.start(to));
    }
    if (next.length === 1) return this.jump(next[0]!);
    if (this.current === undefined) return;
    const block = this.codeBlocks[this.current]!;
    block.next.push(...next);
    block.isDoubtfulAt = doubtful;
    this.current = undefined;
  }

  private return(value: Expression | undefined, statement: Span): void {
    if (value === undefined) {
      this.emit({ kind: "return", value: undefined, span: this.scope.place(statement) });
    } else {
      const given = this.value(value);
      const span = this.scope.place(value);
      if (given.slot >= 0) this.use(given, "returned", span);
      this.emit({ kind: "return", value: given, span: this.scope.place(statement) });
    }
    this.die();
  }

  private declare({ storage, declarators }: Declaration): void {
    if (storage === "typedef" || storage === "extern") return;
    for (const { name, initializer, parameters, nameSpan } of declarators) {
      if (parameters) continue;
      const slot = this.variable(name, nameSpan);
      if (storage === "static") continue;
      if (!initializer) {
        this.assign(slot, this.unset(nameSpan), this.scope.place(nameSpan));
        continue;
      }
      const span = this.scope.place(initializer);
      const value = this.value(initializer);
      this.assign(slot, initializer.kind === "initializerList" ? this.nothing(span) : value, span);
    }
  }

  /** The head of a loop macro: what it goes through is looked at, its variables are set. */
  private macroLoop({ args, macro }: MacroLoop): void {
    const isList = /^for(?:each|both|three|four|five|_each)/u.test(macro);
    for (const argument of args) {
      if (argument.kind === "typeArgument") continue;
      const value = this.value(argument);
      if (isList && value.slot >= 0 && argument !== args[0]) this.use(value, "dereferenced", value.span);
    }
    const [first] = args;
    for (const argument of isList && first ? [first] : args) {
      if (argument.kind === "identifier")
        this.emit({ kind: "forget", slot: this.variable(argument.name, argument) });
    }
  }

  protected block(block: Block): void {
    const scope = innerScope(this.scope, block, `${++this.expansions}`);
    this.inScope(scope, () => this.graph(buildFragment(block)));
  }

  protected statementExpression({ body, start, end }: Expression & { kind: "statementExpression" }): Operand {
    const span = this.scope.place({ start, end });
    const last = body.statements.at(-1);
    const scope = innerScope(this.scope, body, `${++this.expansions}`);
    return this.inScope(scope, () => {
      if (last?.kind !== "expression") {
        this.graph(buildFragment(body));
        return this.nothing(span);
      }
      this.graph(buildFragment({ ...body, statements: body.statements.slice(0, -1) }));
      return this.placed(this.value(last.expression), span);
    });
  }
}
