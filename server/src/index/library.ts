import type { ControlFile } from "../syntax/control/readControl";

/** An extension as its control file describes it. */
export interface Extension {
  readonly name: string;
  readonly path: string;
  readonly control: ControlFile;
  /** `default_version`, or the version that the file name gives. */
  readonly version?: string;
  /** The file is `name--version.control`, an auxiliary control file. */
  readonly isAuxiliary: boolean;
}

/** Name of a library file without its folder and suffix: what `$libdir/name.so` and `name` have in common. */
export function libraryBaseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.(?:so|dll|dylib)$/u, "");
}

/** C files that link into one shared library. */
export interface Library {
  /** Stable across edits: build file and target, or the folder. */
  readonly id: string;
  /** Name of the library file without its suffix. */
  readonly name: string;
  readonly directory: string;
  /** Paths of the .c files, sorted. */
  readonly sources: readonly string[];
  readonly system: "pgxs" | "meson" | "cmake" | "none";
  /** False when files may be missing or too many: rules about absence are then silent. */
  readonly isCertain: boolean;
  /** `-D` flags of the build. */
  readonly defines: ReadonlyMap<string, string>;
  /** Absolute folders of `-I` flags inside the workspace. */
  readonly includeDirectories: readonly string[];
  /** Headers that `-include` flags put before every source, as written: relative to the folder of the build, or found like includes. */
  readonly forcedIncludes: readonly string[];
  readonly extensions: readonly Extension[];
}
