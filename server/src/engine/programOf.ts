import type { CFacts } from "../facts/cFacts";
import type { IncludeResolver } from "../index/includes";
import type { Library } from "../index/library";
import { LibraryProgram } from "../index/libraryProgram";
import { ownFunctions } from "../pg/api/ownFunction";
import type { WorkspaceOptions } from "./workspace";

export interface ProgramParts {
  readonly cFiles: ReadonlyMap<string, CFacts>;
  readonly resolver: IncludeResolver;
  readonly options: WorkspaceOptions;
  /** The same library before an edit. */
  readonly earlier?: LibraryProgram | undefined;
}

/** A library with the files of a workspace, under its settings. */
export function programOf(
  library: Library,
  { cFiles, resolver, options, earlier }: ProgramParts,
): LibraryProgram {
  return new LibraryProgram(
    library,
    (path) => cFiles.get(path),
    resolver,
    new Set(options.settings.noreturnFunctions),
    options.pgMajor,
    earlier,
    ownFunctions(options.settings.memoryFunctions),
  );
}
