import type { Workspace, WorkspaceOptions } from "../engine/workspace";

/** A workspace whose work can be cut into slices. */
export interface SlicedWorkspace extends Workspace {
  /**
   * Does what is pending for single files, until about `limit` characters of source are worked through. Returns
   * whether anything is left. What this does not do, `analyze` does in one piece.
   */
  readSome?(limit: number): boolean;
}

/** What the server needs of the analysis: handed in, so that tests can bring their own. */
export interface EngineParts {
  createWorkspace(root: string, options: WorkspaceOptions): SlicedWorkspace;
  /** The known rules: settings may name them, code actions print their titles. */
  readonly rules: readonly RuleName[];
  /** Loads what cannot be loaded synchronously. Called once, before the first analysis. */
  prepare?(): Promise<void>;
}

export interface RuleName {
  readonly id: string;
  readonly title: string;
}
