import type { Span } from "../../base/span";
import { assertMacros, callEffects, reportFunctions } from "../../pg/callEffects";
import type { Call, Expression } from "../../syntax/c/model";
import type { FunctionRef, Program } from "../program";
import { blockTraits } from "./blockTraits";
import type { CallPlan } from "./callPlan";
import { isIdle, reportingPlan, unknownMacroPlan, unknownPlan } from "./callPlan";
import { MacroCompiler } from "./macroCompiler";
import type { CallOperation, Operand } from "./regionCode";
import { variableNamed } from "./scope";
import { soundsFatal, soundsReporting } from "./soundsFatal";

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
      return { ...this.value(call.args[effect.argument]!), span };
    if (effect?.kind === "neverReturns" || this.program.noreturnFunctions.has(name)) {
      for (const argument of call.args) this.value(argument);
      this.die();
      return this.nothing(span);
    }
    const known = this.apiPlan(name);
    if (known?.result.kind === "addressOf" && call.args[known.result.argument]) {
      const operand = call.args[known.result.argument]!;
      return { ...this.value({ ...operand, kind: "unary", operator: "&", operand }), span };
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
      if (value.slot >= 0)
        this.emit({ kind: "use", value, how: "passed", callee: this.text(call.callee), span: value.span });
    }
    if (level?.kind === "identifier" && /^(?:ERROR|FATAL|PANIC|PGERROR)$/u.test(level.name)) this.die();
    else if (level?.kind === "number" && (level.value ?? 0) >= 20) this.die();
    return this.nothing(span);
  }

  private text({ start, end }: Span): string {
    return this.scope.text.slice(start, end);
  }

  protected switchContext(to: Operand, span: Span): Operand {
    const plan: CallPlan = {
      ...unknownPlan,
      from: "api",
      result: { kind: "nothing" },
      effects: [{ kind: "switchesTo", argument: 0 }],
      touches: "nothing",
    };
    this.addCall("CurrentMemoryContext", plan, [to], span, true);
    return to;
  }

  // ------------------------------------------------------------ calls

  private emitCall(name: string, plan: CallPlan, call: Call, isStatement: boolean, span: Span): Operand {
    const args = call.args.map((argument) => this.value(argument));
    if (plan.effects.some(({ kind }) => kind === "neverReturns")) {
      this.useArguments(name, plan, args);
      this.die();
      return this.nothing(span);
    }
    this.useArguments(name, plan, args);
    if (isIdle(plan)) return this.nothing(span);
    const operation = this.addCall(name, plan, args, span, isStatement, call.args);
    if (plan.effects.some(({ kind }) => kind === "opensSpi") && plan.from === "api")
      return this.constant(1, span);
    if (plan.effects.some(({ kind }) => kind === "closesSpi") && plan.from === "api")
      return this.constant(2, span);
    return operation.result < 0 ? this.nothing(span) : this.ofSlot(operation.result, span);
  }

  private useArguments(name: string, plan: CallPlan, args: readonly Operand[]): void {
    if (!plan.followsPointers) return;
    const ended = new Set<number>();
    for (const effect of plan.effects) {
      if (["frees", "mayFree", "releases", "endsContext"].includes(effect.kind) && "argument" in effect)
        ended.add(effect.argument);
    }
    for (const [i, value] of args.entries()) {
      if (value.slot >= 0 && !ended.has(i))
        this.emit({ kind: "use", value, how: "passed", callee: name, span: value.span });
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
    const addressed = args.map((operand) => this.pointedVariable(operand));
    if (plan.touches === "anything") {
      for (const [argument, slot] of addressed.entries()) {
        // Who fills in an out-parameter does not keep its address.
        const isOut = plan.effects.some(
          (effect) =>
            (effect.kind === "writes" || effect.kind === "mayWrite") && effect.argument === argument,
        );
        if (slot >= 0 && !isOut) this.slots[slot]!.isShared = true;
      }
    }
    const { result } = plan;
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
      written: this.writtenBlocks(callee, plan, args, addressed, span, written),
      grown: this.grownText(plan, args, addressed, written),
      ...(plan.effects.some(({ kind }) => kind === "replacesSpiResult" || kind === "closesSpi")
        ? { rows: this.rows(callee, span) }
        : {}),
      isStatement,
      span,
    };
    this.calls.push(operation);
    this.emit(operation);
    return operation;
  }

  private rows(allocator: string, span: Span): NonNullable<CallOperation["rows"]> {
    return {
      slot: this.global("SPI_tuptable"),
      count: this.global("SPI_processed"),
      block: this.addBlock("memory", "", { allocator, span, holdsFields: true, family: "palloc" }),
    };
  }

  private resultBlock(callee: string, plan: CallPlan, span: Span, second: Expression | undefined): number {
    const { kind, name, traits } = blockTraits(callee, plan, second);
    return this.addBlock(kind, name, { ...traits, span, allocator: callee });
  }

  private writtenBlocks(
    callee: string,
    plan: CallPlan,
    args: readonly Operand[],
    addressed: readonly number[],
    span: Span,
    expressions: readonly Expression[],
  ): CallOperation["written"] {
    return plan.effects.flatMap((effect) => {
      if (effect.kind !== "writes" && effect.kind !== "mayWrite") return [];
      const target = addressed[effect.argument] ?? -1;
      const pointer = args[effect.argument]?.slot ?? -1;
      const slot =
        callee === "initStringInfo"
          ? this.textOf(target, pointer, expressions[effect.argument])
          : target < 0 && pointer >= 0
            ? this.child(pointer, "*")
            : target;
      const region = effect.memory.kind === "wellKnown" ? this.contextNamed(effect.memory.context) : 0;
      const { kind, name, traits } = blockTraits(callee, { ...plan, result: effect.memory }, undefined);
      const block = this.addBlock(kind, name, {
        ...traits,
        isNeverNull: false,
        mayBeValue: plan.from === "api" && plan.mayBeValue,
        span,
        allocator: callee,
      });
      return [{ slot, block, region }];
    });
  }

  private grownText(
    { effects }: CallPlan,
    args: readonly Operand[],
    addressed: readonly number[],
    expressions: readonly Expression[],
  ): number {
    for (const effect of effects) {
      if (effect.kind !== "growsString") continue;
      const { argument } = effect;
      return this.textOf(addressed[argument] ?? -1, args[argument]?.slot ?? -1, expressions[argument]);
    }
    return -1;
  }

  /** The text of a `StringInfo`, given by its address or by a variable that points to it. Source: src/include/lib/stringinfo.h, REL_15_STABLE. */
  private textOf(variable: number, pointer: number, expression: Expression | undefined): number {
    if (variable >= 0) return this.child(variable, ".data");
    return pointer >= 0 && expression?.kind === "identifier" ? this.child(pointer, "->data") : -1;
  }
}
