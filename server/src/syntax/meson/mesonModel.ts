import type { Span } from "../../base/span";
import type { BuildDefine } from "../buildTarget";
import type { TracedText, Word } from "../tracedText";

/** What one meson.build says, as far as it can be known without running Meson. */
export interface MesonModel {
  readonly project?: { readonly name: string; readonly version?: string };
  readonly targets: readonly MesonTarget[];
  readonly subdirectories: readonly Word[];
  /** Loops, statements that are not understood and sources that only Meson can tell. */
  readonly holes: readonly Span[];
}

export type MesonTargetKind = "module" | "shared" | "static" | "executable";

export interface MesonTarget {
  readonly name: string;
  readonly nameSpan: Span;
  readonly kind: MesonTargetKind;
  readonly sources: readonly Word[];
  readonly defines: readonly BuildDefine[];
  readonly includeDirs: readonly string[];
  readonly forcedIncludes: readonly string[];
  /** Names of libraries of this file that are linked in. */
  readonly links: readonly string[];
  /** False when sources may be missing or too many. */
  readonly certain: boolean;
  readonly span: Span;
}

/** A target while its file is read. */
export interface MesonTargetDraft {
  readonly name: string;
  readonly nameSpan: Span;
  readonly kind: MesonTargetKind;
  readonly sources: readonly TracedText[];
  readonly args: readonly TracedText[];
  readonly includeDirs: readonly TracedText[];
  readonly links: readonly MesonTargetDraft[];
  readonly span: Span;
}
