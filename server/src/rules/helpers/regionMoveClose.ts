/** The fix that closes a region later: behind the last use of what is in it. */
import type { Fix } from "../../base/finding";
import type { Site } from "../../base/span";
import type { FunctionView } from "../../index/functionView";
import type { Statement } from "../../syntax/c/model";
import type { ResultMemory } from "../../pg/api/apiFunction";
import { apiFunctions } from "../../pg/api/apiFunctions";
import { reportFunctions } from "../../pg/callEffects";
import { neutralFunctions } from "../../pg/neutralFunctions";
import { indentationAt } from "./insertLine";
import { lineEndOf } from "./regionEdit";
import { calleeName, isBarrier, mentions, placedStatementAt, type PlacedStatement } from "./regionStatement";
import type { UseGroup } from "./regionUses";
import { forEachCall } from "../../syntax/c/lower/walk";

/** Moves the statement that ends the memory behind the last statement that uses it, when both stand in one block and nothing between them leaves it. */
export function moveCloseFix(view: FunctionView, { main, others }: UseGroup): Fix | undefined {
  const { fn } = view;
  const { end } = main;
  const close = placedStatementAt(fn, end.at);
  if (!close || !isPlainCall(close.statement, end.callee)) return undefined;
  const target = lastUse(
    view,
    close,
    [main, ...others].map(({ site }) => site),
    wordsOf(main.value.text),
  );
  if (!target) return undefined;
  const between = close.block.statements.slice(close.index + 1, close.block.statements.indexOf(target) + 1);
  if (between.some((statement) => isBarrier(statement) || opensAnother(statement))) return undefined;
  // With SPI connected still, what is allocated there would be of its region.
  if (end.how === "spiFinish" && between.some(mayAllocate)) return undefined;
  const edits = moveEdits(view, close.statement, target);
  return edits && { title: `Move ${end.callee}() behind the last use`, safety: "review", edits };
}

/** `SPI_finish();`, `(void) pfree(x);`. */
function isPlainCall(statement: Statement, callee: string): boolean {
  if (statement.kind !== "expression") return false;
  let { expression } = statement;
  while (expression.kind === "cast") expression = expression.operand;
  return expression.kind === "call" && calleeName(expression) === callee;
}

/** The identifiers at the start of `x->list` or `*out`. */
function wordsOf(text: string): readonly string[] {
  const word = /[A-Za-z_]\w*/u.exec(text)?.[0];
  return word === undefined ? [] : [word];
}

/** The last statement of the block that mentions the value; every use must stand between the close and it. */
function lastUse(
  { fn }: FunctionView,
  close: PlacedStatement,
  uses: readonly Site[],
  words: readonly string[],
): Statement | undefined {
  const later = close.block.statements.slice(close.index + 1);
  const holds = (statement: Statement): boolean =>
    uses.some(
      ({ path, start, end }) =>
        path === fn.path && fn.base + statement.start <= start && end <= fn.base + statement.end,
    );
  const inBlock = uses.every(({ path, start, end }) =>
    later.some(
      (statement) => path === fn.path && fn.base + statement.start <= start && end <= fn.base + statement.end,
    ),
  );
  if (!inBlock) return undefined;
  return later.findLast(
    (statement) => holds(statement) || words.some((word) => mentions(fn, statement, word)),
  );
}

/** With another region in between, the order of opening and closing would change. */
function opensAnother(statement: Statement): boolean {
  let opens = false;
  forEachCall(statement, (call) => {
    if (
      /^SPI_(?:connect|finish)|^MemoryContextSwitchTo$|^StartTransactionCommand$/u.test(
        calleeName(call) ?? "",
      )
    )
      opens = true;
  });
  return opens;
}

/** Results that no call allocates in the current context. */
const elsewhere: ReadonlySet<ResultMemory["kind"]> = new Set<ResultMemory["kind"]>([
  ...(["nothing", "opaque", "inside", "argument", "static", "overwrittenNext"] as const),
  ...(["heap", "shared", "contextOf"] as const),
]);

/** A call in the statement may allocate what is to live on. */
function mayAllocate(statement: Statement): boolean {
  let allocates = false;
  forEachCall(statement, (call) => {
    const name = calleeName(call) ?? "";
    const result = apiFunctions.get(name)?.result.kind;
    const isHarmless = result !== undefined && elsewhere.has(result);
    if (!isHarmless && !neutralFunctions.has(name) && !reportFunctions.has(name)) allocates = true;
  });
  return allocates;
}

function moveEdits(view: FunctionView, moved: Statement, target: Statement): Fix["edits"] | undefined {
  const { text } = view.file;
  const { base, path } = view.fn;
  const eol = lineEndOf(view);
  const lineStart = text.lastIndexOf("\n", base + moved.start - 1) + 1;
  const rest = /^[ \t]*(?:\r?\n)/u.exec(text.slice(base + moved.end));
  const targetRest = /^[ \t]*(?:\/\*[^\n]*?\*\/[ \t]*)?(?=\r?\n)/u.exec(text.slice(base + target.end));
  if (!rest || !targetRest || text.slice(lineStart, base + moved.start).trim() !== "") return undefined;
  let end = base + moved.end + rest[0].length;
  // Not two empty lines where the statement was.
  const isAfterBlank =
    /(?:^|\n)[ \t]*\r?\n$/u.test(text.slice(0, lineStart)) ||
    /\{[ \t]*\r?\n$/u.test(text.slice(0, lineStart));
  const blank = /^[ \t]*\r?\n/u.exec(text.slice(end));
  if (isAfterBlank && blank) end += blank[0].length;
  const at = base + target.end + targetRest[0].length;
  const indent = indentationAt(text, base + target.start);
  return [
    { path, start: lineStart, end, newText: "" },
    {
      path,
      start: at,
      end: at,
      newText: `${eol}${indent}${text.slice(base + moved.start, base + moved.end)}`,
    },
  ];
}
