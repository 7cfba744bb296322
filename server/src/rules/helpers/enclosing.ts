/** The code around a place: its function, and the statements that hold it. */
import { contains, type Site } from "../../base/span";
import type { FunctionRef } from "../../flow/program";
import type { LibraryView } from "../../index/libraryView";
import { childStatements } from "../../syntax/c/lower/walk";
import type { Statement } from "../../syntax/c/model";

/** The function of the library that holds a place. */
export function functionAt(view: LibraryView, site: Site): FunctionRef | undefined {
  return view.program.functions.find(
    (fn) =>
      fn.path === site.path &&
      contains({ start: fn.base, end: fn.base + fn.text.length }, site) &&
      contains({ start: fn.base + fn.definition.start, end: fn.base + fn.definition.end }, site),
  );
}

/** The statements of a function that hold a place, outermost first. */
export function statementsAround(fn: FunctionRef, site: Site): readonly Statement[] {
  const span = { start: site.start - fn.base, end: site.end - fn.base };
  const chain: Statement[] = [];
  let current: Statement | undefined = fn.definition.body;
  while (current && contains(current, span)) {
    chain.push(current);
    current = childStatements(current).find((child) => contains(child, span));
  }
  return chain;
}
