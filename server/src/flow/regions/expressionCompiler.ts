import type { Span } from "../../base/span";
import type { Assignment, Call, Expression, Identifier, Index, Member, Unary } from "../../syntax/c/model";
import { CodeWriter } from "./codeWriter";
import { constantOf } from "./constantOf";
import { isArithmetic } from "./isArithmetic";
import { currentContextSlot, stackRegion, staticRegion, type Operand } from "./regionCode";
import { variableNamed, type Scope } from "./scope";
import { unknownValue } from "./valueTable";
import { isWellKnownContext } from "./wellKnown";

/** Compiles expressions: what they give, and what happens on the way. */
export abstract class ExpressionCompiler extends CodeWriter {
  protected abstract scope: Scope;

  /** The value of a call; its effects are emitted. */
  protected abstract call(call: Call, isStatement: boolean): Operand;
  /** The expression that a name stands for, as a macro. */
  protected abstract expandName(
    identifier: Identifier,
  ): { readonly scope: Scope; readonly expression: Expression } | undefined;
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
    return isPointer && isArithmetic(type) ? this.nothing(span) : { ...value, span };
  }

  protected literalBlock(): number {
    return this.namedBlock("memory", "a string literal", { family: "literal" });
  }

  // ------------------------------------------------------------ names

  private name(identifier: Identifier, span: Span): Operand {
    const { name } = identifier;
    if (name === "NULL" || name === "NIL" || name === "nullptr") return this.nullPointer(span);
    const variable = variableNamed(this.scope, name, identifier);
    if (!variable) {
      if (name === "CurrentMemoryContext") return this.ofSlot(currentContextSlot, span);
      if (isWellKnownContext(name)) return this.pointerTo(this.contextNamed(name), span);
      const constant = constantOf(name);
      if (constant !== undefined) return this.constant(constant, span);
      const expanded = this.expandName(identifier);
      if (expanded) {
        const outer = this.scope;
        this.scope = expanded.scope;
        const value = this.value(expanded.expression);
        this.scope = outer;
        return { ...value, span };
      }
      if (/^[A-Z][A-Z\d_]*$/u.test(name)) return this.constant(name, span);
    }
    const slot = this.variable(name, identifier);
    return this.slots[slot]!.isAggregate ? this.address(slot, span) : this.ofSlot(slot, span);
  }

  protected contextNamed(name: string): number {
    return this.namedBlock("wellKnown", name, {});
  }

  /** The place of a variable. */
  protected variable(name: string, span: Span): number {
    const variable = variableNamed(this.scope, name, span);
    if (variable && variable.storage !== "global") {
      const { type, storage, key } = variable;
      const isAggregate = type.arrays.length > 0 && storage !== "parameter";
      const kind = storage === "automatic" ? "local" : storage;
      return this.root(key, name, kind, isAggregate, isArithmetic(type));
    }
    return this.global(name);
  }

  protected global(name: string): number {
    return this.root(`::${name}`, name, "global", false, false);
  }

  /** The memory of a variable or of a part of it. */
  protected address(slot: number, span: Span): Operand {
    const { kind, isIndirect, parent, text } = this.slots[slot]!;
    if (isIndirect) {
      // The address of a field is a pointer into what holds it.
      let base = slot;
      while (this.slots[base]!.field.startsWith(".")) base = this.slots[base]!.parent;
      return parent < 0 ? this.nothing(span) : this.ofSlot(this.slots[base]!.parent, span);
    }
    if (kind === "temporary") return this.nothing(span);
    const isStatic = kind === "static" || kind === "global";
    const block = isStatic
      ? this.namedBlock("memory", `static ${slot} ${text}`, { family: "static" })
      : this.namedBlock("memory", `stack ${slot} ${text}`, { family: "stack" });
    this.addressed.set(block, { slot, region: isStatic ? staticRegion : stackRegion });
    return this.pointerTo(block, span);
  }

  /** Which variable the memory of a variable is. */
  protected readonly addressed = new Map<number, { readonly slot: number; readonly region: number }>();

  // ------------------------------------------------------------ access

  /** The place that an expression names, -1 when nobody follows it. Emits what happens on the way. */
  protected place(expression: Expression): number {
    switch (expression.kind) {
      case "identifier": {
        if (expression.name === "CurrentMemoryContext") return currentContextSlot;
        if (!variableNamed(this.scope, expression.name, expression)) {
          const expanded = this.expandName(expression);
          if (expanded) return this.inScope(expanded.scope, () => this.place(expanded.expression));
        }
        return this.variable(expression.name, expression);
      }
      case "member":
        if (expression.arrow) return this.through(expression.object, `->${expression.member}`, expression);
        return this.within(this.place(expression.object), `.${expression.member}`);
      case "index":
        return this.element(expression);
      case "unary":
        if (expression.operator === "*") return this.through(expression.operand, "*", expression);
        return -1;
      case "cast":
        return this.place(expression.operand);
      default: {
        const { slot } = this.value(expression);
        return slot >= 0 && this.slots[slot]!.kind === "temporary" ? slot : -1;
      }
    }
  }

  protected inScope<T>(scope: Scope, work: () => T): T {
    const outer = this.scope;
    this.scope = scope;
    const result = work();
    this.scope = outer;
    return result;
  }

  private within(slot: number, field: string): number {
    return slot < 0 ? -1 : this.child(slot, field);
  }

  /** What a pointer points to, or a field there. */
  private through(pointer: Expression, field: string, whole: Expression): number {
    const base = this.pointer(pointer);
    const span = this.scope.place(whole);
    this.emit({ kind: "use", value: base, how: "dereferenced", span });
    if (base.slot >= 0) return this.child(base.slot, field);
    const pointed = this.pointedVariable(base);
    if (pointed < 0) return -1;
    return field === "*" ? pointed : this.child(pointed, `.${field.slice(2)}`);
  }

  /** The variable whose address an operand is. */
  protected pointedVariable({ slot, value }: Operand): number {
    const block = slot === -1 && value > unknownValue ? this.values.get(value).blocks[0] : undefined;
    return (block === undefined ? undefined : this.addressed.get(block)?.slot) ?? -1;
  }

  /** The value of a pointer that is followed at once: what it points to need not be named. */
  protected pointer(expression: Expression): Operand {
    if (expression.kind === "cast") return this.pointer(expression.operand);
    if (expression.kind !== "member" && expression.kind !== "index") return this.value(expression);
    const slot = this.place(expression);
    const span = this.scope.place(expression);
    return slot === -1 ? this.nothing(span) : this.ofSlot(slot, span);
  }

  private element(expression: Index): number {
    const { object, index } = expression;
    const number = index.kind === "number" ? index.value : undefined;
    if (number === undefined) this.value(index);
    const field = number === undefined ? undefined : `[${number}]`;
    if (object.kind === "identifier" && variableNamed(this.scope, object.name, object)) {
      const slot = this.variable(object.name, object);
      if (this.slots[slot]!.isAggregate) return field === undefined ? -1 : this.child(slot, field);
    }
    const base = this.pointer(object);
    const span = this.scope.place(expression);
    this.emit({ kind: "use", value: base, how: "dereferenced", span });
    if (base.slot < 0) return -1;
    return field === undefined ? this.unnamedElement(base.slot, span) : this.child(base.slot, field);
  }

  /** An element whose number is not known: each look at it is another. */
  private unnamedElement(base: number, span: Span): number {
    const slot = this.temporary();
    this.load(slot, base, span);
    return slot;
  }

  private load(slot: number, base: number, span: Span): void {
    // Rows, descriptors and what holds them are pointers; of other fields only their use tells.
    const mayBeValue = !/^(?:->(?:vals|tupdesc|t_data)|\[.*|)$/u.test(this.slots[slot]!.field);
    const block = this.addBlock("memory", "", { span, mayBeValue });
    this.emit({ kind: "load", slot, base, block, span });
  }

  /** The value of a field or element, with a name for what is in it. */
  private loaded(expression: Member | Index | Unary, span: Span): Operand {
    const slot = this.place(expression);
    if (slot === currentContextSlot) return this.ofSlot(slot, span);
    if (slot < 0) return this.nothing(span);
    const { kind, parent, isAggregate, field } = this.slots[slot]!;
    if (isAggregate) return this.address(slot, span);
    if (kind === "temporary") return this.ofSlot(slot, span);
    if (field.startsWith("->") && isWellKnownContext(field.slice(2)))
      return this.pointerTo(this.contextNamed(field.slice(2)), span);
    this.load(slot, parent, span);
    return this.ofSlot(slot, span);
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
      this.emit({ kind: "use", value: pointer, how: "dereferenced", span: this.scope.place(target) });
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
