import type { Expression, If, Statement } from "../model";
import type { Lowering } from "./lowering";
import { isStatement, Kind } from "./nodeKind";
import { recoverArguments, recoverExpression } from "./recoverExpression";
import { recoverSpan } from "./recovery";

export type LowerStatement = (lowering: Lowering, node: number) => Statement;

/** After `if (x) foreach(…) { … }` the parser takes `else` for a type name. */
export function attachElse(
  lowering: Lowering,
  lowerStatement: LowerStatement,
  parent: number,
  statement: If,
  last: number,
): [Statement, number] {
  let result: If = statement;
  for (;;) {
    const next = lowering.sibling(parent, last);
    if (next < 0 || !startsWithElse(lowering, next)) return [result, last];
    const [alternative, consumed] = misparsedElse(lowering, lowerStatement, parent, next);
    result = withAlternative(result, alternative);
    last = consumed;
    if (alternative.kind !== "if") return [result, last];
  }
}

function misparsedElse(
  lowering: Lowering,
  lowerStatement: LowerStatement,
  parent: number,
  node: number,
): [Statement, number] {
  const start = lowering.startOf(node) + "else".length;
  const end = lowering.endOf(node);
  const kind = lowering.kindOf(node);
  if (kind === Kind.declaration) {
    const expression = recoverSpan(lowering, { start, end: end - 1 }, recoverExpression);
    if (expression) return [{ kind: "expression", start: expression.start, end, expression }, node];
    const jump = /^\s*(return|break|continue)\s*;$/.exec(lowering.original.slice(start, end))?.[1];
    if (jump !== undefined) return [{ kind: jump as "return" | "break" | "continue", start, end }, node];
  }
  if (kind === Kind.function_definition) {
    const body = lowering.childOfKind(node, Kind.compound_statement);
    const head = body < 0 ? undefined : elseHead(lowering, start, lowering.startOf(body));
    if (head) {
      const block = lowerStatement(lowering, body);
      const [test] = head.args;
      if (head.name === "if" && test && head.args.length === 1) {
        return [{ kind: "if", start: head.start, end, condition: test, consequence: block }, node];
      }
      return [
        { kind: "macroLoop", start: head.start, end, macro: head.name, args: head.args, body: block },
        node,
      ];
    }
  }
  if (kind === Kind.type_identifier) {
    const semicolon = lowering.sibling(parent, node);
    const body = semicolon < 0 ? -1 : lowering.sibling(parent, semicolon);
    if (body >= 0 && lowering.isMissing(semicolon) && isStatement(lowering.kindOf(body))) {
      lowering.repaired.push(lowering.span(semicolon));
      return [lowerStatement(lowering, body), body];
    }
  }
  return [lowering.hole(start - "else".length, end), node];
}

/** `if (x)` or `NAME(x)` between an `else` and a block. */
function elseHead(
  lowering: Lowering,
  from: number,
  to: number,
): { name: string; start: number; args: Expression[] } | undefined {
  const match = /^(\s*)([A-Za-z_]\w*)\s*\(/.exec(lowering.original.slice(from, to));
  const last = lowering.original.lastIndexOf(")", to - 1);
  if (match === null || last < from) return undefined;
  const args = recoverSpan(lowering, { start: from + match[0].length, end: last }, recoverArguments);
  return args && { name: match[2]!, start: from + match[1]!.length, args };
}

/** `X(a) { … }`: to the parser a function of type X. A real function in a function is a hole. */
export function lowerNestedFunction(
  lowering: Lowering,
  lowerStatement: LowerStatement,
  node: number,
): Statement {
  const { start, end } = lowering.span(node);
  const type = lowering.firstChild(node);
  const declarator = lowering.sibling(node, type);
  const body = lowering.childOfKind(node, Kind.compound_statement);
  if (
    lowering.kindOf(type) === Kind.type_identifier &&
    lowering.kindOf(declarator) === Kind.parenthesized_declarator &&
    body === lowering.sibling(node, declarator)
  ) {
    const inner = { start: lowering.startOf(declarator) + 1, end: lowering.endOf(declarator) - 1 };
    const args = recoverSpan(lowering, inner, recoverArguments);
    if (args) {
      const macro = lowering.text(type);
      return { kind: "macroLoop", start, end, macro, args, body: lowerStatement(lowering, body) };
    }
  }
  return lowering.hole(start, end);
}

/** Declarations that are expressions in truth: `a * b;`, `FOO() bar();`, `FOO bar();`. Undefined for a real one. */
export function readMisparsedDeclaration(lowering: Lowering, node: number): Statement[] | undefined {
  const type = lowering.firstChild(node);
  const declarator = type < 0 ? -1 : lowering.sibling(node, type);
  if (declarator < 0 || !lowering.original.endsWith(";", lowering.endOf(node))) return undefined;
  const kind = lowering.kindOf(type);
  if (kind !== Kind.type_identifier && kind !== Kind.macro_type_specifier) return undefined;
  const { start, end } = lowering.span(node);
  const name = lowering.text(type);
  if (kind === Kind.type_identifier && lowering.locals.has(name) && !lowering.typeNames.has(name)) {
    const expression = recoverSpan(lowering, { start, end: end - 1 }, recoverExpression);
    return expression && [{ kind: "expression", start, end, expression }];
  }
  if (lowering.kindOf(declarator) !== Kind.function_declarator || lowering.hasError(node)) return undefined;
  if (kind === Kind.type_identifier && !/^[A-Z][A-Z0-9_]*$/.test(name)) return undefined;
  if (/^(?:typeof|__typeof__|__typeof)\b/.test(name)) return undefined;
  const macro = recoverSpan(lowering, lowering.span(type), recoverExpression);
  const call = recoverSpan(
    lowering,
    { start: lowering.startOf(declarator), end: end - 1 },
    recoverExpression,
  );
  if (macro === undefined || call === undefined) return undefined;
  return [
    { kind: "expression", start: macro.start, end: macro.end, expression: macro },
    { kind: "expression", start: call.start, end, expression: call },
  ];
}

function startsWithElse(lowering: Lowering, node: number): boolean {
  const start = lowering.startOf(node);
  return /^else\b/.test(lowering.original.slice(start, start + 5));
}

/** Gives the innermost `if` that has no other branch its alternative. */
function withAlternative(statement: If, alternative: Statement): If {
  const { end } = alternative;
  if (statement.alternative?.kind === "if") {
    return { ...statement, end, alternative: withAlternative(statement.alternative, alternative) };
  }
  if (statement.consequence.kind === "if" && !statement.consequence.alternative) {
    return { ...statement, end, consequence: withAlternative(statement.consequence, alternative) };
  }
  return { ...statement, end, alternative };
}
