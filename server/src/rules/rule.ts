/** What a rule is: one value in one file. See CONVENTIONS.md, "A rule is one file". */
import type { Fix, RelatedPlace, Severity } from "../base/finding";
import type { Site } from "../base/span";
import type { FunctionView } from "../index/functionView";
import type { LibraryView } from "../index/libraryView";
import type { WorkspaceIndex } from "../index/workspaceIndex";

/** A finding as a rule reports it: the engine adds the rule's id, applies settings and suppressions. */
export interface Report {
  readonly at: Site;
  /** One sentence with the names involved, no final period. */
  readonly message: string;
  readonly related?: readonly RelatedPlace[];
  readonly fixes?: readonly Fix[];
  /** When this case is not of the rule's own severity. */
  readonly severity?: Severity;
  readonly tag?: "unnecessary" | "deprecated";
}

export type Reporter = (report: Report) => void;

/** A bad and a good text, printed in the rule's page and run as a test. `-- name --` lines split it into files. */
export interface RuleExample {
  readonly title: string;
  /** C text with caret comments under the offending code: `// ^^^^ part of the message`. */
  readonly bad: string;
  readonly good: string;
  /** True when applying the first fix of every finding in `bad` gives exactly `good` (caret comments aside). */
  readonly fixGivesGood?: boolean;
  readonly proof?: RuleProof;
}

/**
 * What a server shows that runs the example: printed in the page, repeated by `test/postgres/regionProofs.test.ts`.
 * Its freed memory is filled with 0x7F, the character 127.
 */
export interface RuleProof {
  /** SQL declarations of the functions; `MODULE_PATHNAME` is the library. */
  readonly script: string;
  /** Statements that are run one after the other, in one session. */
  readonly run: string;
  /**
   * What they show: a line for each warning (`WARNING: …`), for each row of the last statement (columns divided by
   * ` | `, NULL is empty), for the error that ends them (`ERROR: …`), or `the server crashes`.
   */
  readonly bad: string;
  readonly good: string;
  /** Run in a second session, while the first is open: then `bad` and `good` are what this one shows. */
  readonly runElsewhere?: string;
}

interface RuleBase {
  readonly id: string;
  readonly pack: "dynpgext" | "regions";
  readonly severity: Severity;
  readonly stage: "preview" | "stable";
  readonly since: string;
  /** One line, no final period. */
  readonly title: string;
  readonly sources: readonly string[];
  /** Why it matters: what PostgreSQL or the loader does. Markdown. */
  readonly why: string;
  /** How to mend it. Markdown. */
  readonly fix: string;
  /** What the rule does not see. Markdown. */
  readonly limits: string;
  readonly examples: readonly RuleExample[];
}

/** Runs once per library that uses the Dynpgext interface. */
export interface LibraryRule extends RuleBase {
  readonly scope: "library";
  check(view: LibraryView, report: Reporter): void;
}

/** Runs once per workspace, for what libraries do to each other. */
export interface WorkspaceRule extends RuleBase {
  readonly scope: "workspace";
  check(index: WorkspaceIndex, report: Reporter): void;
}

/** Runs once per function that has to do with memory regions, in libraries of every kind. */
export interface FunctionRule extends RuleBase {
  readonly scope: "function";
  check(view: FunctionView, report: Reporter): void;
}

export type Rule = LibraryRule | WorkspaceRule | FunctionRule;
