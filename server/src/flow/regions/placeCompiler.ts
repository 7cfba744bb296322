import type { Span } from "../../base/span";
import type { Expression, Identifier, Index, Member, Unary } from "../../syntax/c/model";
import { CodeWriter } from "./codeWriter";
import { constantOf } from "./constantOf";
import { isArithmetic } from "./isArithmetic";
import { currentContextSlot, stackRegion, staticRegion, type Operand } from "./regionCode";
import { variableNamed, type Scope, type ScopedVariable } from "./scope";
import { unknownValue } from "./valueTable";
import { isWellKnownContext } from "./wellKnown";

/** Compiles names and paths: which place an expression names, and what is in it. */
export abstract class PlaceCompiler extends CodeWriter {
  protected abstract scope: Scope;

  protected abstract value(expression: Expression): Operand;
  /** The expression that a name stands for, as a macro. */
  protected abstract expandName(
    identifier: Identifier,
  ): { readonly scope: Scope; readonly expression: Expression } | undefined;

  // ------------------------------------------------------------ names

  protected name(identifier: Identifier, span: Span): Operand {
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
        return this.placed(value, span);
      }
      if (/^[A-Z][A-Z\d_]*$/u.test(name)) return this.constant(name, span);
    }
    const slot = this.placeOf(name, variable);
    return this.slots[slot]!.isAggregate ? this.address(slot, span) : this.ofSlot(slot, span);
  }

  protected contextNamed(name: string): number {
    return this.namedBlock("wellKnown", name);
  }

  /** The place of a variable. */
  protected variable(name: string, span: Span): number {
    return this.placeOf(name, variableNamed(this.scope, name, span));
  }

  private placeOf(name: string, variable: ScopedVariable | undefined): number {
    if (!variable || variable.storage === "global") return this.global(name);
    let slot = this.slotsOfVariables.get(variable);
    if (slot === undefined) {
      const { type, storage, key } = variable;
      const isAggregate = type.arrays.length > 0 && storage !== "parameter";
      const kind = storage === "automatic" ? "local" : storage;
      slot = this.root(key, name, kind, isAggregate, isArithmetic(type));
      this.slotsOfVariables.set(variable, slot);
    }
    return slot;
  }

  private readonly slotsOfVariables = new Map<ScopedVariable, number>();

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
      ? this.namedBlock("memory", `static ${slot} ${text}`, "static")
      : this.namedBlock("memory", `stack ${slot} ${text}`, "stack");
    this.addressed.set(block, { slot, region: isStatic ? staticRegion : stackRegion });
    return this.pointerTo(block, span);
  }

  /** Which variable the memory of a variable is. */
  protected readonly addressed = new Map<number, { readonly slot: number; readonly region: number }>();

  // ------------------------------------------------------------ access

  /** The place that an expression names, -1 when nobody follows it. Emits what happens on the way. */
  protected place(expression: Expression): number {
    const { kind } = expression;
    if (kind === "identifier") return this.placeOfName(expression);
    if (kind === "member") {
      const { object, member, arrow } = expression;
      return arrow
        ? this.through(object, `->${member}`, expression)
        : this.within(this.place(object), `.${member}`);
    }
    if (kind === "index") return this.element(expression);
    if (kind === "unary")
      return expression.operator === "*" ? this.through(expression.operand, "*", expression) : -1;
    if (kind === "cast") return this.place(expression.operand);
    const { slot } = this.value(expression);
    return slot >= 0 && this.slots[slot]!.kind === "temporary" ? slot : -1;
  }

  private placeOfName(identifier: Identifier): number {
    const { name } = identifier;
    if (name === "CurrentMemoryContext") return currentContextSlot;
    const variable = variableNamed(this.scope, name, identifier);
    const expanded = variable ? undefined : this.expandName(identifier);
    return expanded
      ? this.inScope(expanded.scope, () => this.place(expanded.expression))
      : this.placeOf(name, variable);
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
    this.use(base, "dereferenced", span);
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
    const variable =
      object.kind === "identifier" ? variableNamed(this.scope, object.name, object) : undefined;
    if (object.kind === "identifier" && variable) {
      const slot = this.placeOf(object.name, variable);
      if (this.slots[slot]!.isAggregate) return field === undefined ? -1 : this.child(slot, field);
    }
    const base = this.pointer(object);
    const span = this.scope.place(expression);
    this.use(base, "dereferenced", span);
    if (base.slot < 0) return -1;
    return field === undefined ? this.unnamedElement(base.slot, span) : this.child(base.slot, field);
  }

  /** An element whose number is not known: each look at it is another. */
  private unnamedElement(base: number, span: Span): number {
    const slot = this.temporary();
    this.load(slot, base, span);
    return slot;
  }

  private load(slot: number, base: number, span: Span, isPointer = false): void {
    // Rows, descriptors and what holds them are pointers; of other fields only their use tells.
    const mayBeValue = !isPointer && !/^(?:->(?:vals|tupdesc|t_data)|\[.*|)$/u.test(this.slots[slot]!.field);
    const block = this.addBlock("memory", "", { span, mayBeValue });
    this.emit({ kind: "load", slot, base, block, span });
  }

  /** The value of a field or element, with a name for what is in it. */
  protected loaded(expression: Member | Index | Unary, span: Span): Operand {
    const slot = this.place(expression);
    if (slot === currentContextSlot) return this.ofSlot(slot, span);
    if (slot < 0) return this.nothing(span);
    const { kind, parent, isAggregate, field } = this.slots[slot]!;
    if (isAggregate) return this.address(slot, span);
    if (kind === "temporary") return this.ofSlot(slot, span);
    if (field.startsWith("->") && isWellKnownContext(field.slice(2)))
      return this.pointerTo(this.contextNamed(field.slice(2)), span);
    this.load(slot, parent, span, this.isText(expression));
    return this.ofSlot(slot, span);
  }

  /** `s->data` of a `StringInfo s`. */
  private isText(expression: Member | Index | Unary): boolean {
    if (expression.kind !== "member" || expression.member !== "data") return false;
    const { object } = expression;
    if (object.kind !== "identifier") return false;
    return variableNamed(this.scope, object.name, object)?.type.base === "StringInfo";
  }
}
