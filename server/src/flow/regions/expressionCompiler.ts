import type { Span } from "../../base/span";
import type { Assignment, Call, Expression, Unary } from "../../syntax/c/model";
import { PlaceCompiler } from "./placeCompiler";
import { isArithmetic } from "./isArithmetic";
import { currentContextSlot, type Operand } from "./regionCode";

/** Compiles expressions: what they give, and what happens on the way. */
export abstract class ExpressionCompiler extends PlaceCompiler {
  /** The value of a call; its effects are emitted. */
  protected abstract call(call: Call, isStatement: boolean): Operand;
  /** Goes on at one of two places. */
  protected abstract condition(expression: Expression, whenTrue: number, whenFalse: number): void;
  protected abstract statementExpression(expression: Expression & { kind: "statementExpression" }): Operand;
  protected abstract switchContext(to: Operand, span: Span): Operand;

  /** Evaluates for the effects. */
  protected effects(expression: Expression): void {
    if (expression.kind === "call") this.call(expression, true);
    else if (expression.kind === "comma") {
      this.effects(expression.left);
      this.effects(expression.right);
    } else if (expression.kind === "cast") this.effects(expression.operand);
    else this.value(expression);
  }

  protected value(expression: Expression): Operand {
    const span = this.scope.place(expression);
    switch (expression.kind) {
      case "identifier":
        return this.name(expression, span);
      case "number":
        return expression.value === undefined ? this.nothing(span) : this.constant(expression.value, span);
      case "char":
        return expression.value === undefined ? this.nothing(span) : this.constant(expression.value, span);
      case "string":
      case "concatenation":
        return this.pointerTo(this.literalBlock(), span);
      case "call":
        return this.call(expression, false);
      case "member":
      case "index":
        return this.loaded(expression, span);
      case "unary":
        return this.unary(expression, span);
      case "update":
        return this.offset(this.value(expression.operand), span, true);
      case "binary":
        return this.binary(expression, span);
      case "assignment":
        return this.assignment(expression, span);
      case "conditional":
        return this.conditional(expression, span);
      case "cast":
        return this.cast(expression, span);
      case "comma":
        this.effects(expression.left);
        return this.value(expression.right);
      case "initializerList":
        for (const element of expression.elements) this.value(element.value);
        return this.nothing(span);
      case "compoundLiteral":
        this.value(expression.initializer);
        return this.nothing(span);
      case "statementExpression":
        return this.statementExpression(expression);
      case "sizeofType":
      case "sizeofExpression":
      case "typeArgument":
        return this.nothing(span);
      case "unknown":
        this.emit({ kind: "forgetAll" });
        return this.nothing(span);
    }
  }

  private cast({ type, operand }: Expression & { kind: "cast" }, span: Span): Operand {
    const value = this.value(operand);
    const isPointer = value.slot !== -1 || this.values.get(value.value).blocks.length > 0;
    return isPointer && isArithmetic(type) ? this.nothing(span) : this.placed(value, span);
  }

  protected literalBlock(): number {
    return this.namedBlock("memory", "a string literal", "literal");
  }

  // ------------------------------------------------------------ operators

  private unary(expression: Unary, span: Span): Operand {
    const { operator, operand } = expression;
    if (operator === "*") return this.loaded(expression, span);
    if (operator !== "&") {
      const value = this.value(operand);
      if (operator === "-" && value.slot === -1) {
        const { constant } = this.values.get(value.value);
        if (typeof constant === "number") return this.constant(-constant, span);
      }
      return this.nothing(span);
    }
    if (operand.kind === "unary" && operand.operator === "*") return this.value(operand.operand);
    if (operand.kind === "index" && operand.index.kind !== "number") {
      // Somewhere inside of what is indexed.
      const base = this.value(operand.object);
      this.value(operand.index);
      return this.offset(base, span, false);
    }
    const slot = this.place(operand);
    return slot < 0 ? this.nothing(span) : this.address(slot, span);
  }

  private binary(expression: Expression & { kind: "binary" }, span: Span): Operand {
    const { operator, left, right } = expression;
    if (operator === "&&" || operator === "||") {
      const after = this.newBlock();
      this.condition(expression, after, after);
      this.current = after;
      return this.nothing(span);
    }
    const a = this.value(left);
    const b = this.value(right);
    if (operator !== "+" && operator !== "-") return this.nothing(span);
    return this.offset(a.slot === -1 && operator === "+" ? b : a, span, false);
  }

  /** A pointer that is moved within what it points to. */
  private offset(operand: Operand, span: Span, inPlace: boolean): Operand {
    if (operand.slot === -1) {
      const { blocks } = this.values.get(operand.value);
      return blocks.length > 0 ? operand : this.nothing(span);
    }
    if (operand.slot < 0) return this.nothing(span);
    const target = inPlace ? operand.slot : this.temporary();
    this.emit({ kind: "assign", target, value: operand, isOffset: true, span });
    return this.ofSlot(target, span);
  }

  private conditional(expression: Expression & { kind: "conditional" }, span: Span): Operand {
    const { condition, consequence, alternative } = expression;
    const result = this.temporary();
    const after = this.newBlock();
    const whenTrue = this.newBlock();
    const whenFalse = this.newBlock();
    this.condition(condition, whenTrue, whenFalse);
    this.current = whenTrue;
    this.assign(result, consequence ? this.value(consequence) : this.nothing(span));
    this.jump(after);
    this.current = whenFalse;
    this.assign(result, this.value(alternative));
    this.jump(after);
    this.current = after;
    return this.ofSlot(result, span);
  }

  private assignment(expression: Assignment, span: Span): Operand {
    const { operator, target, value } = expression;
    if (operator !== "=") {
      this.value(value);
      const slot = this.place(target);
      if (slot >= 0) this.offset(this.ofSlot(slot, span), span, operator === "+=" || operator === "-=");
      return this.nothing(span);
    }
    const given = this.value(value);
    return this.store(target, given, span);
  }

  /** Puts a value where an expression says. */
  protected store(target: Expression, given: Operand, span: Span): Operand {
    if (target.kind === "index" && target.index.kind !== "number") {
      const pointer = this.value(target.object);
      this.value(target.index);
      this.use(pointer, "dereferenced", this.scope.place(target));
      this.emit({ kind: "write", pointer, value: given, span });
      return given;
    }
    const slot = this.place(target);
    if (slot === currentContextSlot) return this.switchContext(given, span);
    if (slot === -1) this.emit({ kind: "write", pointer: this.nothing(span), value: given, span });
    else this.assign(slot, given, span);
    return slot === -1 ? given : this.ofSlot(slot, span);
  }
}
