/** How an entry point differs from what the loader calls, and how its head would have to be written. */
import type { TextEdit } from "../../base/textEdit";
import { siteIn, type FunctionRef } from "../../flow/program";
import type { LibraryView } from "../../index/libraryView";
import { entryPoints, type EntryPointName } from "../../pg/dynpgextInterface";
import type { TypeName } from "../../syntax/c/model";
import { forEachStatement } from "../../syntax/c/lower/walk";

export interface ShapeFault {
  readonly message: string;
  /** `info` when the call works all the same. */
  readonly severity: "error" | "info";
  readonly edits: readonly TextEdit[];
}

/** The exact declaration, for messages. */
export function declarationOf(name: EntryPointName): string {
  const { returns, takesHandle } = entryPoints[name];
  return `${returns} ${name}(${takesHandle ? "const dynpgext_handle *" : "void"})`;
}

/** What is certainly wrong with the types of `fn` as the entry point `name`; undefined when nothing is. */
export function shapeFault(view: LibraryView, fn: FunctionRef, name: EntryPointName): ShapeFault | undefined {
  const expected = entryPoints[name];
  const faults: string[] = [];
  const edits: TextEdit[] = [];
  if (returnsAnother(view, fn, expected.returns)) {
    faults.push(`returns ${written(fn.definition.returnType)} instead of ${expected.returns}`);
    edits.push(...returnEdits(fn, expected.returns));
  }
  const parameters = parameterFault(view, fn, expected.takesHandle);
  if (parameters) {
    faults.push(parameters);
    edits.push(...parameterEdits(fn, expected.takesHandle));
  }
  if (faults.length > 0) {
    return {
      message: `${fn.name} ${faults.join(" and ")}, but the loader calls ${declarationOf(name)}`,
      severity: "error",
      edits: edits.length >= faults.length ? edits : [],
    };
  }
  return expected.takesHandle ? constFault(view, fn, name) : undefined;
}

const wrongTypes =
  /^(?:void|_?Bool|bool|char|signed char|unsigned char|short|int|unsigned(?: int)?|long|unsigned long|float|double|size_t|u?int(?:8|16|32|64)(?:_t)?|Datum|Oid|bytea|text)$/u;

function returnsAnother(view: LibraryView, fn: FunctionRef, expected: "void" | "bool"): boolean {
  const type = view.program.resolveType(fn.definition.returnType, fn.path);
  if (!wrongTypes.test(type.base)) return type.pointers > 0 && type.base !== "";
  const isRight =
    type.pointers === 0 && (expected === "void" ? type.base === "void" : /^_?[Bb]ool$/u.test(type.base));
  return !isRight;
}

function parameterFault(view: LibraryView, fn: FunctionRef, takesHandle: boolean): string | undefined {
  const { parameters, isVariadic } = fn.definition;
  const count = parameters.length;
  if (!takesHandle)
    return count > 0 || isVariadic
      ? `takes ${count} parameter${count === 1 ? "" : "s"} instead of none`
      : undefined;
  if (count !== 1 || isVariadic)
    return count === 0 ? "takes no handle" : `takes ${count} parameters instead of the handle alone`;
  const type = view.program.resolveType(parameters[0]!.type, fn.path);
  const isHandle =
    /^(?:struct )?dynpgext_handle$/u.test(parameters[0]!.type.base) ||
    /^(?:struct )?dynpgext_handle$/u.test(type.base);
  if (isHandle)
    return type.pointers + type.arrays.length === 1 || type.functionParameters
      ? undefined
      : `takes ${type.pointers === 0 ? "the handle itself" : "a pointer to a pointer"} instead of a pointer to the handle`;
  // A `void *` receives the handle as well; a type that is not known may be one of the author's own for it.
  const isWrong = wrongTypes.test(type.base) && !(type.base === "void" && type.pointers === 1);
  return isWrong ? `takes ${written(parameters[0]!.type)} instead of the handle` : undefined;
}

/** Without `const` the call works, but `dynpgext.h` declares the function with it. */
function constFault(view: LibraryView, fn: FunctionRef, name: EntryPointName): ShapeFault | undefined {
  const type = fn.definition.parameters[0]!.type;
  const includes = view.program
    .visibleFrom(fn.path)
    .some(({ source }) => source.includes.some(({ path }) => /(?:^|\/)dynpgext\.h$/u.test(path)));
  if (!includes || type.base !== "dynpgext_handle" || type.isConst || type.functionParameters)
    return undefined;
  const start = fn.text.indexOf("dynpgext_handle", type.start);
  const edits = start < 0 ? [] : [{ ...siteIn(fn, { start, end: start }), newText: "const " }];
  return {
    message: `${fn.name} takes a handle that is not const, unlike its declaration in dynpgext.h: ${declarationOf(name)}`,
    severity: "info",
    edits,
  };
}

function written(type: TypeName): string {
  return `${type.isConst ? "const " : ""}${type.base}${type.pointers > 0 ? ` ${"*".repeat(type.pointers)}` : ""}`;
}

/** Rewrites the return type when the `return` statements can follow. */
function returnEdits(fn: FunctionRef, expected: "void" | "bool"): readonly TextEdit[] {
  const { returnType, body } = fn.definition;
  const head = fn.text.slice(0, fn.definition.nameSpan.start);
  const word = new RegExp(
    String.raw`\b${returnType.base.replace(/ /gu, String.raw`\s+`)}\b(?:\s*\*)*`,
    "u",
  ).exec(head);
  if (!word || fn.definition.holes.length > 0) return [];
  const edits: TextEdit[] = [
    {
      ...siteIn(fn, { start: word.index, end: word.index + word[0].length }),
      newText: word[0].endsWith("*") ? `${expected} ` : expected,
    },
  ];
  let isSimple = true;
  forEachStatement(body, (statement) => {
    if (statement.kind !== "return") return;
    const { value } = statement;
    if (expected === "bool") isSimple &&= value !== undefined;
    else if (value?.kind === "number" || value?.kind === "identifier")
      edits.push({ ...siteIn(fn, statement), newText: "return;" });
    else isSimple &&= value === undefined;
  });
  if (expected === "bool" && returnType.base === "void" && returnType.pointers === 0) return [];
  return isSimple ? edits : [];
}

/** Rewrites the parameter list when the body does not miss what goes. */
function parameterEdits(fn: FunctionRef, takesHandle: boolean): readonly TextEdit[] {
  const { parameters, nameSpan, body } = fn.definition;
  const open = fn.text.indexOf("(", nameSpan.end);
  const close = closingParenthesis(fn.text, open);
  const used = (name: string | undefined): boolean =>
    name !== undefined && new RegExp(String.raw`\b${name}\b`, "u").test(fn.text.slice(body.start, body.end));
  if (close < 0 || close > body.start) return [];
  const kept = takesHandle
    ? parameters.findIndex(({ type }) => type.base === "dynpgext_handle" && type.pointers === 1)
    : -1;
  if (parameters.some(({ name }, i) => i !== kept && used(name))) return [];
  const list =
    kept >= 0
      ? fn.text.slice(parameters[kept]!.start, parameters[kept]!.end)
      : takesHandle
        ? "const dynpgext_handle *handle"
        : "void";
  return [{ ...siteIn(fn, { start: open + 1, end: close }), newText: list }];
}

function closingParenthesis(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i >= 0 && i < text.length; i++) {
    if (text[i] === "(") depth++;
    else if (text[i] === ")" && --depth === 0) return i;
  }
  return -1;
}
