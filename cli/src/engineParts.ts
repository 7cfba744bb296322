import type { Workspace, WorkspaceOptions } from "../../server/src/engine/workspace";
import type { RuleDescription } from "./report";

/** What `check` needs of the analysis: handed in, so that tests can bring their own. */
export interface EngineParts {
  createWorkspace(root: string, options: WorkspaceOptions): Workspace;
  /** Every rule that a finding can have and settings may name. */
  readonly rules: readonly RuleDescription[];
}
