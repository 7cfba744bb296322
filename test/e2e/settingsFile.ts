import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import * as vscode from "vscode";
import { openFile, rangeOf, ruleOf, uriOf, waitForDiagnostics } from "./harness";
import { restoreWorkspace } from "./restoreWorkspace";
import { beforeEach, describe, it } from "./suite";

const FILE = ".dynpgext.json";
const isUnallocated = (diagnostic: vscode.Diagnostic) => ruleOf(diagnostic) === "shmem-lookup-unallocated";

function writeSettings(settings: object): void {
  writeFileSync(uriOf(FILE).fsPath, `${JSON.stringify(settings, null, 2)}\n`);
}

describe("the settings of the project", () => {
  beforeEach(restoreWorkspace);

  it("switch a rule off, and on again when they are gone", async () => {
    await waitForDiagnostics("visits.c", (all) => all.some(isUnallocated));
    writeSettings({ rules: { "shmem-lookup-unallocated": "off" } });
    await waitForDiagnostics("visits.c", (all) => !all.some(isUnallocated));
    rmSync(uriOf(FILE).fsPath);
    await waitForDiagnostics("visits.c", (all) => all.some(isUnallocated));
  });

  it("have a mistake underlined, and count as soon as it is corrected, before saving", async () => {
    writeSettings({ rules: { "shmem-lookup-unalocated": "off" } });
    const editor = await openFile(FILE);
    const [mistake] = await waitForDiagnostics(FILE, (all) => all.length > 0);
    assert.ok(mistake);
    assert.equal(editor.document.getText(mistake.range), '"shmem-lookup-unalocated"');
    assert.match(mistake.message, /did you mean `shmem-lookup-unallocated`/);
    await waitForDiagnostics("visits.c", (all) => all.some(isUnallocated));

    const slip = rangeOf(editor.document, "unalocated");
    await editor.edit((edit) => edit.replace(slip, "unallocated"));
    await waitForDiagnostics(FILE, (all) => all.length === 0);
    await waitForDiagnostics("visits.c", (all) => !all.some(isUnallocated));
  });

  it("win over those of the editor, which hold without them", async () => {
    const ofEditor = vscode.workspace.getConfiguration("dynpgext");
    await waitForDiagnostics("visits.c", (all) => all.some(isUnallocated));
    await ofEditor.update("rules", { "*": "off" }, vscode.ConfigurationTarget.Workspace);
    await waitForDiagnostics("visits.c", (all) => all.length === 0);
    writeSettings({ rules: { "*": "hint" } });
    const diagnostics = await waitForDiagnostics("visits.c", (all) => all.some(isUnallocated));
    assert.ok(diagnostics.every(({ severity }) => severity === vscode.DiagnosticSeverity.Hint));
  });
});
