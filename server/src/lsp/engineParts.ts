import type { Workspace, WorkspaceOptions } from "../engine/workspace";

/** What the server needs of the analysis: handed in, so that tests can bring their own. */
export interface EngineParts {
  createWorkspace(root: string, options: WorkspaceOptions): Workspace;
  /** The known rules: settings may name them, code actions print their titles. */
  readonly rules: readonly RuleName[];
  /** Loads what cannot be loaded synchronously. Called once, before the first analysis. */
  prepare?(): Promise<void>;
}

export interface RuleName {
  readonly id: string;
  readonly title: string;
}
