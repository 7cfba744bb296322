import type { TextEdit } from "../../base/textEdit";
import type { FunctionView } from "../../index/functionView";
import type { Block, Call, LocalDeclaration, Statement } from "../../syntax/c/model";
import { indentationAt } from "./insertLine";
import { unusedName } from "./regionCallerContext";
import { indentUnitOf, lineEndOf } from "./regionEdit";
import { innermostStatementAt, isChildOfBlock, mentions, placedStatementAt } from "./regionStatement";

/**
 * Runs the statement that holds a call with another memory context current, in a block of its own. Undefined where
 * the call stands in a condition or in a declaration that others need.
 */
export function switchAround(
  view: FunctionView,
  call: Call,
  context: string,
): readonly TextEdit[] | undefined {
  const { fn, file } = view;
  const site = { path: fn.path, start: fn.base + call.start, end: fn.base + call.end };
  const statement = innermostStatementAt(fn, site);
  const saved = unusedName(view, ["oldContext", "previousContext", "switchedFrom"]);
  if (!statement || saved === undefined) return undefined;
  const start = fn.base + statement.start;
  const lineStart = file.text.lastIndexOf("\n", start - 1) + 1;
  if (file.text.slice(lineStart, start).trim() !== "") return undefined;
  const names = { context, saved };
  if (statement.kind === "declaration") {
    const placed = placedStatementAt(fn, site);
    return placed?.statement === statement
      ? switchAfterDeclarations(view, statement, placed.block, names)
      : undefined;
  }
  if (statement.kind !== "expression") return undefined;
  const unit = indentUnitOf(view);
  const own = indentationAt(file.text, start);
  const indent = isChildOfBlock(fn.definition.body, statement)
    ? own
    : own.slice(0, Math.max(0, own.length - unit.length));
  const code = fn.text.slice(statement.start, statement.end);
  const newText = indent + switched(view, code, { ...names, from: own, indent });
  return [{ path: fn.path, start: lineStart, end: fn.base + statement.end, newText }];
}

interface Names {
  readonly context: string;
  readonly saved: string;
}

/** `char *x = f();` becomes `char *x;`, and the assignment follows the declarations. */
function switchAfterDeclarations(
  view: FunctionView,
  statement: LocalDeclaration,
  block: Block,
  names: Names,
): readonly TextEdit[] | undefined {
  const { fn, file } = view;
  const { declarators, storage } = statement.declaration;
  const [declarator] = declarators;
  const initializer = declarator?.initializer;
  if (!initializer || declarators.length > 1 || storage !== "none") return undefined;
  if (declarator.type.arrays.length > 0 || declarator.type.isConstPointer === true) return undefined;
  const last = lastDeclaration(block, statement);
  const between = { start: statement.end, end: last.end };
  if (mentions(fn, between, declarator.name)) return undefined;
  const indent = indentationAt(file.text, fn.base + last.start);
  const eol = lineEndOf(view);
  const code = `${declarator.name} = ${fn.text.slice(initializer.start, initializer.end)};`;
  const at = fn.base + last.end;
  const newText = `${eol}${eol}${indent}${switched(view, code, { ...names, from: indent, indent })}`;
  return [
    {
      path: fn.path,
      start: fn.base + declarator.nameSpan.end,
      end: fn.base + initializer.end,
      newText: "",
    },
    { path: fn.path, start: at, end: at, newText },
  ];
}

/** Old C wants declarations first. */
function lastDeclaration(block: Block, statement: Statement): Statement {
  let last = statement;
  for (const next of block.statements.slice(block.statements.indexOf(statement) + 1)) {
    if (next.kind !== "declaration") break;
    last = next;
  }
  return last;
}

/** The block around the code, without the indentation of its first line. `from` is how the code was indented. */
function switched(
  view: FunctionView,
  code: string,
  { context, saved, from, indent }: Names & { readonly from: string; readonly indent: string },
): string {
  const eol = lineEndOf(view);
  const inner = indent + indentUnitOf(view);
  const moved = code.replace(/\r?\n([ \t]*)/gu, (_, space: string) =>
    space.startsWith(from) ? `${eol}${inner}${space.slice(from.length)}` : `${eol}${space}`,
  );
  return [
    "{",
    `${inner}MemoryContext ${saved} = MemoryContextSwitchTo(${context});`,
    "",
    `${inner}${moved}`,
    `${inner}MemoryContextSwitchTo(${saved});`,
    `${indent}}`,
  ].join(eol);
}
