import type { TextEdit } from "../../base/textEdit";

export interface FileRename {
  readonly from: string;
  readonly to: string;
}

/** Everything that one rename changes. The edits are in the files' present paths; files are renamed after them. */
export interface RenamePlan {
  readonly edits: readonly TextEdit[];
  readonly files: readonly FileRename[];
}

/**
 * Files that take no part in the analysis but hold the names that SQL sees: inputs and expected outputs of
 * regression tests, configuration files. Texts by path.
 */
export type TestFiles = ReadonlyMap<string, string>;
