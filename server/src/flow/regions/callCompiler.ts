import type { Span } from "../../base/span";
import { assertMacros, callEffects, reportFunctions } from "../../pg/callEffects";
import type { Call, Expression } from "../../syntax/c/model";
import type { FunctionRef, Program } from "../program";
import { blockTraits } from "./blockTraits";
import type { CallPlan } from "./callPlan";
import { reportingPlan, unknownMacroPlan, unknownPlan } from "./callPlan";
import { MacroCompiler } from "./macroCompiler";
import { planTraits } from "./planTraits";
import type { CallOperation, Operand } from "./regionCode";
import { variableNamed } from "./scope";
import { soundsFatal, soundsReporting } from "./soundsFatal";

const none: readonly never[] = [];

/** `CurrentMemoryContext = to` */
const assignedContext: CallPlan = {
  ...unknownPlan,
  from: "api",
  result: { kind: "nothing" },
  effects: [{ kind: "switchesTo", argument: 0 }],
  touches: "nothing",
};

/** Compiles calls, those of macros included. */
export abstract class CallCompiler extends MacroCompiler {
  constructor(
    program: Program,
    fn: FunctionRef,
    apiPlan: (name: string) => CallPlan | undefined,
    /** What a function of the workspace does; undefined when there is none of that name. */
    private readonly planOf: (name: string) => CallPlan | undefined,
  ) {
    super(program, fn, apiPlan);
  }

  protected call(call: Call, isStatement: boolean): Operand {
    const span = this.scope.place(call);
    if (call.callee.kind !== "identifier") {
      this.pointer(call.callee);
      return this.emitCall("", unknownPlan, call, isStatement, span);
    }
    const { name } = call.callee;
    if (variableNamed(this.scope, name, call.callee))
      return this.emitCall(name, unknownPlan, call, isStatement, span);
    if (assertMacros.has(name)) {
      const [condition] = call.args;
      if (condition?.kind === "identifier" && condition.name === "false") this.die();
      if (condition?.kind === "number" && condition.value === 0) this.die();
      return this.nothing(span);
    }
    if (reportFunctions.has(name)) return this.report(call, span);
    const effect = callEffects.get(name);
    if (effect?.kind === "identity" && call.args[effect.argument])
      return this.placed(this.value(call.args[effect.argument]!), span);
    if (effect?.kind === "neverReturns" || this.program.noreturnFunctions.has(name)) {
      for (const argument of call.args) this.value(argument);
      this.die();
      return this.nothing(span);
    }
    const known = this.apiPlan(name);
    if (known?.result.kind === "addressOf" && call.args[known.result.argument]) {
      const operand = call.args[known.result.argument]!;
      const { start, end } = operand;
      return this.placed(this.value({ kind: "unary", start, end, operator: "&", operand }), span);
    }
    if (known) return this.emitCall(name, known, call, isStatement, span);
    const expanded = this.expandCall(call, name, isStatement, span);
    if (expanded) return expanded;
    const plan = this.planOf(name);
    if (plan) return this.emitCall(name, plan, call, isStatement, span);
    return this.unknownCall(name, call, isStatement, span);
  }

  private unknownCall(name: string, call: Call, isStatement: boolean, span: Span): Operand {
    const isMacro = /^[A-Z][A-Z\d_]*$/u.test(name) || this.program.findMacros(name, this.fn.path).length > 0;
    const plan = isMacro ? unknownMacroPlan : soundsReporting.test(name) ? reportingPlan : unknownPlan;
    const result = this.emitCall(name, plan, call, isStatement, span);
    if (isMacro) {
      for (const argument of call.args) {
        if (argument.kind !== "identifier") continue;
        if (variableNamed(this.scope, argument.name, argument))
          this.emit({ kind: "forget", slot: this.variable(argument.name, argument) });
      }
    }
    if (isStatement && soundsFatal.test(name)) this.die();
    return result;
  }

  /** `elog` and `ereport`: at ERROR and above they do not come back. Source: src/include/utils/elog.h, REL_15_STABLE. */
  private report(call: Call, span: Span): Operand {
    const [level, ...rest] = call.args;
    for (const argument of rest) {
      const value = this.value(argument);
      if (value.slot >= 0) this.use(value, "passed", value.span, this.text(call.callee));
    }
    if (level?.kind === "identifier" && /^(?:ERROR|FATAL|PANIC|PGERROR)$/u.test(level.name)) this.die();
    else if (level?.kind === "number" && (level.value ?? 0) >= 20) this.die();
    return this.nothing(span);
  }

  private text({ start, end }: Span): string {
    return this.scope.text.slice(start, end);
  }

  protected switchContext(to: Operand, span: Span): Operand {
    this.addCall("CurrentMemoryContext", assignedContext, [to], span, true);
    return to;
  }

  // ------------------------------------------------------------ calls

