/** The edit that makes a look-up's result safe to use. */
import type { Site } from "../../base/span";
import type { TextEdit } from "../../base/textEdit";
import type { CallEvent } from "../../flow/evaluate/event";
import type { FunctionRef } from "../../flow/program";
import type { LibraryView } from "../../index/libraryView";
import type { Block, Expression, Statement } from "../../syntax/c/model";
import { functionAt, statementsAround } from "./enclosing";
import { indentationAt } from "./insertLine";

/** Where a call's result is stored: `variable` gets it in `statement`, a direct child of `block`. */
interface Store {
  readonly fn: FunctionRef;
  readonly variable: string;
  readonly statement: Statement;
  readonly block: Block;
}

/** Inserts `if (p == NULL) ereport(ERROR, …)` after the statement that stores a look-up in a variable, or undefined when none does. */
export function nullCheckEdit(
  view: LibraryView,
  lookup: CallEvent,
  name: string | undefined,
): TextEdit | undefined {
  const store = storeOf(view, lookup.site, lookup.stack);
  const file = store && view.files.find(({ path }) => path === store.fn.path);
  if (!file) return undefined;
  const { text } = file;
  const { fn, block, variable } = store;
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const last = lastDeclaration(store);
  const indent = indentationAt(text, fn.base + store.statement.start);
  const first = fn.definition.body.statements[0];
  const bodyIndent = first ? indentationAt(text, fn.base + first.start) : "";
  const unit = indent.includes("\t") || bodyIndent.includes("\t") ? "\t" : bodyIndent || "    ";
  const argument = nameArgument(lookup, store, text, name);
  const message =
    argument === undefined
      ? `errmsg("shared memory is not available")`
      : `errmsg("shared memory \\"%s\\" is not available", ${argument})`;
  const inner = indent + unit;
  const deep = inner + unit.repeat(unit === "\t" ? 2 : 1);
  const lines = [
    `${indent}if (${variable} == NULL)`,
    `${inner}ereport(ERROR,`,
    `${deep}(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),`,
    `${deep} ${message}));`,
  ];
  const gap = last.kind === "declaration" ? eol : "";
  const at = endOfLine(text, fn.base + last.end, block, fn);
  return { path: fn.path, start: at, end: at, newText: eol + gap + lines.join(eol) };
}

function storeOf(view: LibraryView, call: Site, stack: readonly Site[]): Store | undefined {
  const fn = functionAt(view, call);
  if (!fn) return undefined;
  const chain = [...statementsAround(fn, call)];
  let statement = chain.pop();
  if (!statement) return undefined;
  const isCall = (expression: Expression | undefined): boolean => {
    const plain = expression && withoutCasts(expression);
    return plain !== undefined && plain.start + fn.base === call.start && plain.end + fn.base === call.end;
  };
  if (statement.kind === "return" && isCall(statement.value)) {
    const caller = stack.at(-1);
    return caller && storeOf(view, caller, stack.slice(0, -1));
  }
  const variable = storedIn(statement, isCall);
  let parent = chain.pop();
  while (parent?.kind === "if" && !parent.alternative && parent.consequence === statement) {
    statement = parent;
    parent = chain.pop();
  }
  return variable !== undefined && parent?.kind === "block"
    ? { fn, variable, statement, block: parent }
    : undefined;
}

function storedIn(
  statement: Statement,
  isCall: (expression: Expression | undefined) => boolean,
): string | undefined {
  if (statement.kind === "declaration") {
    const { declarators } = statement.declaration;
    return declarators.find(({ initializer, type }) => type.arrays.length === 0 && isCall(initializer))?.name;
  }
  if (statement.kind !== "expression" || statement.expression.kind !== "assignment") return undefined;
  const { operator, target, value } = statement.expression;
  return operator === "=" && target.kind === "identifier" && isCall(value) ? target.name : undefined;
}

function withoutCasts(expression: Expression): Expression {
  return expression.kind === "cast" ? withoutCasts(expression.operand) : expression;
}

/** Old C wants declarations first: the last of those that follow, up to one that uses the variable. */
function lastDeclaration({ statement, block, variable, fn }: Store): Statement {
  if (statement.kind !== "declaration") return statement;
  const use = new RegExp(String.raw`\b${variable}\b`, "u");
  let last: Statement = statement;
  for (const next of block.statements.slice(block.statements.indexOf(statement) + 1)) {
    if (next.kind !== "declaration" || use.test(fn.text.slice(next.start, next.end))) break;
    last = next;
  }
  return last;
}

/** The end of the line when only a comment follows on it, else where the statement ends. */
function endOfLine(text: string, end: number, block: Block, fn: FunctionRef): number {
  const rest = /^(?:[ \t]|\/\*[^\n]*?\*\/)*(?:\/\/[^\r\n]*)?/u.exec(text.slice(end))![0];
  const after = text.charAt(end + rest.length);
  return (after === "\r" || after === "\n") && end + rest.length < fn.base + block.end
    ? end + rest.length
    : end;
}

/** What to write for the name in the error message: the argument as it stands, where that can be repeated. */
function nameArgument(
  lookup: CallEvent,
  store: Store,
  text: string,
  name: string | undefined,
): string | undefined {
  const site = lookup.argumentSites[0];
  const written =
    site && site.path === store.fn.path && site.start > lookup.site.start
      ? text.slice(site.start, site.end)
      : undefined;
  if (
    store.fn === lookup.fn &&
    written !== undefined &&
    /^(?:[A-Za-z_]\w*|"(?:[^"\\\n]|\\.)*"|\s)+$/u.test(written)
  )
    return written;
  return name === undefined ? undefined : JSON.stringify(name);
}
