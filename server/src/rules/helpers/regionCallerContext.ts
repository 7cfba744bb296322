import type { TextEdit } from "../../base/textEdit";
import type { FunctionView } from "../../index/functionView";
import type { Statement } from "../../syntax/c/model";
import { indentationAt } from "./insertLine";
import { lineEndOf } from "./regionEdit";

/** A variable that holds the context which was current when the function was called. */
export interface CallerContext {
  readonly name: string;
  /** What declares it, when the function has none yet. */
  readonly edits: readonly TextEdit[];
}

/** The variable to use at `before` (relative to the function's base): one that is there, or a new one at the start of the body. */
export function callerContext(view: FunctionView, before: number): CallerContext | undefined {
  const { fn, file } = view;
  const { body } = fn.definition;
  for (const statement of body.statements) {
    if (statement.end > before) break;
    const name = savedIn(view, statement);
    if (name !== undefined && isAssignedOnce(view, name)) return { name, edits: [] };
    if (/\bSPI_connect/u.test(fn.text.slice(statement.start, statement.end))) break;
  }
  const first = body.statements[0];
  const name = unusedName(view, ["callerContext", "outerContext"]);
  if (!first || name === undefined) return undefined;
  const at = fn.base + first.start;
  const newText = `MemoryContext ${name} = CurrentMemoryContext;${lineEndOf(view)}${indentationAt(file.text, at)}`;
  return { name, edits: [{ path: fn.path, start: at, end: at, newText }] };
}

/** The first of some names that the function does not use. */
export function unusedName({ fn }: FunctionView, names: readonly string[]): string | undefined {
  return names.find((name) => !new RegExp(String.raw`\b${name}\b`, "u").test(fn.text));
}

/** `MemoryContext c = CurrentMemoryContext;`, `old = MemoryContextSwitchTo(work);` as the first switch. */
function savedIn({ fn }: FunctionView, statement: Statement): string | undefined {
  const text = fn.text.slice(statement.start, statement.end);
  const start = fn.definition.body.start;
  const isFirstSwitch = !/\b(?:MemoryContextSwitchTo|SPI_connect\w*)\s*\(/u.test(
    fn.text.slice(start, statement.start),
  );
  if (!isFirstSwitch || (statement.kind !== "expression" && statement.kind !== "declaration"))
    return undefined;
  return /^(?:MemoryContext\s+)?(\w+)\s*=\s*(?:CurrentMemoryContext|MemoryContextSwitchTo\s*\([^;]*\))\s*;$/u.exec(
    text,
  )?.[1];
}

function isAssignedOnce({ fn }: FunctionView, name: string): boolean {
  return [...fn.text.matchAll(new RegExp(String.raw`\b${name}\s*=(?!=)`, "gu"))].length === 1;
}
