import type { Fix } from "../../base/finding";
import type { Site } from "../../base/span";
import type { FunctionView } from "../../index/functionView";
import { forEachExpression } from "../../syntax/c/lower/walk";
import type { Expression } from "../../syntax/c/model";
import { innermostStatementAt, calleeName, isChildOfBlock, withoutCasts } from "./regionStatement";
import { removeStatement } from "./removeStatement";

/** The fix that removes the call around a place, when the call is a statement of its own. */
export function removeCallFix(view: FunctionView, site: Site): Fix | undefined {
  const { fn, file } = view;
  const statement = innermostStatementAt(fn, site);
  if (statement?.kind !== "expression" || !isChildOfBlock(fn.definition.body, statement)) return undefined;
  const call = withoutCasts(statement.expression);
  const name = call.kind === "call" ? calleeName(call) : undefined;
  if (call.kind !== "call" || name === undefined || call.args.some(hasEffect)) return undefined;
  const span = { path: fn.path, start: fn.base + statement.start, end: fn.base + statement.end };
  return { title: `Remove the call of ${name}`, safety: "review", edits: [removeStatement(file.text, span)] };
}

/** It must go on to be evaluated when the call around it is gone. */
function hasEffect(argument: Expression): boolean {
  let found = false;
  forEachExpression(argument, ({ kind }) => {
    if (!plain.has(kind)) found = true;
  });
  return found;
}

const plain: ReadonlySet<Expression["kind"]> = new Set<Expression["kind"]>([
  ...(["identifier", "number", "char", "string", "concatenation"] as const),
  ...(["member", "index", "unary", "binary", "cast", "sizeofType", "sizeofExpression"] as const),
]);
