import type { EditorWorkspace } from "../editorWorkspace";
import { addVersion } from "./addVersion";
import { createAllocation } from "./createAllocation";
import { createCFunction } from "./createCFunction";
import { createSqlDeclaration } from "./createSqlDeclaration";
import { createWorkerMain } from "./createWorkerMain";
import { extractAccessor } from "./extractAccessor";
import { extractName } from "./extractName";
import type { Refactorer, Refactoring } from "./refactoring";

const refactorers: readonly Refactorer[] = [
  createAllocation,
  createWorkerMain,
  createSqlDeclaration,
  createCFunction,
  extractAccessor,
  extractName,
  addVersion,
];

/** What can be written for the user at an offset, with the line ends of each file. */
export function listRefactorings(
  workspace: EditorWorkspace,
  path: string,
  offset: number,
): readonly Refactoring[] {
  return refactorers
    .flatMap((refactor) => refactor(workspace, path, offset))
    .map((refactoring) => ({
      ...refactoring,
      edits: refactoring.edits.map((edit) => ({
        ...edit,
        newText:
          workspace.text(edit.path)?.includes("\r\n") === true
            ? edit.newText.replace(/\r?\n/gu, "\r\n")
            : edit.newText,
      })),
    }));
}
