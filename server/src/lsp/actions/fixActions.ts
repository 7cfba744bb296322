import { CodeActionKind, type CodeAction, type Diagnostic } from "vscode-languageserver/node";
import type { Finding, Fix } from "../../base/finding";
import type { Session } from "../session";
import type { WorkspaceFolder } from "../workspaceFolder";
import { selectEdits } from "./selectEdits";
import { toWorkspaceEdit } from "./workspaceEdit";

/** On demand, and on saving when the user has set `editor.codeActionsOnSave`. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.dynpgext`;

/** One quick fix for each way to mend the finding. Only a safe fix is preferred, and only the first. */
export function quickFixes(session: Session, finding: Finding, diagnostics: Diagnostic[]): CodeAction[] {
  return finding.fixes.map((fix, position) => ({
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    isPreferred: position === 0 && fix.safety === "safe",
    edit: toWorkspaceEdit(fix.edits, session.places, session.features),
  }));
}

/** "Fix all" of one rule in all files of the folder, when there is more than one to fix. */
export function fixAllOfRule(
  session: Session,
  folder: WorkspaceFolder,
  finding: Finding,
  diagnostics: Diagnostic[],
): CodeAction | undefined {
  if (safeFix(finding) === undefined) return undefined;
  const all = [...folder.allFindings().values()].flat().filter(({ rule }) => rule === finding.rule);
  const fixes = all.map(safeFix).filter((fix) => fix !== undefined);
  if (fixes.length < 2) return undefined;
  return {
    title: `Fix all: ${session.ruleTitles.get(finding.rule) ?? finding.rule}`,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    edit: toWorkspaceEdit(selectEdits(fixes), session.places, session.features),
  };
}

/** All safe fixes of one file. Those that also change another file are left out: this runs when a file is saved. */
export function fixAllOfFile(
  session: Session,
  folder: WorkspaceFolder,
  path: string,
): CodeAction | undefined {
  const fixes = folder
    .findings(path)
    .map(safeFix)
    .filter((fix) => fix !== undefined && fix.edits.every((edit) => edit.path === path));
  if (fixes.length === 0) return undefined;
  return {
    title: "Fix all that Dynpgext can fix safely",
    kind: fixAllKind,
    edit: toWorkspaceEdit(selectEdits(fixes as Fix[]), session.places, session.features),
  };
}

function safeFix({ fixes }: Finding): Fix | undefined {
  return fixes.find(({ safety }) => safety === "safe");
}
