import { contains } from "../../base/span";
import type { TextEdit } from "../../base/textEdit";
import type { PlanNotKept } from "../../flow/regions/regionEvent";
import type { FunctionView } from "../../index/functionView";
import { forEachExpression } from "../../syntax/c/lower/walk";
import type { Statement } from "../../syntax/c/model";
import { insertAfter } from "./regionEdit";
import { innermostStatementAt } from "./regionStatement";

/** Puts `SPI_keepplan(plan);` behind the statement that prepares the plan. Undefined when that one stores it in no plain variable. */
export function keepPlanEdits(
  view: FunctionView,
  { preparedAt }: PlanNotKept,
): readonly TextEdit[] | undefined {
  const { fn } = view;
  const statement = innermostStatementAt(fn, preparedAt);
  const target = statement && storedIn(view, statement, preparedAt.start - fn.base);
  return statement && target !== undefined
    ? insertAfter(view, statement, `SPI_keepplan(${target});`)
    : undefined;
}

/** The variable that the statement assigns the call at `offset` (relative to the function's base) to. */
function storedIn(view: FunctionView, statement: Statement, offset: number): string | undefined {
  const place = { start: offset, end: offset };
  if (statement.kind === "declaration")
    return statement.declaration.declarators.find(
      ({ initializer }) => initializer && contains(initializer, place),
    )?.name;
  if (statement.kind !== "expression" && statement.kind !== "if") return undefined;
  const expression = statement.kind === "if" ? statement.condition : statement.expression;
  let target: string | undefined;
  forEachExpression(expression, (one) => {
    if (one.kind === "assignment" && one.operator === "=" && contains(one.value, place))
      target = view.fn.text.slice(one.target.start, one.target.end);
  });
  return target !== undefined && /^[\w.>*-]+$/u.test(target) ? target : undefined;
}
