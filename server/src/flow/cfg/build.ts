import type { Span } from "../../base/span";
import type {
  Block,
  Case,
  Expression,
  FunctionDefinition,
  Goto,
  Label,
  Statement,
  Try,
} from "../../syntax/c/model";
import { returnMacros } from "../../pg/callEffects";
import type { Action, Graph } from "./graph";
import { BranchWriter } from "./branchWriter";
import { noTargets, type JumpTargets } from "./graphWriter";

/** Builds the control-flow graph of a function. Code that cannot be reached has nodes but is not in `order`. */
export function buildGraph(definition: FunctionDefinition): Graph {
  const builder = new GraphBuilder();
  return builder.build(definition.body, false);
}

/** The graph of a piece of a function, such as the text of a macro: its jumps may lead out of it. */
export function buildFragment(block: Block): Graph {
  return new GraphBuilder().build(block, true);
}

class GraphBuilder extends BranchWriter {
  private readonly dispatchesWithDefault = new Set<number>();

  build(block: Block, isFragment: boolean): Graph {
    let targets = noTargets;
    if (isFragment) {
      const breakTo = this.add({ kind: "exit" });
      const continueTo = this.add({ kind: "exit" });
      Object.assign(this.jumpsOut, { breakTo, continueTo });
      targets = { ...noTargets, breakTo, continueTo };
    }
    this.connect(this.sequence(block.statements, this.entry, targets), this.exit);
    return this.finish(isFragment);
  }

  /** Adds the statements one after the other. Returns the node that control leaves from, undefined when it never does. */
  private sequence(
    statements: readonly Statement[],
    from: number | undefined,
    targets: JumpTargets,
  ): number | undefined {
    let current = from;
    for (const statement of statements) current = this.statement(statement, current, targets);
    return current;
  }

  protected statement(
    statement: Statement,
    from: number | undefined,
    targets: JumpTargets,
  ): number | undefined {
    switch (statement.kind) {
      case "block":
        return this.sequence(statement.statements, from, targets);
      case "declaration":
        return this.follow({ kind: "declaration", declaration: statement.declaration }, from, targets);
      case "expression":
        return this.expressionStatement(statement.expression, from, targets);
      case "hole":
        return this.follow({ kind: "hole", hole: statement }, from, targets);
      case "empty":
        return from;
      case "if":
        return this.branch(statement.condition, statement.consequence, statement.alternative, from, targets);
      case "while":
        return this.loop(statement.condition, statement.body, undefined, from, targets);
      case "for": {
        const start = statement.initializer ? this.statement(statement.initializer, from, targets) : from;
        return this.loop(statement.condition, statement.body, statement.update, start, targets);
      }
      case "doWhile":
        return this.doWhile(statement.condition, statement.body, from, targets);
      case "macroLoop":
        return this.macroLoop(statement, from, targets);
      case "switch":
        return this.switchStatement(statement.value, statement.body, from, targets);
      case "case":
      case "label":
      case "goto":
        return this.label(statement, from, targets);
      case "return":
        return this.returnStatement(statement, statement.value, from, targets);
      case "break":
      case "continue": {
        const target = statement.kind === "break" ? targets.breakTo : targets.continueTo;
        if (target === undefined) this.isComplete = false;
        else this.connect(from, target);
        return undefined;
      }
      case "try":
        return this.tryStatement(statement, from, targets);
    }
  }

  private label(
    statement: Case | Label | Goto,
    from: number | undefined,
    targets: JumpTargets,
  ): number | undefined {
    switch (statement.kind) {
      case "case": {
        const label = this.add({ kind: "join" });
        this.connect(from, label);
        this.connect(targets.dispatch, label);
        if (statement.value === undefined && targets.dispatch !== undefined)
          this.dispatchesWithDefault.add(targets.dispatch);
        return label;
      }
      case "label":
        return this.addLabel(statement.name, from);
      case "goto":
        this.addGoto(statement.label, this.follow({ kind: "join" }, from, targets));
        return undefined;
    }
  }

  /** A `PG_RETURN_…` macro is a return statement in all but its spelling. */
  private expressionStatement(
    expression: Expression,
    from: number | undefined,
    targets: JumpTargets,
  ): number | undefined {
    if (
      expression.kind === "call" &&
      expression.callee.kind === "identifier" &&
      returnMacros.test(expression.callee.name)
    ) {
      return this.returnStatement(expression, expression.args.at(-1), from, targets);
    }
    return this.follow({ kind: "expression", expression }, from, targets);
  }

  private returnStatement(
    { start, end }: Span,
    value: Expression | undefined,
    from: number | undefined,
    targets: JumpTargets,
  ): undefined {
    const span = { start, end };
    const action: Action = value ? { kind: "return", value, span } : { kind: "return", span };
    this.connect(this.follow(action, from, targets), this.returns);
    return undefined;
  }

  private switchStatement(
    value: Expression,
    body: Statement,
    from: number | undefined,
    targets: JumpTargets,
  ): number {
    const dispatch = this.follow({ kind: "switch", expression: value }, from, targets);
    const after = this.add({ kind: "join" });
    const end = this.statement(body, undefined, { ...targets, breakTo: after, dispatch });
    this.connect(end, after);
    if (!this.dispatchesWithDefault.has(dispatch)) this.connectInDoubt(dispatch, after);
    return after;
  }

  /**
   * PG_CATCH starts from any point of the body. PG_FINALLY runs after the body and after an error, and
   * raises again in the second case (src/include/utils/elog.h, REL_15_STABLE), so that only the first goes on.
   */
  private tryStatement(statement: Try, from: number | undefined, targets: JumpTargets): number {
    const start = this.add({ kind: "join" });
    this.connect(from, start);
    const after = this.add({ kind: "join" });
    const handler = this.add({ kind: "join" });
    this.connect(start, handler, "throw");
    const end = this.statement(statement.body, start, { ...targets, handler });
    if (statement.finallyBody) {
      const afterBody = this.statement(statement.finallyBody, end, targets);
      this.connect(afterBody, after);
      const afterError = this.statement(statement.finallyBody, handler, targets);
      if (targets.handler !== undefined) this.connect(afterError, targets.handler);
    } else {
      this.connect(end, after);
      this.connect(
        statement.catchBody ? this.statement(statement.catchBody, handler, targets) : undefined,
        after,
      );
    }
    return after;
  }
}
