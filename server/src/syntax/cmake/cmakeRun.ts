import type { Span } from "../../base/span";
import type { BuildDefine } from "../buildTarget";
import type { Word } from "../tracedText";
import type { CMakeModel } from "./cmakeModel";
import type { CMakeScope } from "./cmakeScope";
import type { CMakeTargetDraft } from "./cmakeTargetDraft";

export interface CMakeSurroundings {
  /** Of the file itself. */
  readonly path: string;
  /** Files of its folder and below, relative to it, for `file(GLOB)`. Without them a pattern is unknown. */
  readonly files?: readonly string[];
}

/** What the commands of one file have done so far. */
export interface CMakeRun {
  readonly scope: CMakeScope;
  readonly targets: CMakeTargetDraft[];
  /** Of the whole folder. */
  readonly defines: BuildDefine[];
  readonly includeDirs: string[];
  readonly forcedIncludes: string[];
  readonly subdirectories: Word[];
  readonly holes: Span[];
  project?: NonNullable<CMakeModel["project"]>;
  /** Inside a conditional: none of them is decided. */
  isUncertain: boolean;
}
