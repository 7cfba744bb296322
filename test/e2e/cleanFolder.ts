import assert from "node:assert/strict";
import * as vscode from "vscode";
import { faultKey, presentFaults } from "./faultTable";
import { openFile, rangeOf, ruleOf, waitForDiagnostics, waitUntil } from "./harness";
import { selectors, visibleTexts, waitForVisible } from "./page";
import { restoreWorkspace } from "./restoreWorkspace";
import { beforeEach, describe, it } from "./suite";

const FILE = "hello_dynpgext.c";
const isMagicMissing = (diagnostic: vscode.Diagnostic) => ruleOf(diagnostic) === "dynpgext-magic-missing";

/** A tick before the name: everything was read, and nothing was found. */
async function waitForTick(): Promise<void> {
  await waitForVisible(`${selectors.ourStatusItem} .codicon-check`);
  const isAlone = async () => (await visibleTexts(selectors.ourStatusItem)).join(" ").trim() === "Dynpgext";
  await waitUntil("the status item counts nothing", isAlone);
}

describe("hello_dynpgext", () => {
  beforeEach(restoreWorkspace);

  it("has no fault, and the status item says so", async () => {
    await waitForTick();
    assert.deepEqual(presentFaults().map(faultKey), []);
  });

  it("gets one when a line is deleted, and loses it when that is undone", async () => {
    const editor = await openFile(FILE);
    const magic = rangeOf(editor.document, "DYNPGEXT_MAGIC;\n");
    await editor.edit((edit) => edit.delete(magic));
    await waitForDiagnostics(FILE, (all) => all.some(isMagicMissing));
    await vscode.commands.executeCommand("undo");
    await waitForDiagnostics(FILE, (all) => all.length === 0);
    await waitForTick();
  });
});
