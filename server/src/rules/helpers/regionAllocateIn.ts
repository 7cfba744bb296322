/** Fixes that allocate a value where it lives long enough. */
import type { Fix } from "../../base/finding";
import type { TextEdit } from "../../base/textEdit";
import type { ValueStory } from "../../flow/regions/regionEvent";
import type { FunctionView } from "../../index/functionView";
import { contextAllocators, contextVariants, spiVariants } from "../../pg/allocationVariants";
import { forEachExpression, forEachStatement } from "../../syntax/c/lower/walk";
import type { Call, Expression } from "../../syntax/c/model";
import { addInclude } from "./includes";
import { callerContext } from "./regionCallerContext";
import { callAt, calleeName, withoutCasts } from "./regionStatement";
import { switchAround } from "./regionSwitchAround";

/** The fix that allocates a value of an SPI region, or of a context made in the function, in the caller's context. */
export function allocateForCallerFix(view: FunctionView, value: ValueStory): Fix | undefined {
  const isSpi = value.region?.kind === "spi";
  if (!isSpi && value.region?.kind !== "created") return undefined;
  const call = allocationOf(view, value);
  if (!call) return isSpi ? copyTupleFix(view, value) : undefined;
  const name = calleeName(call)!;
  // What a list of pointers holds would stay behind.
  if (/^(?:list_|lappend|lcons)(?!\w*_(?:int|oid|xid)$)/u.test(name)) return undefined;
  const spiVariant = isSpi ? spiVariants.get(name) : undefined;
  if (spiVariant !== undefined) {
    const edit = replace(view, call.callee.start, call.callee.end, spiVariant);
    return { title: `Use ${spiVariant}, whose memory outlives SPI_finish`, safety: "safe", edits: [edit] };
  }
  const context = callerContext(view, call.start);
  const edits = context && allocateIn(view, call, context.name);
  return (
    edits && {
      title: "Allocate in the caller's memory context",
      safety: "review",
      edits: [...context.edits, ...edits],
    }
  );
}

/** The fix that allocates a value in a context that an expression names. */
export function allocateInFix(view: FunctionView, value: ValueStory, context: string): Fix | undefined {
  const call = allocationOf(view, value);
  const edits = call && allocateIn(view, call, context);
  const title = `Allocate in ${context}`;
  return edits && { title, safety: "review", edits: [...declare(view, context), ...edits] };
}

/** Names that only this header declares. Source: src/include/utils/memutils.h, REL_15_STABLE. */
const contextHeader = "utils/memutils.h";
const ofContextHeader =
  /\b(?:(?:Top|Cache|Error|Message|Postmaster)MemoryContext|TopTransactionContext|CurTransactionContext|PortalContext|AllocSetContextCreate|MemoryContextDelete|MemoryContextReset)\b/u;

/** Includes the header that declares a context of the server, where nothing in the file shows that it is there already. */
function declare({ program, file }: FunctionView, context: string): readonly TextEdit[] {
  if (!ofContextHeader.test(context)) return [];
  const isDeclared = program
    .visibleFrom(file.path)
    .some(
      ({ source, text }) =>
        ofContextHeader.test(text) || source.includes.some((include) => include.path === contextHeader),
    );
  const edit = isDeclared ? undefined : addInclude(file, contextHeader);
  return edit ? [edit] : [];
}

function allocationOf(view: FunctionView, { allocatedAt, allocator }: ValueStory): Call | undefined {
  return allocatedAt && allocator !== undefined ? callAt(view.fn, allocatedAt, allocator) : undefined;
}

function allocateIn(view: FunctionView, call: Call, context: string): readonly TextEdit[] | undefined {
  const name = calleeName(call)!;
  const variant = contextVariants.get(name);
  const [first] = call.args;
  if (variant !== undefined && first) {
    const edit = replace(view, call.callee.start, call.callee.end, variant);
    return [edit, replace(view, first.start, first.start, `${context}, `)];
  }
  if (contextAllocators.has(name) && first) return [replace(view, first.start, first.end, context)];
  return switchAround(view, call, context);
}

function replace({ fn }: FunctionView, start: number, end: number, newText: string): TextEdit {
  return { path: fn.path, start: fn.base + start, end: fn.base + end, newText };
}

/** A row of `SPI_tuptable` that a variable is assigned once. */
function copyTupleFix(view: FunctionView, { text }: ValueStory): Fix | undefined {
  const values: Expression[] = [];
  const { body } = view.fn.definition;
  forEachExpression(body, (expression) => {
    if (expression.kind !== "assignment") return;
    const { target, value } = expression;
    if (target.kind === "identifier" && target.name === text) values.push(value);
  });
  forEachStatement(body, (statement) => {
    if (statement.kind !== "declaration") return;
    for (const { name, initializer } of statement.declaration.declarators)
      if (name === text && initializer) values.push(initializer);
  });
  const rows = values.filter((value) => isRow(withoutCasts(value)));
  const [row] = rows;
  if (!row || rows.length > 1 || values.some((value) => value !== row && !isNull(value))) return undefined;
  return {
    title: "Copy the row with SPI_copytuple, whose memory outlives SPI_finish",
    safety: "safe",
    edits: [replace(view, row.start, row.start, "SPI_copytuple("), replace(view, row.end, row.end, ")")],
  };
}

/** `SPI_tuptable->vals[i]`. */
function isRow(expression: Expression): boolean {
  if (expression.kind !== "index" || expression.object.kind !== "member") return false;
  const { object, member } = expression.object;
  return member === "vals" && object.kind === "identifier" && object.name === "SPI_tuptable";
}

function isNull(expression: Expression): boolean {
  return expression.kind === "identifier" && expression.name === "NULL";
}
