import type { Span } from "../../base/span";
import type { BuildDefine } from "../buildTarget";
import type { Word } from "../tracedText";

/** What one CMakeLists.txt says, as far as it can be known without running CMake. */
export interface CMakeModel {
  readonly project?: { readonly name: string; readonly version?: string };
  readonly targets: readonly CMakeTarget[];
  readonly subdirectories: readonly Word[];
  /** Text that is no command, loops, calls of functions that the file defines. */
  readonly holes: readonly Span[];
}

export type CMakeTargetKind =
  "shared" | "module" | "static" | "object" | "interface" | "executable" | "other";

export interface CMakeTarget {
  readonly name: string;
  readonly nameSpan: Span;
  readonly kind: CMakeTargetKind;
  readonly sources: readonly Word[];
  readonly defines: readonly BuildDefine[];
  readonly includeDirs: readonly string[];
  readonly forcedIncludes: readonly string[];
  readonly links: readonly Word[];
  /** Base name of the file that is built, when it differs from `name`. */
  readonly outputName?: string;
  /** For Omnigres' `add_postgresql_extension`. */
  readonly extension?: CMakeExtension;
  /** False when sources may be missing or too many. */
  readonly certain: boolean;
  readonly span: Span;
}

/**
 * The arguments of `add_postgresql_extension`. Unknown ones are absent.
 * Source: cmake/PostgreSQLExtension.cmake of omnigres/omnigres, 2025.
 */
export interface CMakeExtension {
  readonly name: string;
  readonly version?: string;
  readonly schema?: string;
  readonly relocatable?: string;
  readonly superuser?: string;
  readonly comment?: string;
  readonly encoding?: string;
  readonly requires: readonly Word[];
  readonly regress: readonly Word[];
  readonly upgradeScripts: readonly Word[];
  /** The library is `name.so` instead of `name--version.so`. */
  readonly isUnversioned: boolean;
  readonly isSharedPreload: boolean;
}
