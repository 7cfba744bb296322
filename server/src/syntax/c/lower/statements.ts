import type { Block, Expression, ExpressionStatement, For, LocalDeclaration, Statement } from "../model";
import { lowerDeclaration } from "./declarations";
import { collectItem, collectItems } from "./items";
import type { Lowering } from "./lowering";
import { isMaskedIf, lowerMaskedStatement } from "./maskedStatements";
import { isStatement, Kind } from "./nodeKind";
import { recoverExpression } from "./recoverExpression";
import { recoverSpan } from "./recovery";
import { groupTries } from "./tryBlocks";

/** Lowers a compound statement. */
export function lowerBlock(lowering: Lowering, node: number): Block {
  const statements: Statement[] = [];
  collectItems(lowering, node, lowering.firstChild(node), statements, lowerStatement);
  return { kind: "block", ...lowering.span(node), statements: groupTries(lowering, statements) };
}

/** Appends what one child of a list means; returns the last child that was read. */
export function lowerItem(lowering: Lowering, parent: number, node: number, statements: Statement[]): number {
  return collectItem(lowering, parent, node, statements, lowerStatement);
}

/** Lowers a statement that stands where C allows one only; a label and what it labels become a block. */
function lowerStatement(lowering: Lowering, node: number): Statement {
  if (lowering.isTooDeep) return lowering.hole(lowering.startOf(node), lowering.endOf(node));
  lowering.depth++;
  const statement = lowerAnyStatement(lowering, node);
  lowering.depth--;
  return statement;
}

function lowerAnyStatement(lowering: Lowering, node: number): Statement {
  const { start, end } = lowering.span(node);
  const kind = lowering.kindOf(node);
  if (lowering.isMasked) {
    const masked = lowerMaskedStatement(lowering, node, kind, lowerStatement);
    if (masked !== undefined) return masked;
  }
  if (kind === Kind.ERROR || hasErrorChild(lowering, node, kind)) return recoverStatement(lowering, node);
  switch (kind) {
    case Kind.compound_statement:
      return lowerBlock(lowering, node);
    case Kind.expression_statement:
      return lowerExpressionStatement(lowering, node);
    case Kind.declaration:
    case Kind.type_definition:
      return { kind: "declaration", start, end, declaration: lowerDeclaration(lowering, node, false) };
    case Kind.if_statement:
      return lowerIf(lowering, node);
    case Kind.while_statement:
      return lowerWhile(lowering, node);
    case Kind.do_statement: {
      const body = lowerStatement(lowering, childAt(lowering, node, 1));
      return { kind: "doWhile", start, end, condition: condition(lowering, node), body };
    }
    case Kind.for_statement:
      return lowerFor(lowering, node);
    case Kind.switch_statement: {
      const value = condition(lowering, node);
      const body = lowerStatement(lowering, childAt(lowering, node, 2));
      return { kind: "switch", start, end, value, body };
    }
    case Kind.labeled_statement:
    case Kind.case_statement:
    case Kind.attributed_statement: {
      const statements: Statement[] = [];
      collectItems(lowering, node, node, statements, lowerStatement);
      return statements.length === 1 ? statements[0]! : { kind: "block", start, end, statements };
    }
    default:
      return lowerJump(lowering, node, kind);
  }
}

function lowerJump(lowering: Lowering, node: number, kind: Kind): Statement {
  const { start, end } = lowering.span(node);
  switch (kind) {
    case Kind.return_statement: {
      const value = childAt(lowering, node, 1);
      const hasValue = value >= 0 && lowering.kindOf(value) !== Kind[";"];
      return hasValue
        ? { kind: "return", start, end, value: lowering.expression(value) }
        : { kind: "return", start, end };
    }
    case Kind.break_statement:
      return { kind: "break", start, end };
    case Kind.continue_statement:
      return { kind: "continue", start, end };
    case Kind.goto_statement: {
      const label = lowering.childOfKind(node, Kind.statement_identifier);
      return { kind: "goto", start, end, label: label < 0 ? "" : lowering.text(label) };
    }
    default:
      return lowering.hole(start, end);
  }
}

/** True when an ERROR stands among the parts of a statement that is no mere list of others. */
function hasErrorChild(lowering: Lowering, node: number, kind: Kind): boolean {
  if (!lowering.hasError(node)) return false;
  if (kind === Kind.compound_statement || kind === Kind.case_statement || kind === Kind.labeled_statement)
    return false;
  for (let child = lowering.firstChild(node); child >= 0; child = lowering.sibling(node, child)) {
    if (lowering.kindOf(child) === Kind.ERROR && macroBeforeBody(lowering, node, child) < 0) return true;
  }
  return false;
}

/**
 * The call in an ERROR between the head of an `if` or a loop and its body: the parser's view of
 * `if (x) foreach(…) { … } else …`. -1 for any other ERROR.
 */
function macroBeforeBody(lowering: Lowering, node: number, error: number): number {
  const call = lowering.firstChild(error);
  const isCall =
    call >= 0 && lowering.kindOf(call) === Kind.call_expression && lowering.sibling(error, call) < 0;
  if (!isCall || lowering.kindOf(call + 1) !== Kind.identifier) return -1;
  const body = lowering.sibling(node, error);
  return body >= 0 && isStatement(lowering.kindOf(body)) ? call : -1;
}

