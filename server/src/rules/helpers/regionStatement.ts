/** Statements and calls of the function that a function rule looks at. */
import { contains, type Site, type Span } from "../../base/span";
import type { FunctionRef } from "../../flow/program";
import { childStatements, forEachCall, forEachExpression } from "../../syntax/c/lower/walk";
import type { Block, Call, Expression, Statement } from "../../syntax/c/model";
import { statementsAround } from "./enclosing";

/** A direct child of a block. Spans of both are relative to the function's base. */
export interface PlacedStatement {
  readonly statement: Statement;
  readonly block: Block;
  readonly index: number;
}

/** The child of the innermost block that holds a place; undefined outside of the function and at a closing brace. */
export function placedStatementAt(fn: FunctionRef, site: Site): PlacedStatement | undefined {
  if (site.path !== fn.path) return undefined;
  const chain = statementsAround(fn, site);
  for (let i = chain.length - 2; i >= 0; i--) {
    const block = chain[i]!;
    if (block.kind !== "block") continue;
    const statement = chain[i + 1]!;
    return { statement, block, index: block.statements.indexOf(statement) };
  }
  return undefined;
}

/** The innermost statement that holds a place; a body without braces is one of its own. */
export function innermostStatementAt(fn: FunctionRef, site: Site): Statement | undefined {
  return site.path === fn.path ? statementsAround(fn, site).at(-1) : undefined;
}

/** The statement is the direct child of a block below `body`, not a body without braces. */
export function isChildOfBlock(body: Statement, statement: Statement): boolean {
  return childStatements(body).some(
    (child) => (child === statement && body.kind === "block") || isChildOfBlock(child, statement),
  );
}

/** The call of a function at a place: given the span of the call, of its name, or of something in its arguments. */
export function callAt(fn: FunctionRef, site: Site, name: string): Call | undefined {
  if (site.path !== fn.path) return undefined;
  const span = { start: site.start - fn.base, end: site.end - fn.base };
  let exact: Call | undefined;
  let around: Call | undefined;
  forEachCall(fn.definition.body, (call) => {
    if (calleeName(call) !== name) return;
    if (contains(span, call.callee)) exact ??= call;
    // Inner calls come later.
    else if (contains(call, span)) around = call;
  });
  return exact ?? around;
}

export function calleeName({ callee }: Call): string | undefined {
  return callee.kind === "identifier" ? callee.name : undefined;
}

export function withoutCasts(expression: Expression): Expression {
  return expression.kind === "cast" ? withoutCasts(expression.operand) : expression;
}

const barriers: ReadonlySet<Statement["kind"]> = new Set<Statement["kind"]>([
  ...(["return", "goto", "break", "continue"] as const),
  ...(["label", "case", "hole"] as const),
]);

/** Leaves its block, or is the target of a jump: nothing may be moved across it. */
export function isBarrier(statement: Statement): boolean {
  return (
    barriers.has(statement.kind) || childStatements(statement).some(isBarrier) || isReturnMacro(statement)
  );
}

/** `PG_RETURN_…`, `SRF_RETURN_…`: a macro of the project may return under a condition that it hides. */
export function isReturnMacro(statement: Statement): boolean {
  if (statement.kind !== "expression") return false;
  let isReturn = false;
  forEachExpression(statement, (expression) => {
    if (expression.kind === "identifier" && /^(?:PG|SRF)_RETURN_/u.test(expression.name)) isReturn = true;
  });
  return isReturn;
}

/** Whether `name` occurs as a word in a part of the function. */
export function mentions(fn: FunctionRef, { start, end }: Span, name: string): boolean {
  return new RegExp(String.raw`\b${name}\b`, "u").test(fn.text.slice(start, end));
}
