import * as vscode from "vscode";
import { resizeWorkbench } from "./page";

/** A window of the given size with nothing in it but the editor. */
export async function showPlainWindow(width: number, height: number): Promise<void> {
  await resizeWorkbench(width, height);
  for (const [key, value] of Object.entries(plainSettings)) {
    await vscode.workspace.getConfiguration().update(key, value, vscode.ConfigurationTarget.Global);
  }
  for (const part of ["closeSidebar", "closeAuxiliaryBar", "closePanel"])
    await vscode.commands.executeCommand(`workbench.action.${part}`);
  await vscode.commands.executeCommand("notifications.clearAll");
}

/** What a reader of the guide need not see. */
const plainSettings = {
  "editor.minimap.enabled": false,
  "editor.guides.indentation": false,
  "editor.matchBrackets": "never",
  "editor.occurrencesHighlight": "off",
  "editor.stickyScroll.enabled": false,
  "editor.inlayHints.enabled": "off",
  "editor.codeLens": false,
  "breadcrumbs.enabled": false,
  "window.commandCenter": false,
  "workbench.activityBar.location": "hidden",
  "workbench.layoutControl.enabled": false,
  "workbench.editor.editorActionsLocation": "hidden",
  "scm.diffDecorations": "none",
  "problems.autoReveal": false,
  "remote.autoForwardPorts": false,
} as const;
