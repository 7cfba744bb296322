import assert from "node:assert/strict";
import * as vscode from "vscode";
import { clearMessages, runFromPalette, waitForMessage } from "./devPostgresPage";
import { applyAction, openFile, quickFixNamed, ruleOf, waitForDiagnostics } from "./harness";
import { waitForVisible } from "./page";
import { restoreWorkspace } from "./restoreWorkspace";
import { beforeEach, describe, it } from "./suite";

const FILE = "visits.c";
const isUnallocated = (diagnostic: vscode.Diagnostic) => ruleOf(diagnostic) === "shmem-lookup-unallocated";

describe("a folder that the user does not trust", () => {
  beforeEach(restoreWorkspace);

  it("is one: VS Code restricts it", async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    await waitForVisible('.statusbar-item[id="status.workspaceTrust"]');
  });

  it("builds and runs nothing, and says why", async () => {
    await runFromPalette("Dynpgext: Build and Load");
    await waitForMessage("which you have not trusted", 20_000);
    await waitForVisible('.notifications-toasts .monaco-button:has-text("Manage Workspace Trust")');
    await clearMessages();
    await vscode.commands.executeCommand("dynpgext.devPostgres.focus");
    await waitForVisible('.pane-body .welcome-view-content:has-text("needs your trust")');
  });

  it("has its faults shown and fixed all the same", async () => {
    await openFile(FILE);
    const found = (await waitForDiagnostics(FILE, (all) => all.some(isUnallocated))).find(isUnallocated);
    assert.ok(found);
    const title = 'Change the name to "broken_dynpgext:0.1:visits"';
    await applyAction(await quickFixNamed(FILE, found.range, title));
    await waitForDiagnostics(FILE, (all) => !all.some(isUnallocated));
  });
});