/** The statement that follows the child `head`, with the loop macro before it if there is one. */
function lowerBody(lowering: Lowering, node: number, head: number): Statement {
  const next = head < 0 ? -1 : lowering.sibling(node, head);
  if (next < 0) return lowering.hole(lowering.endOf(node), lowering.endOf(node));
  if (lowering.kindOf(next) !== Kind.ERROR) return lowerStatement(lowering, next);
  const call = lowering.expression(macroBeforeBody(lowering, node, next));
  const body = lowerStatement(lowering, lowering.sibling(node, next));
  if (call.kind !== "call" || call.callee.kind !== "identifier") return lowering.hole(call.start, body.end);
  lowering.repaired.push(lowering.span(next));
  return {
    kind: "macroLoop",
    start: call.start,
    end: body.end,
    macro: call.callee.name,
    args: call.args,
    body,
  };
}

function recoverStatement(lowering: Lowering, node: number): Statement {
  const { start, end } = lowering.span(node);
  if (lowering.original[end - 1] === ";") {
    const expression = recoverSpan(lowering, { start, end: end - 1 }, recoverExpression);
    if (expression !== undefined) return { kind: "expression", start, end, expression };
  }
  return lowering.hole(start, end);
}

function lowerExpressionStatement(lowering: Lowering, node: number): Statement {
  const { start, end } = lowering.span(node);
  const child = lowering.firstChild(node);
  if (child < 0 || lowering.kindOf(child) === Kind[";"]) return { kind: "empty", start, end };
  return { kind: "expression", start, end, expression: lowering.expression(child) };
}

function lowerWhile(lowering: Lowering, node: number): Statement {
  const { start, end } = lowering.span(node);
  const body = lowerBody(lowering, node, lowering.childOfKind(node, Kind.parenthesized_expression));
  return { kind: "while", start, end, condition: condition(lowering, node), body };
}

function lowerIf(lowering: Lowering, node: number): Statement {
  const { start, end } = lowering.span(node);
  const test = condition(lowering, node);
  const head = lowering.childOfKind(node, Kind.parenthesized_expression);
  const own = lowering.childOfKind(node, Kind.else_clause);
  const clause = own >= 0 || head < 0 ? own : danglingElse(lowering, lowering.sibling(node, head));
  const consequence = lowerBody(lowering, node, head);
  if (clause < 0) return { kind: "if", start, end, condition: test, consequence };
  const alternative = lowerBody(lowering, clause, lowering.firstChild(clause));
  return { kind: "if", start, end, condition: test, consequence, alternative };
}

/**
 * The `else` that the parser gave to a loop macro masked as `if`, and that belongs to the `if` around it; -1
 * when there is none.
 */
function danglingElse(lowering: Lowering, node: number): number {
  for (let current = node; current >= 0;) {
    const kind = lowering.kindOf(current);
    if (isMaskedIf(lowering, current)) {
      const clause = lowering.childOfKind(current, Kind.else_clause);
      if (clause >= 0) return clause;
    } else if (kind !== Kind.while_statement && kind !== Kind.for_statement) return -1;
    let body = -1;
    for (let child = lowering.firstChild(current); child >= 0; child = lowering.sibling(current, child))
      body = child;
    current = body;
  }
  return -1;
}

function lowerFor(lowering: Lowering, node: number): For {
  const { start, end } = lowering.span(node);
  let initializer: LocalDeclaration | ExpressionStatement | undefined;
  let test: Expression | undefined;
  let update: Expression | undefined;
  let body: Statement | undefined;
  let part = 0;
  let previous = -1;
  for (let child = lowering.firstChild(node); child >= 0; child = lowering.sibling(node, child)) {
    const kind = lowering.kindOf(child);
    if (kind === Kind[";"]) part++;
    else if (kind === Kind[")"]) part = 3;
    else if (kind === Kind.other || kind === Kind["("]) part = 0;
    else if (kind === Kind.declaration) {
      const span = lowering.span(child);
      initializer = { kind: "declaration", ...span, declaration: lowerDeclaration(lowering, child, false) };
      part = 1;
    } else if (part === 0) {
      const expression = lowering.expression(child);
      initializer = { kind: "expression", start: expression.start, end: expression.end, expression };
    } else if (part === 1) test = lowering.expression(child);
    else if (part === 2) update = lowering.expression(child);
    else body ??= lowerBody(lowering, node, previous);
    previous = child;
  }
  return {
    kind: "for",
    start,
    end,
    ...(initializer && { initializer }),
    ...(test && { condition: test }),
    ...(update && { update }),
    body: body ?? lowering.hole(end, end),
  };
}

function condition(lowering: Lowering, node: number): Expression {
  const open = lowering.childOfKind(node, Kind.parenthesized_expression);
  if (open >= 0) return lowering.expression(open);
  const { end } = lowering.span(node);
  return lowering.unknown(end, end);
}

/** The child at a position, or -1. */
function childAt(lowering: Lowering, node: number, index: number): number {
  let child = lowering.firstChild(node);
  for (let i = 0; i < index && child >= 0; i++) child = lowering.sibling(node, child);
  return child;
}
