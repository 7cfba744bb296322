import type { Site, Span } from "../../base/span";
import type { BuildDefine } from "../buildTarget";
import { asWord, type TracedText, type Word } from "../tracedText";
import type { CMakeExtension, CMakeTarget, CMakeTargetKind } from "./cmakeModel";

/** A target while its file is read. */
export class CMakeTargetDraft {
  readonly defines: BuildDefine[] = [];
  readonly includeDirs: string[] = [];
  readonly forcedIncludes: string[] = [];
  readonly links: Word[] = [];
  readonly sources: { readonly text: TracedText; readonly isUncertain: boolean }[] = [];
  outputName?: string;
  extension?: CMakeExtension;
  /** Two undecided branches define it. */
  isAmbiguous = false;

  constructor(
    readonly name: string,
    readonly kind: CMakeTargetKind,
    private readonly nameSpan: Span,
    private readonly span: Span,
  ) {}

  described(): Omit<
    CMakeTarget,
    "sources" | "defines" | "includeDirs" | "forcedIncludes" | "links" | "certain"
  > {
    const { name, kind, nameSpan, span, outputName, extension } = this;
    return {
      ...{ name, kind, nameSpan, span },
      ...(outputName === undefined ? {} : { outputName }),
      ...(extension === undefined ? {} : { extension }),
    };
  }

  addSources(elements: readonly TracedText[], isUncertain: boolean): void {
    for (const text of elements) this.sources.push({ text, isUncertain });
  }

  takeSources(): { words: Word[]; unknown: Site[] } {
    const words: Word[] = [];
    const unknown: Site[] = [];
    for (const { text, isUncertain } of this.sources) {
      const { site } = text;
      if (site === undefined) continue;
      if (text.isUnknown) unknown.push(site);
      else {
        const word = asWord(text, site);
        words.push(isUncertain ? { ...word, certain: false } : word);
      }
    }
    return { words, unknown };
  }
}
