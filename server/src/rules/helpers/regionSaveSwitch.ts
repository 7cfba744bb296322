import type { Site } from "../../base/span";
import type { TextEdit } from "../../base/textEdit";
import type { FunctionView } from "../../index/functionView";
import { indentationAt } from "./insertLine";
import { unusedName } from "./regionCallerContext";
import { lineEndOf } from "./regionEdit";
import { callAt, innermostStatementAt } from "./regionStatement";

/** Keeps the context that a `MemoryContextSwitchTo(c);` replaces in a new variable. */
export function saveSwitchEdits(
  view: FunctionView,
  switchedAt: Site,
): { readonly name: string; readonly edits: readonly TextEdit[] } | undefined {
  const { fn, file } = view;
  const call = callAt(fn, switchedAt, "MemoryContextSwitchTo");
  const statement = innermostStatementAt(fn, switchedAt);
  const first = fn.definition.body.statements[0];
  const name = unusedName(view, ["oldContext", "previousContext"]);
  if (!call || !first || name === undefined) return undefined;
  if (statement?.kind !== "expression" || statement.expression !== call) return undefined;
  const edit = (offset: number, newText: string): TextEdit => {
    const at = fn.base + offset;
    return { path: fn.path, start: at, end: at, newText };
  };
  if (statement === first) {
    return { name, edits: [edit(call.start, `MemoryContext ${name} = `)] };
  }
  const indent = indentationAt(file.text, fn.base + first.start);
  return {
    name,
    edits: [
      edit(first.start, `MemoryContext ${name};${lineEndOf(view)}${indent}`),
      edit(call.start, `${name} = `),
    ],
  };
}
