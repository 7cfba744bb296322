import type { Site } from "./span";
import type { TextEdit } from "./textEdit";

/**
 * error: PostgreSQL fails, crashes or corrupts; warning: does so on some path; info: portability or
 * style; hint: a simpler form exists.
 */
export type Severity = "error" | "warning" | "info" | "hint";

export const severities: readonly Severity[] = ["error", "warning", "info", "hint"];

/** Another place that takes part in a finding, with what happens there. */
export interface RelatedPlace {
  readonly site: Site;
  readonly message: string;
}

/** A change that mends one finding. `safe` keeps the behaviour apart from the fault, `review` may change it. */
export interface Fix {
  /** A command, for instance `Add PG_FUNCTION_INFO_V1(f)`. */
  readonly title: string;
  readonly safety: "safe" | "review";
  readonly edits: readonly TextEdit[];
}

/** What one rule says about one place. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly site: Site;
  /** One sentence with the names involved, without a final period. */
  readonly message: string;
  readonly related: readonly RelatedPlace[];
  readonly fixes: readonly Fix[];
  readonly tag?: "unnecessary" | "deprecated";
}
