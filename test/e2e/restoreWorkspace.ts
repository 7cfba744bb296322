import { cpSync, existsSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { workspaceFolder } from "./harness";
import { press } from "./page";

/**
 * Puts the workspace back as the session found it, so that no test depends on what another one left: menus and editors
 * are closed, unsaved text is dropped, files that were added are removed and the others are as they were.
 */
export async function restoreWorkspace(): Promise<void> {
  await press("Escape");
  for (const document of vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  const original = originalWorkspace();
  const folder = workspaceFolder();
  for (const name of filesBelow(folder)) {
    if (!existsSync(join(original, name))) rmSync(join(folder, name));
  }
  for (const name of filesBelow(original)) {
    if (!hasSameText(join(original, name), join(folder, name)))
      cpSync(join(original, name), join(folder, name));
  }
}

/** The folder of the repository whose copy is open. */
export function originalWorkspace(): string {
  return process.env["DYNPGEXT_E2E_WORKSPACE"] ?? "";
}

function filesBelow(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true }).map(String);
  return names.filter((name) => statSync(join(folder, name)).isFile());
}

/** What is the same is not written again: each write is an event for everybody who watches the folder. */
function hasSameText(one: string, other: string): boolean {
  return existsSync(other) && readFileSync(one).equals(readFileSync(other));
}
