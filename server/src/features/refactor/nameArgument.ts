import type { EditorWorkspace } from "../editorWorkspace";
import { cEscaped } from "../rename/renameText";
import type { KnownLookup } from "./lookupAt";

/** The name of a look-up as another file of the library can write it: by its macros where they are seen there, else as a literal. */
export function nameArgument(
  workspace: EditorWorkspace,
  { lookup, name, view }: KnownLookup,
  path: string,
): string {
  const { site } = lookup.name;
  const written = workspace.text(site.path)?.slice(site.start, site.end) ?? "";
  const words = written.replace(/"(?:[^"\\\n]|\\.)*"/gu, " ");
  const isPlain = /^[\w\s]*$/u.test(words) && written !== "";
  const areMacros = (words.match(/[A-Za-z_]\w*/gu) ?? []).every(
    (word) => view.program.findMacros(word, path).length > 0,
  );
  return isPlain && areMacros ? written.replace(/\s+/gu, " ") : `"${cEscaped(name)}"`;
}
