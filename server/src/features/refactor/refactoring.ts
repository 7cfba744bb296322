import type { TextEdit } from "../../base/textEdit";
import type { EditorWorkspace } from "../editorWorkspace";

/** A change that mends no finding: it saves writing. */
export interface Refactoring {
  /** A command. */
  readonly title: string;
  readonly kind: "extract" | "rewrite";
  readonly edits: readonly TextEdit[];
}

/** Looks at one place of a file and offers what it can do there. */
export type Refactorer = (workspace: EditorWorkspace, path: string, offset: number) => readonly Refactoring[];
