import { moduleName } from "../../index/buildLibraries";
import { libraryBaseName } from "../../index/library";
import type { LibraryView } from "../../index/libraryView";

/**
 * A `bgw_library_name` written as text names the library itself: by the name it is built with, by that of an
 * extension it belongs to, with or without the version, or as `module_pathname` has it.
 */
export function isOwnLibrary({ library }: LibraryView, text: string): boolean {
  const base = libraryBaseName(text);
  if (base === library.name) return true;
  return library.extensions.some((extension) => {
    const { name, version } = extension;
    if (base === name || base === moduleName(extension)) return true;
    return version === undefined ? base.startsWith(`${name}--`) : base === `${name}--${version}`;
  });
}
