/** How often a call is certainly made when its root runs once. */
import type { Site } from "../../base/span";
import type { CallEvent } from "../../flow/evaluate/event";
import type { FunctionRef } from "../../flow/program";
import type { LibraryView } from "../../index/libraryView";
import { forEachStatement } from "../../syntax/c/lower/walk";
import type { Declarator, Expression, For, Statement } from "../../syntax/c/model";
import { functionAt, statementsAround } from "./enclosing";

/** A lower bound: what stands under a condition counts as never, a loop without constant bounds as well. */
export function certainExecutions(view: LibraryView, event: CallEvent): number {
  return [...event.stack, event.site].reduce((count, site) => count * executionsIn(view, site), 1);
}

function executionsIn(view: LibraryView, site: Site): number {
  const fn = functionAt(view, site);
  if (!fn || /\b(?:return|goto)\b/u.test(fn.text.slice(fn.definition.body.start, site.start - fn.base)))
    return 0;
  return statementsAround(fn, site).reduce((count, statement) => count * repetitions(view, fn, statement), 1);
}

function repetitions(view: LibraryView, fn: FunctionRef, statement: Statement): number {
  if (statement.kind === "for") return tripCount(view, fn, statement);
  return runsOnce.has(statement.kind) ? 1 : 0;
}

const runsOnce: ReadonlySet<Statement["kind"]> = new Set([
  "block",
  "expression",
  "declaration",
  "doWhile",
  "try",
]);

/** `for (i = a; i < n; i++)` with constant bounds and no way out. */
function tripCount(view: LibraryView, fn: FunctionRef, loop: For): number {
  const { condition, update } = loop;
  const start = startOf(loop);
  if (!start || condition?.kind !== "binary" || condition.left.kind !== "identifier") return 0;
  const isCounted =
    update?.kind === "update" && update.operator === "++" && isNamed(update.operand, start.name);
  if (!isCounted || condition.left.name !== start.name) return 0;
  if (/\b(?:break|goto|return|continue)\b/u.test(fn.text.slice(loop.body.start, loop.body.end))) return 0;
  const bound = constantOf(view, fn, condition.right);
  if (bound === undefined) return 0;
  if (condition.operator === "<" || condition.operator === "!=") return Math.max(0, bound - start.value);
  return condition.operator === "<=" ? Math.max(0, bound - start.value + 1) : 0;
}

function startOf({ initializer }: For): { readonly name: string; readonly value: number } | undefined {
  if (initializer?.kind === "declaration") {
    const declarator = initializer.declaration.declarators[0];
    const value = declarator?.initializer;
    return declarator && value?.kind === "number" && value.value !== undefined
      ? { name: declarator.name, value: value.value }
      : undefined;
  }
  const expression = initializer?.expression;
  if (
    expression?.kind !== "assignment" ||
    expression.operator !== "=" ||
    expression.target.kind !== "identifier"
  )
    return undefined;
  const { value } = expression;
  return value.kind === "number" && value.value !== undefined
    ? { name: expression.target.name, value: value.value }
    : undefined;
}

function isNamed(expression: Expression, name: string): boolean {
  return expression.kind === "identifier" && expression.name === name;
}

/** A number, a macro or enumerator for one, or the length of an array. */
function constantOf(view: LibraryView, fn: FunctionRef, expression: Expression): number | undefined {
  if (expression.kind === "number") return expression.value;
  if (expression.kind === "identifier") {
    const macros = view.program.findMacros(expression.name, fn.path);
    const body = macros.length === 1 ? macros[0]!.macro.body : "";
    const literal = /^\(?\s*(\d+)\s*\)?$/u.exec(body)?.[1];
    return literal === undefined ? view.program.findEnumerator(expression.name, fn.path) : Number(literal);
  }
  const array = arrayMeasured(fn.text.slice(expression.start, expression.end));
  return array === undefined ? undefined : arrayLength(view, fn, array);
}

/** `lengthof(x)`, `ARRAY_SIZE(x)` and `sizeof(x) / sizeof(x[0])`. */
function arrayMeasured(text: string): string | undefined {
  const named = /^(?:lengthof|ARRAY_SIZE|ARRAY_LEN|NELEMS)\s*\(\s*(\w+)\s*\)$/u.exec(text)?.[1];
  return (
    named ??
    /^\(?\s*(?:\(int\)\s*)?\(?\s*sizeof\s*\(?\s*(\w+)\s*\)?\s*\/\s*sizeof\s*\(?\s*(?:\1\s*\[\s*0\s*\]|\*\s*\1|\w+)\s*\)?\s*\)*$/u.exec(
      text,
    )?.[1]
  );
}

function arrayLength(view: LibraryView, fn: FunctionRef, name: string): number | undefined {
  let declarator: Declarator | undefined = view.program.findGlobal(name, fn.path)?.declarator;
  forEachStatement(fn.definition.body, (statement) => {
    if (statement.kind !== "declaration") return;
    declarator = statement.declaration.declarators.find((local) => local.name === name) ?? declarator;
  });
  if (declarator?.type.arrays.length !== 1) return undefined;
  const [dimension] = declarator.type.arrays;
  if (dimension)
    return dimension.kind === "number" || dimension.kind === "identifier"
      ? constantOf(view, fn, dimension)
      : undefined;
  const { initializer } = declarator;
  if (initializer?.kind !== "initializerList") return undefined;
  return initializer.elements.some(({ designators }) => designators.length > 0)
    ? undefined
    : initializer.elements.length;
}
