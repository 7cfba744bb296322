import type { Expression, MacroLoop, Statement } from "../../syntax/c/model";
import { GraphWriter, type JumpTargets } from "./graphWriter";

/** Branches and loops of a graph that is being built. */
export abstract class BranchWriter extends GraphWriter {
  protected abstract statement(
    statement: Statement,
    from: number | undefined,
    targets: JumpTargets,
  ): number | undefined;

  protected branch(
    condition: Expression,
    consequence: Statement,
    alternative: Statement | undefined,
    from: number | undefined,
    targets: JumpTargets,
  ): number {
    const test = this.follow({ kind: "condition", expression: condition }, from, targets);
    const after = this.add({ kind: "join" });
    const whenTrue = this.add({ kind: "join" });
    this.connect(test, whenTrue, "true");
    this.connect(this.statement(consequence, whenTrue, targets), after);
    const whenFalse = this.add({ kind: "join" });
    this.connect(test, whenFalse, "false");
    this.connect(alternative ? this.statement(alternative, whenFalse, targets) : whenFalse, after);
    return after;
  }

  protected loop(
    condition: Expression | undefined,
    body: Statement,
    update: Expression | undefined,
    from: number | undefined,
    targets: JumpTargets,
  ): number {
    const head = this.follow(
      condition ? { kind: "condition", expression: condition } : { kind: "join" },
      from,
      targets,
    );
    const after = this.add({ kind: "join" });
    const start = this.add({ kind: "join" });
    this.connect(head, start, condition ? "true" : "next");
    if (condition) this.connect(head, after, "false");
    const step = update ? this.follow({ kind: "expression", expression: update }, undefined, targets) : head;
    const end = this.statement(body, start, { ...targets, breakTo: after, continueTo: step });
    this.connect(end, step);
    if (step !== head) this.connect(step, head);
    return after;
  }

  protected doWhile(
    condition: Expression,
    body: Statement,
    from: number | undefined,
    targets: JumpTargets,
  ): number {
    const start = this.add({ kind: "join" });
    this.connect(from, start);
    const after = this.add({ kind: "join" });
    const test = this.follow({ kind: "condition", expression: condition }, undefined, targets);
    const end = this.statement(body, start, { ...targets, breakTo: after, continueTo: test });
    this.connect(end, test);
    this.connect(test, start, "true");
    this.connect(test, after, "false");
    return after;
  }

  protected macroLoop(statement: MacroLoop, from: number | undefined, targets: JumpTargets): number {
    const head = this.follow({ kind: "macroLoop", loop: statement }, from, targets);
    const after = this.add({ kind: "join" });
    const body = this.add({ kind: "join" });
    this.connect(head, body, "true");
    this.connect(head, after, "false");
    const end = this.statement(statement.body, body, { ...targets, breakTo: after, continueTo: head });
    this.connect(end, head);
    return after;
  }
}
