import type { EntityTable } from "./entities/entityTable";
import type { CFacts } from "../facts/cFacts";
import type { Extension, Library } from "./library";
import type { LibraryProgram } from "./libraryProgram";
import type { LibraryView } from "./libraryView";
import type { AnalysisOptions } from "./options";

/** What the whole workspace is known to contain at one moment. */
export interface WorkspaceIndex {
  readonly root: string;
  readonly options: AnalysisOptions;
  readonly extensions: readonly Extension[];
  /** Libraries of every kind. */
  readonly libraries: readonly Library[];
  /** Libraries that use the Dynpgext interface. */
  readonly interfaceLibraries: readonly LibraryView[];
  /** C files of libraries of every kind, by path. */
  readonly cFiles: ReadonlyMap<string, CFacts>;
  /** The library that a C file belongs to, the first of several; undefined for a header that nothing includes. */
  programFor(path: string): LibraryProgram | undefined;
  /** Everything that has a name. Computed as far as it is asked for. */
  readonly entities: EntityTable;
}
