import type { CFacts } from "../../facts/cFacts";
import type { SqlScript } from "../../syntax/sql/sqlScript";
import type { BuildFile } from "../buildLibraries";
import type { Extension, Library } from "../library";
import type { LibraryProgram } from "../libraryProgram";
import type { LibraryView } from "../libraryView";
import type { EntityMemory } from "./entityMemory";

/** A script that PostgreSQL runs to install or update an extension of the workspace. */
export interface ExtensionScript {
  readonly path: string;
  readonly extension: string;
  /** Read on the first call; undefined as long as no parser for SQL was provided. */
  read(): SqlScript | undefined;
}

/** What the table of entities is built from. */
export interface EntitySources {
  /** What earlier tables of the workspace have found. */
  readonly memory: EntityMemory;
  readonly extensions: readonly Extension[];
  readonly libraries: readonly Library[];
  readonly buildFiles: readonly BuildFile[];
  readonly interfaceLibraries: readonly LibraryView[];
  readonly cFiles: ReadonlyMap<string, CFacts>;
  /** Of extensions of the workspace, by path. */
  scripts(): readonly ExtensionScript[];
  /** Memoised. */
  programOf(library: Library): LibraryProgram;
}
