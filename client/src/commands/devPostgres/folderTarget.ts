import { ConfigurationTarget, workspace } from "vscode";

/** Where a setting of one folder is written: beside the other folders' where there are several. */
export function folderTarget(): ConfigurationTarget {
  const isMultiRoot = (workspace.workspaceFolders?.length ?? 0) > 1;
  return isMultiRoot ? ConfigurationTarget.WorkspaceFolder : ConfigurationTarget.Workspace;
}
