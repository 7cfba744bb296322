import type { WorkspaceIndex } from "../index/workspaceIndex";

/** What a feature of the editor looks at: one workspace folder at one moment. */
export interface EditorWorkspace {
  readonly index: WorkspaceIndex;
  /** The text of a file that takes part in the analysis: the editor's, saved or not. */
  text(path: string): string | undefined;
  /** Paths of all files that take part. */
  paths(): readonly string[];
}
