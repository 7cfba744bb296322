import type { SqlParser } from "../syntax/sql/sqlParser";
import type { IndexedWorkspace, Workspace, WorkspaceOptions } from "../engine/workspace";

/** What the server needs of the analysis: handed in, so that tests can bring their own. */
export interface EngineParts {
  createWorkspace(root: string, options: WorkspaceOptions): Workspace & Partial<IndexedWorkspace>;
  /** The known rules: settings may name them, code actions print their titles. */
  readonly rules: readonly RuleName[];
  /** Loads what cannot be loaded synchronously. Called once, before the first analysis. */
  prepare?(): Promise<void>;
  /** Loads PostgreSQL's parser. Called at most once, when diagnostics are out and there are scripts to read. */
  loadSqlParser?(): Promise<SqlParser>;
}

export interface RuleName {
  readonly id: string;
  readonly title: string;
}
