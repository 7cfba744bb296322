/** Which libraries use the Dynpgext interface. */
import type { CFacts } from "../facts/cFacts";
import type { Library } from "../index/library";
import type { LibraryProgram } from "../index/libraryProgram";

/** Files that mention the interface, its own header apart. */
export function interfaceFilesOf(files: ReadonlyMap<string, CFacts>): ReadonlySet<string> {
  const paths = new Set<string>();
  for (const [path, facts] of files) if (isInterfaceFile(facts)) paths.add(path);
  return paths;
}

export function isInterfaceFile({ path, mentionsInterface }: CFacts): boolean {
  return mentionsInterface && !path.endsWith("/dynpgext.h");
}

/** Cheap: without a source or any header that mentions the interface there is nothing to look for. */
export function mayUseInterface(library: Library, interfaceFiles: ReadonlySet<string>): boolean {
  if (interfaceFiles.size === 0) return false;
  return (
    library.sources.some((path) => interfaceFiles.has(path)) ||
    [...interfaceFiles].some((path) => !path.endsWith(".c"))
  );
}

/** A source, or a header it includes, mentions the interface. A library that implements it is a loader and none of our business. */
export function usesInterface(program: LibraryProgram, interfaceFiles: ReadonlySet<string>): boolean {
  if (
    program.files.some(
      (file) => file.functionsNamed("dynpgext_lookup_shmem").length > 0 && !file.path.endsWith("/dynpgext.h"),
    )
  )
    return false;
  return program.files.some((file) => interfaceFiles.has(file.path));
}
