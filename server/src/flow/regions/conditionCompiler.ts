import type { Call, Expression } from "../../syntax/c/model";
import { validityMacros } from "../../pg/callEffects";
import { CallCompiler } from "./callCompiler";
import type { Operand, Test } from "./regionCode";

/** Compiles conditions: which tests decide the way, `&&`, `||` and `!` taken apart. */
export abstract class ConditionCompiler extends CallCompiler {
  protected condition(expression: Expression, whenTrue: number, whenFalse: number): void {
    const { kind } = expression;
    if (kind === "unary" && expression.operator === "!")
      return this.condition(expression.operand, whenFalse, whenTrue);
    if (kind === "binary" && (expression.operator === "&&" || expression.operator === "||"))
      return this.shortCircuit(expression, whenTrue, whenFalse);
    if (kind === "binary" && /^(?:[=!]=|[<>]=?)$/u.test(expression.operator))
      return this.comparison(expression, whenTrue, whenFalse);
    if (kind === "number") return this.jump(expression.value === 0 ? whenFalse : whenTrue);
    if (kind === "identifier" && expression.name === "true") return this.jump(whenTrue);
    if (kind === "identifier" && expression.name === "false") return this.jump(whenFalse);
    if (kind === "call") {
      const { callee, args } = expression;
      if (callee.kind === "identifier" && transparent.has(callee.name) && args[0])
        return this.condition(args[0], whenTrue, whenFalse);
      return this.conditionOfCall(expression, whenTrue, whenFalse);
    }
    this.plainCondition(expression, whenTrue, whenFalse);
  }

  private plainCondition(expression: Expression, whenTrue: number, whenFalse: number): void {
    const operand = this.tested(expression);
    this.branch({ operand, operator: "null", constant: 0 }, whenFalse, whenTrue);
  }

  private conditionOfCall(call: Call, whenTrue: number, whenFalse: number): void {
    const expanded = this.expandCondition(call);
    if (!expanded) return this.plainCondition(call, whenTrue, whenFalse);
    this.inScope(expanded.scope, () => this.condition(expanded.expression, whenTrue, whenFalse));
  }

  private shortCircuit(
    expression: Expression & { kind: "binary" },
    whenTrue: number,
    whenFalse: number,
  ): void {
    const second = this.newBlock();
    if (expression.operator === "&&") this.condition(expression.left, second, whenFalse);
    else this.condition(expression.left, whenTrue, second);
    this.current = second;
    this.condition(expression.right, whenTrue, whenFalse);
  }

  private comparison(expression: Expression & { kind: "binary" }, whenTrue: number, whenFalse: number): void {
    const left = this.tested(expression.left);
    const right = this.tested(expression.right);
    const [operand, other, isSwapped] = left.slot === -1 ? [right, left, true] : [left, right, false];
    const { mayBeNull, constant, blocks } = this.values.get(other.slot === -1 ? other.value : 0);
    const { operator } = expression;
    const isEquality = operator === "==" || operator === "!=";
    if (other.slot === -1 && other.value === 1 && mayBeNull && isEquality && blocks.length === 0) {
      const test: Test = { operand, operator: "null", constant: 0 };
      return operator === "=="
        ? this.branch(test, whenTrue, whenFalse)
        : this.branch(test, whenFalse, whenTrue);
    }
    if (other.slot === -1 && constant !== undefined) {
      const turned = isSwapped ? (mirrored[operator] ?? operator) : operator;
      return this.branch({ operand, operator: turned as Test["operator"], constant }, whenTrue, whenFalse);
    }
    if (isEquality && left.slot !== -1 && right.slot !== -1)
      this.emit({ kind: "compared", left, right, span: this.scope.place(expression) });
    this.branch(
      { operand: this.nothing(operand.span), operator: "unknown", constant: 0 },
      whenTrue,
      whenFalse,
    );
  }

  /** A value that is only tested: what is in a field needs no name. */
  private tested(expression: Expression): Operand {
    return this.pointer(expression);
  }
}

const mirrored: Readonly<Record<string, string>> = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

/** Macros that are true when their argument is. Source: src/include/c.h, src/include/access/htup.h, REL_15_STABLE. */
const transparent: ReadonlySet<string> = new Set([
  ...validityMacros,
  "likely",
  "unlikely",
  "HeapTupleIsValid",
]);
