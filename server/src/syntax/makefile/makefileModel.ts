import type { Span } from "../../base/span";
import type { BuildDefine } from "../buildTarget";
import type { Word } from "../tracedText";

/** What a Makefile says, as far as it can be known without running anything. */
export interface MakefileModel {
  readonly variables: ReadonlyMap<string, VariableValue>;
  readonly rules: readonly MakeRule[];
  readonly includes: readonly MakeInclude[];
  readonly usesPgxs: boolean;
  readonly moduleBig?: Word;
  readonly modules: readonly Word[];
  readonly program?: Word;
  readonly objs: readonly Word[];
  readonly extension: readonly Word[];
  readonly data: readonly Word[];
  readonly dataBuilt: readonly Word[];
  readonly regress: readonly Word[];
  readonly isolation: readonly Word[];
  readonly tapTests: boolean;
  /** From PG_CPPFLAGS, CPPFLAGS, PG_CFLAGS and CFLAGS, in that order. */
  readonly defines: readonly BuildDefine[];
  readonly includeDirs: readonly string[];
  readonly forcedIncludes: readonly string[];
  /** Folders of VPATH and `vpath`, where make looks for sources. */
  readonly searchPath: readonly string[];
  /** Names of variables whose value here is not the whole truth. */
  readonly uncertain: readonly string[];
  /** In this Makefile: words that only a build can tell, and lines that are not understood. */
  readonly holes: readonly Span[];
}

export interface VariableValue {
  /** Known words, one blank between. */
  readonly value: string;
  readonly words: readonly Word[];
  /** False when an undecided conditional or an unknown part takes part in it. */
  readonly certain: boolean;
}

export interface MakeRule {
  readonly targets: readonly Word[];
  readonly prerequisites: readonly Word[];
  /** Targets or prerequisites have unknown parts. */
  readonly certain: boolean;
  readonly path: string;
  readonly span: Span;
}

export interface MakeInclude {
  /** Expanded; as written when a part of it is unknown. */
  readonly text: string;
  readonly span: Span;
  readonly path: string;
  /** The text was there and has been read. */
  readonly isRead: boolean;
}
