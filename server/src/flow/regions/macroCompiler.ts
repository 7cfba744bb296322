import type { Span } from "../../base/span";
import { callEffects } from "../../pg/callEffects";
import { expandMacro, splitArguments } from "../../syntax/c/expandMacro";
import type { Block, Call, Expression, Identifier } from "../../syntax/c/model";
import type { FunctionRef, Program, ScopedMacro } from "../program";
import type { CallPlan } from "./callPlan";
import { ExpressionCompiler } from "./expressionCompiler";
import { parsedExpression, parsedStatements } from "./parsedMacros";
import type { Operand } from "./regionCode";
import type { Scope } from "./scope";

const maxDepth = 6;
/** Longer macros are code of their own that nobody follows. */
const maxMacroLength = 3_000;
/** Compiles what macros of the workspace stand for. */
export abstract class MacroCompiler extends ExpressionCompiler {
  constructor(
    protected readonly program: Program,
    protected readonly fn: FunctionRef,
    /** What a function of PostgreSQL does. */
    protected readonly apiPlan: (name: string) => CallPlan | undefined,
  ) {
    super();
  }

  protected abstract block(block: Block): void;

  protected expandName(
    identifier: Identifier,
  ): { readonly scope: Scope; readonly expression: Expression } | undefined {
    const { name } = identifier;
    const { expanding } = this.scope;
    if (expanding.includes(name) || expanding.length >= maxDepth) return undefined;
    const [scoped, other] = this.program.findMacros(name, this.fn.path);
    if (!scoped || other || scoped.macro.parameters || scoped.macro.body.length > maxMacroLength)
      return undefined;
    const expression = parsedExpression(scoped.macro.body);
    if (!expression) return undefined;
    const use = this.scope.place(identifier);
    return { scope: this.macroScope(scoped, scoped.macro.body, () => use), expression };
  }

  private macroScope({ macro }: ScopedMacro, text: string, place: Scope["place"]): Scope {
    const { locals, expanding } = this.scope;
    return { locals, text, expanding: [...expanding, macro.name], place };
  }

  /** The text of a macro of the workspace with the arguments of a call in it. */
  private expansionOf(
    call: Call,
    name: string,
  ): { readonly scope: Scope; readonly text: string } | undefined {
    const { expanding, text } = this.scope;
    if (expanding.includes(name) || expanding.length >= maxDepth) return undefined;
    const macros = this.program.findMacros(name, this.fn.path).filter(({ macro }) => macro.parameters);
    const [scoped, other] = macros;
    if (!scoped || other || scoped.macro.body.length > maxMacroLength) return undefined;
    const args = splitArguments(text, call.argumentList);
    const expansion = args && expandMacro(scoped.macro, text, args);
    if (!expansion) return undefined;
    const outer = this.scope;
    const scope = this.macroScope(scoped, expansion.text, (inner) => {
      const argument = expansion.argumentSpan(inner);
      return argument ? outer.place(argument) : outer.place(call);
    });
    return { scope, text: expansion.text };
  }

  /** The condition that a macro of the workspace stands for. */
  protected expandCondition(
    call: Call,
  ): { readonly scope: Scope; readonly expression: Expression } | undefined {
    const name = call.callee.kind === "identifier" ? call.callee.name : "";
    if (this.apiPlan(name) || callEffects.has(name)) return undefined;
    const expansion = this.expansionOf(call, name);
    const expression = expansion && parsedExpression(expansion.text);
    return expression && { scope: expansion.scope, expression };
  }

  protected expandCall(call: Call, name: string, isStatement: boolean, span: Span): Operand | undefined {
    const expansion = this.expansionOf(call, name);
    if (!expansion) return undefined;
    const { scope } = expansion;
    const expression = parsedExpression(expansion.text);
    if (expression) {
      return this.inScope(scope, () => {
        if (!isStatement) return this.placed(this.value(expression), span);
        this.effects(expression);
        return this.nothing(span);
      });
    }
    const block = parsedStatements(expansion.text);
    if (!block) return undefined;
    this.inScope(scope, () => this.block(block));
    return this.nothing(span);
  }
}
