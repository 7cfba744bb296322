import type { FunctionRef } from "../../flow/program";
import type { LibraryView } from "../../index/libraryView";

/** The definition or a declaration in sight of it carries `PGDLLEXPORT` or default visibility. */
export function isExported(view: LibraryView, fn: FunctionRef): boolean {
  if (fn.definition.isExported) return true;
  return view.program
    .visibleFrom(fn.path)
    .some((file) =>
      (file.declarations.prototypes.get(fn.name) ?? []).some(({ item }) => item.declaration.isExported),
    );
}

/** Something in sight may export it all the same: a macro in its head that is not known, or a pragma. */
export function mayBeExported(view: LibraryView, fn: FunctionRef): boolean {
  const file = view.program.visibleFrom(fn.path)[0];
  if (/#[ \t]*pragma[ \t]+GCC[ \t]+visibility/u.test(file?.text ?? "")) return true;
  const head = fn.text
    .slice(0, fn.definition.nameSpan.start)
    .replace(
      /\/\*[^]*?\*\/|\/\/[^\n]*|__attribute__\s*\(\([^]*?\)\)|\bpg_attribute_\w+(?:\s*\([^()]*\))?/gu,
      " ",
    );
  const { base } = fn.definition.returnType;
  const words = (head.match(/[A-Za-z_]\w*/gu) ?? []).filter((word) => !base.split(" ").includes(word));
  return words.some((word) => !plainHeadWords.has(word) && isExportOrUnknown(view, fn, word));
}

const plainHeadWords: ReadonlySet<string> = new Set([
  "extern",
  "static",
  "inline",
  "const",
  "volatile",
  "struct",
  "unsigned",
  "pg_noinline",
  "pg_attribute_always_inline",
  // Without a semicolon it stands before the function.
  "DYNPGEXT_MAGIC",
]);

function isExportOrUnknown(view: LibraryView, fn: FunctionRef, word: string): boolean {
  const macros = view.program.findMacros(word, fn.path);
  return macros.length === 0 || macros.some(({ macro }) => /PGDLLEXPORT|"default"/u.test(macro.body));
}
