/** Edits of whole statements, in the style of the code around them. */
import type { Site } from "../../base/span";
import type { TextEdit } from "../../base/textEdit";
import type { FunctionView } from "../../index/functionView";
import type { Statement } from "../../syntax/c/model";
import { indentationAt } from "./insertLine";
import { innermostStatementAt, isChildOfBlock, isReturnMacro } from "./regionStatement";

/** The line end that the file of the function uses. */
export function lineEndOf({ file }: FunctionView): string {
  return file.text.includes("\r\n") ? "\r\n" : "\n";
}

/** One step of indentation, as the function has it. */
export function indentUnitOf({ file, fn }: FunctionView): string {
  const first = fn.definition.body.statements[0];
  const indent = first ? indentationAt(file.text, fn.base + first.start) : "";
  return indent.includes("\t") || indent === "" ? "\t" : indent;
}

/** Puts a statement before another; where that is a body without braces, it gets braces. */
export function insertBefore(view: FunctionView, statement: Statement, code: string): readonly TextEdit[] {
  const { fn, file } = view;
  const start = fn.base + statement.start;
  const end = fn.base + statement.end;
  const indent = indentationAt(file.text, start);
  const eol = lineEndOf(view);
  const edit = (from: number, to: number, newText: string): TextEdit => ({
    path: fn.path,
    start: from,
    end: to,
    newText,
  });
  if (isChildOfBlock(fn.definition.body, statement)) return [edit(start, start, `${code}${eol}${indent}`)];
  const lineStart = file.text.lastIndexOf("\n", start - 1) + 1;
  // `if (x) return 1;` in one line.
  if (/\S/u.test(file.text.slice(lineStart, start)))
    return [edit(start, start, `{ ${code} `), edit(end, end, " }")];
  const outer = indent.slice(0, Math.max(0, indent.length - indentUnitOf(view).length));
  return [
    edit(lineStart, start, `${outer}{${eol}${indent}${code}${eol}${indent}`),
    edit(end, end, `${eol}${outer}}`),
  ];
}

/** Puts a statement behind another; where that is a body without braces, it gets braces. */
export function insertAfter(view: FunctionView, statement: Statement, code: string): readonly TextEdit[] {
  const { fn, file } = view;
  const start = fn.base + statement.start;
  const end = fn.base + statement.end;
  const indent = indentationAt(file.text, start);
  const eol = lineEndOf(view);
  const edit = (at: number, newText: string): TextEdit => ({ path: fn.path, start: at, end: at, newText });
  const lineStart = file.text.lastIndexOf("\n", start - 1) + 1;
  const isFirstOfLine = !/\S/u.test(file.text.slice(lineStart, start));
  if (isChildOfBlock(fn.definition.body, statement))
    return [edit(end, isFirstOfLine ? `${eol}${indent}${code}` : ` ${code}`)];
  if (!isFirstOfLine) return [edit(start, "{ "), edit(end, ` ${code} }`)];
  const outer = indent.slice(0, Math.max(0, indent.length - indentUnitOf(view).length));
  return [edit(lineStart, `${outer}{${eol}`), edit(end, `${eol}${indent}${code}${eol}${outer}}`)];
}

/**
 * Puts a statement where a function is left: before the `return` at `site`, or before the closing brace.
 * Undefined when neither stands there.
 */
export function insertBeforeExit(
  view: FunctionView,
  site: Site,
  code: string,
): readonly TextEdit[] | undefined {
  const { fn, file } = view;
  if (site.path !== fn.path) return undefined;
  const { body } = fn.definition;
  if (fn.base + body.end - 1 <= site.start || site.end >= fn.base + body.end) {
    const brace = fn.base + body.end - 1;
    if (file.text.charAt(brace) !== "}") return undefined;
    const lineStart = file.text.lastIndexOf("\n", brace - 1) + 1;
    const isAlone = file.text.slice(lineStart, brace).trim() === "";
    const at = isAlone ? lineStart : brace;
    const newText = isAlone ? `${indentUnitOf(view)}${code}${lineEndOf(view)}` : `${code} `;
    return [{ path: fn.path, start: at, end: at, newText }];
  }
  const statement = innermostStatementAt(fn, site);
  return statement && (statement.kind === "return" || isReturnMacro(statement))
    ? insertBefore(view, statement, code)
    : undefined;
}

/** Replaces the name of a function at `start` (absolute) by another. */
export function renameCall(path: string, start: number, name: string, newName: string): TextEdit {
  return { path, start, end: start + name.length, newText: newName };
}
