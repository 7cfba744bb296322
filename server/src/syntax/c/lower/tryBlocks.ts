import type { Block, Statement, Try } from "../model";
import type { Lowering } from "./lowering";

type Marker = "PG_TRY" | "PG_CATCH" | "PG_FINALLY" | "PG_END_TRY";

/**
 * Folds `PG_TRY(); … PG_CATCH(); … PG_END_TRY();`, which are flat siblings to the parser, into Try statements.
 * A marker without its partner in the same block is a hole: control flow is not what the block shows.
 * Source: src/include/utils/elog.h, REL_17_STABLE (the macros open and close blocks of their own).
 */
export function groupTries(lowering: Lowering, statements: readonly Statement[]): readonly Statement[] {
  if (!statements.some((statement) => markerOf(statement) !== undefined)) return statements;
  const stack: OpenTry[] = [];
  let current: Statement[] = [];
  const result = current;
  for (const statement of statements) {
    const marker = markerOf(statement);
    const open = stack[stack.length - 1];
    if (marker === undefined) current.push(statement);
    else if (marker === "PG_TRY") {
      const started: OpenTry = {
        outer: current,
        start: statement,
        parts: [{ marker, at: statement, statements: [] }],
      };
      stack.push(started);
      current = started.parts[0]!.statements;
    } else if (open === undefined) current.push(lowering.hole(statement.start, statement.end));
    else if (marker === "PG_END_TRY") {
      stack.pop();
      current = open.outer;
      current.push(close(open, statement));
    } else {
      const part: Part = { marker, at: statement, statements: [] };
      open.parts.push(part);
      current = part.statements;
    }
  }
  for (const open of stack) {
    // Never closed: what was inside goes back to where it stood.
    open.outer.push(
      lowering.hole(open.start.start, open.start.end),
      ...open.parts.flatMap((part) => part.statements),
    );
  }
  return result;
}

interface Part {
  readonly marker: Marker;
  readonly at: Statement;
  readonly statements: Statement[];
}

interface OpenTry {
  readonly outer: Statement[];
  readonly start: Statement;
  readonly parts: Part[];
}

function close(open: OpenTry, end: Statement): Try {
  const blockOf = (marker: Marker): Block | undefined => {
    const index = open.parts.findIndex((part) => part.marker === marker);
    const part = open.parts[index];
    if (part === undefined) return undefined;
    const only = part.statements.length === 1 ? part.statements[0] : undefined;
    if (only?.kind === "block") return only;
    const following = open.parts[index + 1]?.at ?? end;
    return { kind: "block", start: part.at.end, end: following.start, statements: part.statements };
  };
  const catchBody = blockOf("PG_CATCH");
  const finallyBody = blockOf("PG_FINALLY");
  return {
    kind: "try",
    start: open.start.start,
    end: end.end,
    body: blockOf("PG_TRY")!,
    ...(catchBody && { catchBody }),
    ...(finallyBody && { finallyBody }),
  };
}

function markerOf(statement: Statement): Marker | undefined {
  if (statement.kind !== "expression" || statement.expression.kind !== "call") return undefined;
  const { callee } = statement.expression;
  if (callee.kind !== "identifier" || !callee.name.startsWith("PG_")) return undefined;
  const { name } = callee;
  return name === "PG_TRY" || name === "PG_CATCH" || name === "PG_FINALLY" || name === "PG_END_TRY"
    ? name
    : undefined;
}
