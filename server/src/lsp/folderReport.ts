import { severities, type Finding, type Severity } from "../base/finding";
import type { Analysis } from "../engine/workspace";
import type { FindingCounts } from "../protocol/status";
import { toDiagnostic } from "./convert";
import type { Places } from "./places";
import type { Publisher } from "./publisher";

/** What was published for a file, and from what. */
interface ShownFile {
  readonly findings: readonly Finding[];
  /** The texts that the positions were computed from: the file's own and those of related places. */
  readonly sources: readonly { readonly path: string; readonly text: string | undefined }[];
}

/** The findings of one folder as the client sees them. Converts and publishes only what changed. */
export class FolderReport {
  private readonly shown = new Map<string, ShownFile>();

  constructor(
    private readonly places: Places,
    private readonly publisher: Publisher,
  ) {}

  update({ findings }: Analysis): void {
    for (const [path, ofFile] of findings) {
      if (this.isShown(path, ofFile)) continue;
      this.publisher.set(
        path,
        ofFile.map((finding) => toDiagnostic(finding, this.places)),
      );
      this.shown.set(path, { findings: ofFile, sources: this.sourcesOf(path, ofFile) });
    }
    for (const path of this.shown.keys()) {
      if (!findings.has(path)) this.hide(path);
    }
  }

  clear(): void {
    for (const path of this.shown.keys()) this.hide(path);
  }

  counts(): FindingCounts {
    const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0, hint: 0 };
    for (const { findings } of this.shown.values()) {
      for (const severity of severities) {
        counts[severity] += findings.filter((finding) => finding.severity === severity).length;
      }
    }
    return counts;
  }

  private hide(path: string): void {
    this.shown.delete(path);
    this.publisher.set(path, []);
  }

  /** Equal offsets are equal positions only while the line ends are where they were. */
  private isShown(path: string, findings: readonly Finding[]): boolean {
    const shown = this.shown.get(path);
    return (
      shown !== undefined &&
      shown.findings === findings &&
      shown.sources.every((source) => this.places.text(source.path) === source.text)
    );
  }

  private sourcesOf(path: string, findings: readonly Finding[]): ShownFile["sources"] {
    const paths = new Set([path]);
    for (const { related } of findings) for (const { site } of related) paths.add(site.path);
    return [...paths].map((source) => ({ path: source, text: this.places.text(source) }));
  }
}
