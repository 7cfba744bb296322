import type { Position } from "../../server/src/base/lineMap";
import type { Severity } from "../../server/src/base/finding";

/** What one run of `check` found: plain data, the same for every output format. Lines and columns are 0-based. */
export interface Report {
  /** By path, then place. */
  readonly findings: readonly ReportedFinding[];
  /** C sources and headers. */
  readonly files: number;
  /** Counted for JSON only, like the holes. */
  readonly functions: number;
  /** What was not understood, and therefore not judged. */
  readonly holes: { readonly files: number; readonly functions: number };
  readonly internalErrors: readonly ReportedInternalError[];
  /** Fixes that were applied; absent when none were asked for. */
  readonly fixed?: number;
}

export interface ReportedFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly place: Place;
  readonly message: string;
  readonly related: readonly { readonly place: Place; readonly message: string }[];
  readonly fix?: ReportedFix;
  readonly tag?: "unnecessary" | "deprecated";
}

export interface ReportedFix {
  readonly title: string;
  readonly safety: "safe" | "review";
  readonly edits: readonly { readonly place: Place; readonly newText: string }[];
}

export interface Place {
  /** Relative to the current directory, `/` separators. */
  readonly path: string;
  readonly start: Position;
  /** Just after the last character. */
  readonly end: Position;
  /** The text of the first and of the last line, without line breaks. */
  readonly firstLine: string;
  readonly lastLine: string;
}

/** A rule or reader that failed; the others went on. */
export interface ReportedInternalError {
  readonly rule: string;
  readonly path: string;
  readonly message: string;
}

/** What the formats say about a rule, apart from its findings. */
export interface RuleDescription {
  readonly id: string;
  /** Rules that are about one thing; absent for what the engine itself reports. */
  readonly pack?: string;
  readonly severity: Severity;
  readonly title: string;
  /** Markdown. */
  readonly why: string;
  /** Markdown. */
  readonly fix: string;
}
