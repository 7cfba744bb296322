import type { Site } from "../../base/span";
import type { FunctionRef } from "../../flow/program";
import type { LibraryView } from "../../index/libraryView";

const keyword = /\bstatic\s+(?:(?:pg_noinline|inline)\s+)?/u;

/**
 * Whether a function is one of its file alone, and each `static` that makes it so, with the white space behind:
 * in its definition, or in a declaration before it (C11 6.2.2.5).
 */
export function staticWords(
  view: LibraryView,
  fn: FunctionRef,
): { readonly isStatic: boolean; readonly words: readonly Site[] } {
  const { definition } = fn;
  const words: Site[] = [];
  const add = (base: number, text: string): void => {
    const code = text.replace(/\/\*[^]*?\*\/|\/\/[^\n]*/gu, (comment) => " ".repeat(comment.length));
    const found = keyword.exec(code);
    const start = base + (found?.index ?? 0);
    if (found) words.push({ path: fn.path, start, end: start + found[0].length });
  };
  if (definition.isStatic) add(fn.base, fn.text.slice(0, definition.nameSpan.start));
  let isStatic = definition.isStatic;
  const file = view.files.find(({ path }) => path === fn.path);
  for (const { item, placed } of file?.declarations.prototypes.get(fn.name) ?? []) {
    if (item.declaration.storage !== "static") continue;
    const { start } = item.declaration;
    isStatic ||= placed.start + start < fn.base;
    add(placed.start + start, placed.chunk.text.slice(start, item.declarator.nameSpan.start));
  }
  return { isStatic, words };
}
