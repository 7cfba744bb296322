import { readFile } from "node:fs/promises";
import type { Finding } from "../../../server/src/base/finding";
import type { TextEdit } from "../../../server/src/base/textEdit";
import { chooseFixes } from "./chooseFixes";
import { canEditBytes, editFile } from "./editFile";

/** A workspace whose files are being fixed. */
export interface FixableWorkspace {
  /** The findings of the present state that are to be fixed. */
  findings(): Promise<readonly Finding[]>;
  /** The present text of a file of the workspace. */
  textOf(path: string): string | undefined;
  /** Takes the new text of a file over. */
  update(path: string, text: string): void;
}

export interface FixOutcome {
  /** Fixes that were applied. */
  readonly fixed: number;
  /** A line for each file that could not be changed. */
  readonly problems: readonly { readonly path: string; readonly message: string }[];
}

/** A fix can make room for another, but two that undo each other must come to an end. */
const mostRounds = 10;

/** Applies safe fixes, round after round, until there is nothing left to do. */
export async function fixFiles(workspace: FixableWorkspace): Promise<FixOutcome> {
  const problems = new Map<string, string>();
  let fixed = 0;
  for (let round = 0; round < mostRounds; round++) {
    const findings = await workspace.findings();
    const bytes = new Map<string, Buffer>();
    for (const path of editedPaths(findings)) {
      const content = await readFile(path).catch(() => undefined);
      if (content !== undefined) bytes.set(path, content);
    }
    const canEdit = (edit: TextEdit): boolean => {
      const text = workspace.textOf(edit.path);
      const content = bytes.get(edit.path);
      if (problems.has(edit.path) || text === undefined || content === undefined) return false;
      if (canEditBytes(content, text, edit)) return true;
      problems.set(edit.path, "not fixed: its text is not UTF-8 where it is to be changed");
      return false;
    };
    const { fixes, edits } = chooseFixes(findings, canEdit);
    if (fixes.length === 0) break;
    const failed = new Set<string>();
    for (const [path, fileEdits] of edits) {
      const written = await editFile(path, workspace.textOf(path) ?? "", fileEdits);
      if (written.ok) workspace.update(path, written.value);
      else {
        failed.add(path);
        problems.set(path, `not fixed: ${written.problem.message}`);
      }
    }
    fixed += fixes.filter((fix) => !fix.edits.some((edit) => failed.has(edit.path))).length;
  }
  return { fixed, problems: [...problems].map(([path, message]) => ({ path, message })) };
}

function editedPaths(findings: readonly Finding[]): ReadonlySet<string> {
  const edits = findings.flatMap(({ fixes }) => fixes).flatMap((fix) => fix.edits);
  return new Set(edits.map((edit) => edit.path));
}
