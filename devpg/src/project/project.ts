/** How an extension is built. */
export type BuildSystem = "pgxs" | "meson" | "cmake";

/** What a workspace folder holds, as far as its build and control files tell. Paths are absolute. */
export interface Project {
  readonly folder: string;
  readonly system: BuildSystem;
  /** Makefile, meson.build or CMakeLists.txt. */
  readonly buildFile: string;
  /** Extensions that a control file describes; empty for a bare module (`MODULES` without `EXTENSION`). */
  readonly extensions: readonly ProjectExtension[];
  /** Names of the libraries that the build makes, without suffix; empty when only the build can tell. */
  readonly libraries: readonly string[];
  /** The Makefile builds in the tree of PostgreSQL unless `USE_PGXS` is set. */
  readonly wantsUsePgxs: boolean;
  /** The workspace includes `dynpgext.h` and has none of its own. */
  readonly wantsDynpgextHeader: boolean;
  /** Names of `REGRESS` and `ISOLATION` tests. */
  readonly regressTests: readonly string[];
  readonly isolationTests: readonly string[];
}

export interface ProjectExtension {
  readonly name: string;
  readonly controlFile: string;
  readonly defaultVersion?: string;
  /** As written, for instance `$libdir/hello_dynpgext`. */
  readonly modulePathname?: string;
  readonly requires: readonly string[];
}