  private emitCall(name: string, plan: CallPlan, call: Call, isStatement: boolean, span: Span): Operand {
    const args = call.args.map((argument) => this.value(argument));
    const { neverReturns, isIdle, opensSpi, closesSpi } = planTraits(plan);
    if (plan.followsPointers) this.useArguments(name, plan, args);
    if (neverReturns) this.die();
    if (neverReturns || isIdle) return this.nothing(span);
    const operation = this.addCall(name, plan, args, span, isStatement, call.args);
    if (plan.from === "api" && (opensSpi || closesSpi)) return this.constant(opensSpi ? 1 : 2, span);
    return operation.result < 0 ? this.nothing(span) : this.ofSlot(operation.result, span);
  }

  private useArguments(name: string, plan: CallPlan, args: readonly Operand[]): void {
    const { ended } = planTraits(plan);
    for (let i = 0; i < args.length; i++) {
      const value = args[i]!;
      if (value.slot >= 0 && !ended.includes(i)) this.use(value, "passed", value.span, name);
    }
  }

  private addCall(
    callee: string,
    plan: CallPlan,
    args: readonly Operand[],
    span: Span,
    isStatement: boolean,
    written: readonly Expression[] = [],
  ): CallOperation {
    const { result } = plan;
    const { writes, replacesRows, grown } = planTraits(plan);
    const addressed = this.addressedBy(args);
    if (plan.touches === "anything") {
      for (const [argument, slot] of addressed.entries()) {
        // Who fills in an out-parameter does not keep its address.
        if (slot >= 0 && !writes.some((effect) => effect.argument === argument))
          this.slots[slot]!.isShared = true;
      }
    }
    const gives = result.kind !== "nothing";
    const operation: CallOperation = {
      kind: "call",
      id: this.calls.length,
      callee,
      plan,
      args,
      addressed,
      result: gives ? this.temporary() : -1,
      block: this.resultBlock(callee, plan, span, written[1]),
      region: result.kind === "wellKnown" ? this.contextNamed(result.context) : 0,
      written: writes.length > 0 ? this.writtenBlocks(callee, plan, args, addressed, span, written) : none,
      grown: grown < 0 ? -1 : this.textOf(addressed[grown] ?? -1, args[grown]?.slot ?? -1, written[grown]),
      rows: replacesRows ? this.rows(callee, span) : undefined,
      isStatement,
      span,
    };
    this.calls.push(operation);
    this.emit(operation);
    return operation;
  }

  /** The variables whose addresses are passed, by argument, -1 where none is; empty where none is at all. */
  private addressedBy(args: readonly Operand[]): readonly number[] {
    const isPassed = args.some((operand) => this.pointedVariable(operand) >= 0);
    return isPassed ? args.map((operand) => this.pointedVariable(operand)) : none;
  }

  private rows(allocator: string, span: Span): NonNullable<CallOperation["rows"]> {
    return {
      slot: this.global("SPI_tuptable"),
      count: this.global("SPI_processed"),
      block: this.addBlock("memory", "", { allocator, span, holdsFields: true, family: "palloc" }),
    };
  }

  private resultBlock(callee: string, plan: CallPlan, span: Span, second: Expression | undefined): number {
    const { kind, name, isNeverNull, mayBeValue, family } = blockTraits(callee, plan, plan.result, second);
    return this.addBlock(kind, name, { isNeverNull, mayBeValue, family, span, allocator: callee });
  }

  private writtenBlocks(
    callee: string,
    plan: CallPlan,
    args: readonly Operand[],
    addressed: readonly number[],
    span: Span,
    expressions: readonly Expression[],
  ): CallOperation["written"] {
    return planTraits(plan).writes.map((effect) => {
      const target = addressed[effect.argument] ?? -1;
      const pointer = args[effect.argument]?.slot ?? -1;
      const slot =
        callee === "initStringInfo"
          ? this.textOf(target, pointer, expressions[effect.argument])
          : target < 0 && pointer >= 0
            ? this.child(pointer, "*")
            : target;
      const region = effect.memory.kind === "wellKnown" ? this.contextNamed(effect.memory.context) : 0;
      const { kind, name, family } = blockTraits(callee, plan, effect.memory, undefined);
      const mayBeValue = plan.from === "api" && plan.mayBeValue;
      const block = this.addBlock(kind, name, { family, mayBeValue, span, allocator: callee });
      return { slot, block, region };
    });
  }

  /** The text of a `StringInfo`, given by its address or by a variable that points to it. Source: src/include/lib/stringinfo.h, REL_15_STABLE. */
  private textOf(variable: number, pointer: number, expression: Expression | undefined): number {
    if (variable >= 0) return this.child(variable, ".data");
    return pointer >= 0 && expression?.kind === "identifier" ? this.child(pointer, "->data") : -1;
  }
}
