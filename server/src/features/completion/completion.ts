import type { Span } from "../../base/span";

/** Something that can be written at the cursor. */
export interface Completion {
  readonly label: string;
  readonly kind: "function" | "constant" | "field" | "value" | "text" | "key" | "macro";
  readonly detail?: string;
  /** What is written; the label where absent. */
  readonly insert?: string;
  /** What it replaces. */
  readonly span: Span;
  /** Lower comes first; 1 where absent. */
  readonly rank?: number;
}

/** An entry before it is known what it replaces. */
export type Candidate = Omit<Completion, "span">;
