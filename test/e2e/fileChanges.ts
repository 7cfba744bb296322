import { appendFileSync } from "node:fs";
import * as vscode from "vscode";
import { diagnosticsOf, ruleOf, uriOf, waitForDiagnostics, waitUntil } from "./harness";
import { press, typeText, waitForVisible } from "./page";
import { restoreWorkspace } from "./restoreWorkspace";
import { beforeEach, describe, it } from "./suite";

const isUnallocated = (diagnostic: vscode.Diagnostic) => ruleOf(diagnostic) === "shmem-lookup-unallocated";
const INPUT = ".explorer-item-edited .monaco-inputbox";

async function selectInExplorer(file: string): Promise<void> {
  await vscode.commands.executeCommand("revealInExplorer", uriOf(file));
  await waitForVisible(`.explorer-folders-view .monaco-list-row.focused:has-text("${file}")`);
}

describe("files that change outside of an editor", () => {
  beforeEach(restoreWorkspace);

  it("take their problems along when they are renamed in the explorer", async () => {
    await waitForDiagnostics("visits.c", (all) => all.some(isUnallocated));
    await selectInExplorer("visits.c");
    await press("F2");
    await waitForVisible(INPUT);
    await press("Control+A");
    await typeText("calls.c");
    await press("Enter");
    await waitForDiagnostics("calls.c", (all) => all.some(isUnallocated));
    await waitUntil("the old name has no problems", () => diagnosticsOf("visits.c").length === 0);
  });

  it("take their problems along when they are deleted in the explorer", async () => {
    await waitForDiagnostics("visits.c", (all) => all.some(isUnallocated));
    await selectInExplorer("visits.c");
    await press("Delete"); // VS Code asks nothing while it runs tests.
    await waitUntil("the deleted file has no problems", () => diagnosticsOf("visits.c").length === 0);
  });

  it("are read again when another program writes them", async () => {
    await waitForDiagnostics("visits.c", (all) => all.some(isUnallocated));
    const allocation = [
      "void share_vists(const dynpgext_handle *handle)",
      "{",
      '\thandle->allocate_shmem(handle, "broken_dynpgext:0.1:vists", 8, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);',
      "}",
    ];
    appendFileSync(uriOf("collector.c").fsPath, `\n${allocation.join("\n")}\n`);
    await waitForDiagnostics("visits.c", (all) => !all.some(isUnallocated));
  });
});
