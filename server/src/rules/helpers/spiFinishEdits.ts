import type { Site } from "../../base/span";
import type { TextEdit } from "../../base/textEdit";
import type { FunctionView } from "../../index/functionView";
import { forEachExpression } from "../../syntax/c/lower/walk";
import type { Expression, TypeName } from "../../syntax/c/model";
import { insertBeforeExit } from "./regionEdit";
import { calleeName, innermostStatementAt, withoutCasts } from "./regionStatement";

/** `PG_RETURN_…` macros whose value is none, or is passed by value and needs no memory. Source: src/include/fmgr.h, REL_15_STABLE. */
const plainReturns = /^PG_RETURN_(?:VOID|NULL|BOOL|CHAR|U?INT(?:8|16|32|64)|OID|FLOAT[48]|XID|CID)$/u;
const plainTypes =
  /^(?:void|bool|char|float|double|(?:unsigned |signed )?(?:int|long|short|char)|unsigned|u?int(?:8|16|32|64)(?:_t)?|Oid|Size|size_t|float[48]|TransactionId|Index|AttrNumber)$/u;

/**
 * Puts `SPI_finish();` before the exit at `site`. Undefined where the value that is returned needs the connection,
 * or may: it is computed there, or points to memory.
 */
export function spiFinishEdits(view: FunctionView, site: Site): readonly TextEdit[] | undefined {
  const statement = innermostStatementAt(view.fn, site);
  const isSafe =
    statement?.kind === "return"
      ? isSafeReturn(view, statement.value)
      : statement?.kind === "expression"
        ? isSafeMacro(statement.expression)
        : true;
  return isSafe ? insertBeforeExit(view, site, "SPI_finish();") : undefined;
}

function isSafeReturn({ fn }: FunctionView, value: Expression | undefined): boolean {
  if (value === undefined || isNothing(value)) return true;
  return isPlain(fn.definition.returnType) && needsNoConnection(value);
}

function isSafeMacro(expression: Expression): boolean {
  if (expression.kind === "identifier") return plainReturns.test(expression.name);
  if (expression.kind !== "call" || !plainReturns.test(calleeName(expression) ?? "")) return false;
  return expression.args.every(needsNoConnection);
}

function isPlain({ base, pointers, arrays }: TypeName): boolean {
  return pointers === 0 && arrays.length === 0 && plainTypes.test(base);
}

/** `NULL`, `0`, `(Datum) 0`. */
function isNothing(value: Expression): boolean {
  const plain = withoutCasts(value);
  return (
    (plain.kind === "number" && plain.value === 0) || (plain.kind === "identifier" && plain.name === "NULL")
  );
}

/** It calls nothing, reads no memory through a pointer and none of the variables that SPI_finish sets. */
function needsNoConnection(value: Expression): boolean {
  let isSafe = true;
  forEachExpression(value, (one) => {
    if (one.kind === "call" || one.kind === "index" || one.kind === "member") isSafe = false;
    if (one.kind === "unary" && one.operator === "*") isSafe = false;
    if (one.kind === "identifier" && /^SPI_(?:processed|tuptable|result)$/u.test(one.name)) isSafe = false;
  });
  return isSafe;
}
