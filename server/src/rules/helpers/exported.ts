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
