import type { TextEdit } from "../../base/textEdit";
import type { ResultDiscarded } from "../../flow/regions/regionEvent";
import type { FunctionView } from "../../index/functionView";
import { calleeName, innermostStatementAt, withoutCasts } from "./regionStatement";

const variable = /^\*?[A-Za-z_]\w*(?:(?:->|\.)[A-Za-z_]\w*|\[\w+\])*$/u;

/** Turns `f(x, …);` into `x = f(x, …);`, where the argument is a variable and nothing surrounds the call. */
export function assignResultEdit(
  view: FunctionView,
  { site, callee, argument }: ResultDiscarded,
): TextEdit | undefined {
  const { fn } = view;
  const statement = innermostStatementAt(fn, site);
  if (statement?.kind !== "expression" || !argument || !variable.test(argument.text)) return undefined;
  const call = withoutCasts(statement.expression);
  if (call.kind !== "call" || calleeName(call) !== callee) return undefined;
  const start = fn.base + statement.start;
  return { path: fn.path, start, end: fn.base + call.start, newText: `${argument.text} = ` };
}
