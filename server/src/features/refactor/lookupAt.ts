import { sameSite, type Site } from "../../base/span";
import type { Lookup } from "../../index/interfaceUse";
import type { LibraryView } from "../../index/libraryView";
import type { EditorWorkspace } from "../editorWorkspace";

/** A look-up of one known name, with what its result is used as. */
export interface KnownLookup {
  readonly view: LibraryView;
  readonly lookup: Lookup;
  readonly name: string;
  /** The type that its result points to, as C writes it; undefined when it is used as several or as none. */
  readonly type: string | undefined;
}

/** The look-up whose call holds an offset, when its name is known. */
export function lookupAt({ index }: EditorWorkspace, path: string, offset: number): KnownLookup | undefined {
  for (const view of index.interfaceLibraries) {
    const lookup = view.lookups.find(
      ({ event: { site } }) => site.path === path && site.start <= offset && offset <= site.end,
    );
    if (lookup) return known(view, lookup);
  }
  return undefined;
}

export function known(view: LibraryView, lookup: Lookup): KnownLookup | undefined {
  const { texts, isKnown } = lookup.name;
  const [text, other] = texts;
  if (!text || other || !isKnown) return undefined;
  return { view, lookup, name: text.text, type: typeAt(view, lookup.event.site) };
}

function typeAt(view: LibraryView, site: Site): string | undefined {
  const types = new Set<string>();
  for (const event of view.events) {
    if (event.kind !== "typed" || !sameSite(event.lookup.site, site)) continue;
    const { base, pointers } = event.type;
    if (base !== "void" && base !== "" && pointers > 0)
      types.add(`${base}${pointers > 1 ? ` ${"*".repeat(pointers - 1)}` : ""}`);
  }
  return types.size === 1 ? [...types][0] : undefined;
}
