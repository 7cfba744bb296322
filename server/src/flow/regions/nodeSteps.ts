/**
 * What a node of the control-flow graph does, in the order in which C does it, as far as it can be told by the
 * spelling of places alone: which are read and written, which functions are called. For analyses that ask what is
 * used after what; those of memory itself use the compiled code.
 */
import { callEffects } from "../../pg/callEffects";
import { apiFunctionFor } from "../../pg/api/apiFunctions";
import type { Call, Declaration, Expression } from "../../syntax/c/model";
import type { Action } from "../cfg/graph";
import type { Program } from "../program";

export type NodeStep =
  | { readonly kind: "read"; readonly path: string; readonly node: Expression }
  /** `value` is what a plain `=` assigns. */
  | { readonly kind: "write"; readonly path: string; readonly value?: Expression }
  | { readonly kind: "call"; readonly name: string; readonly call: Call }
  /** Control does not come back from here. */
  | { readonly kind: "stop" };

/** The place that an expression names: `x`, `x->f`, `*x`, `x[0]`, `x[i]`. Undefined for anything computed. */
export function pathOf(expression: Expression): string | undefined {
  const { kind } = expression;
  if (kind === "identifier") return expression.name;
  if (kind === "cast") return pathOf(expression.operand);
  if (kind === "member") {
    const object = pathOf(expression.object);
    return object === undefined ? undefined : `${object}${expression.arrow ? "->" : "."}${expression.member}`;
  }
  if (kind === "unary") {
    const operand = expression.operator === "*" ? pathOf(expression.operand) : undefined;
    return operand === undefined ? undefined : `*${operand}`;
  }
  if (kind !== "index") return undefined;
  const object = pathOf(expression.object);
  const { index } = expression;
  const at = index.kind === "identifier" ? index.name : index.kind === "number" ? index.text : undefined;
  return object === undefined || at === undefined ? undefined : `${object}[${at}]`;
}

/** Whether a write to `written` changes what `path` names. */
export function isChangedBy(path: string, written: string): boolean {
  return path === written || (path.startsWith(written) && /^(?:->|\.|\[)/u.test(path.slice(written.length)));
}

export function stepsOf(program: Program, action: Action): readonly NodeStep[] {
  const writer = new StepWriter(program);
  switch (action.kind) {
    case "expression":
    case "condition":
    case "switch":
      writer.expression(action.expression);
      break;
    case "declaration":
      writer.declaration(action.declaration);
      break;
    case "return":
      if (action.value) writer.expression(action.value);
      break;
    case "macroLoop":
      for (const [i, argument] of action.loop.args.entries()) {
        writer.expression(argument);
        const path = i === 0 ? pathOf(argument) : undefined;
        if (path !== undefined) writer.steps.push({ kind: "write", path });
      }
      break;
    case "entry":
    case "exit":
    case "join":
    case "hole":
      break;
  }
  return writer.steps;
}

class StepWriter {
  readonly steps: NodeStep[] = [];

  constructor(private readonly program: Program) {}

  declaration({ declarators, storage }: Declaration): void {
    for (const { name, initializer, parameters } of declarators) {
      if (parameters || !initializer) continue;
      this.expression(initializer);
      if (storage !== "static") this.steps.push({ kind: "write", path: name, value: initializer });
    }
  }

  expression(expression: Expression): void {
    switch (expression.kind) {
      case "number":
      case "char":
      case "string":
      case "unknown":
      case "sizeofType":
      case "sizeofExpression":
      case "typeArgument":
      case "statementExpression":
        return;
      case "concatenation":
        for (const part of expression.parts) this.expression(part);
        return;
      case "identifier":
        return this.read(expression);
      case "member":
        this.expression(expression.object);
        return this.read(expression);
      case "index":
        this.expression(expression.object);
        this.expression(expression.index);
        return this.read(expression);
      case "unary":
        return this.unary(expression);
      case "update":
        this.expression(expression.operand);
        return this.write(expression.operand);
      case "binary":
      case "comma":
        this.expression(expression.left);
        return this.expression(expression.right);
      case "assignment":
        return this.assignment(expression);
      case "conditional":
        this.expression(expression.condition);
        if (expression.consequence) this.expression(expression.consequence);
        return this.expression(expression.alternative);
      case "cast":
        return this.expression(expression.operand);
      case "compoundLiteral":
        return this.expression(expression.initializer);
      case "initializerList":
        for (const { value } of expression.elements) this.expression(value);
        return;
      case "call":
        return this.call(expression);
    }
  }

  private unary(expression: Expression & { kind: "unary" }): void {
    if (expression.operator === "&") return this.write(expression.operand);
    this.expression(expression.operand);
    if (expression.operator === "*") this.read(expression);
  }

  private assignment({ operator, target, value }: Expression & { kind: "assignment" }): void {
    this.expression(value);
    if (operator !== "=") this.expression(target);
    else if (target.kind === "member" || target.kind === "index") this.expression(target.object);
    else if (target.kind === "unary") this.expression(target.operand);
    const path = pathOf(target);
    if (path !== undefined) this.steps.push({ kind: "write", path, ...(operator === "=" ? { value } : {}) });
  }

  private read(node: Expression): void {
    const path = pathOf(node);
    if (path !== undefined) this.steps.push({ kind: "read", path, node });
  }

  private write(node: Expression): void {
    const path = pathOf(node);
    if (path !== undefined) this.steps.push({ kind: "write", path });
  }

  private call(call: Call): void {
    if (call.callee.kind !== "identifier") this.expression(call.callee);
    for (const argument of call.args) this.expression(argument);
    const name = call.callee.kind === "identifier" ? call.callee.name : "";
    this.steps.push({ kind: "call", name, call });
    if (this.neverReturns(name, call)) this.steps.push({ kind: "stop" });
  }

  private neverReturns(name: string, { args }: Call): boolean {
    if (/^(?:ereport|elog|ereport_domain)$/u.test(name)) {
      const [level] = args;
      return level?.kind === "identifier" && /^(?:ERROR|FATAL|PANIC)$/u.test(level.name);
    }
    return (
      callEffects.get(name)?.kind === "neverReturns" ||
      this.program.noreturnFunctions.has(name) ||
      apiFunctionFor(name, this.program.memoryFunctions)?.effects.some(
        ({ kind }) => kind === "neverReturns",
      ) === true
    );
  }
}
