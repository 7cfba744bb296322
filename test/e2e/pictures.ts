import assert from "node:assert/strict";
import { statSync } from "node:fs";
import * as vscode from "vscode";
import { faultKey, readFaultTable, waitForFaults } from "./faultTable";
import { diagnosticsOf, openFile, rangeOf, ruleOf, waitForDiagnostics, waitUntil } from "./harness";
import { chooseAction, openActionMenu, openAtMisspeltName, rightNameFirst } from "./misspeltName";
import { press, screenshot, selectors, waitForVisible, waitForVisibleInWebview } from "./page";
import { showPlainWindow } from "./plainWindow";
import { restoreWorkspace } from "./restoreWorkspace";
import { beforeEach, describe, it } from "./suite";

const MAX_PICTURE_BYTES = 300_000;

/** Opens a file with the cursor at the beginning of `text`, and that line in the middle. */
async function openAt(file: string, text: string): Promise<void> {
  const editor = await openFile(file);
  await waitForDiagnostics(file, (all) => all.length > 0);
  const { start } = rangeOf(editor.document, text);
  editor.selection = new vscode.Selection(start, start);
  editor.revealRange(new vscode.Range(start, start), vscode.TextEditorRevealType.InCenter);
  await waitForVisible(selectors.squiggles);
}

async function takePicture(name: string): Promise<void> {
  await vscode.commands.executeCommand("notifications.clearAll");
  const { size } = statSync(await screenshot(name));
  assert.ok(size < MAX_PICTURE_BYTES, `${name}.png has ${size} bytes`);
}

describe("the pictures of the guide", () => {
  beforeEach(restoreWorkspace);
  beforeEach(() => waitForFaults(readFaultTable().map(faultKey)));

  it("show the problems, underlined and listed", async () => {
    await showPlainWindow(1120, 760);
    await press("Control+Shift+M");
    await waitForVisible(selectors.problemRows);
    await vscode.commands.executeCommand("list.focusFirst");
    await waitForVisible(`${selectors.problemRows} a:has-text("dynpgext-magic-missing")`);
    await openAt("broken_dynpgext.c", "for (int i"); // Most of the faults of the file are around it.
    await takePicture("problems");
  });

  it("show the light bulb's menu", async () => {
    await showPlainWindow(960, 480);
    await openAtMisspeltName();
    await openActionMenu(...rightNameFirst);
    await takePicture("quick-fix");
  });

  it("show the places that take part in a problem", async () => {
    await showPlainWindow(1120, 480);
    await openAt("collector.c", "VISITS_NAME, 7");
    assert.ok(diagnosticsOf("collector.c").some((each) => ruleOf(each) === "shmem-name-duplicate"));
    await vscode.commands.executeCommand("editor.action.showHover");
    await waitForVisible(`${selectors.hover}:has-text("already allocated")`);
    await takePicture("related");
  });

  it("show the page that explains a rule", async () => {
    await showPlainWindow(960, 720);
    await openAtMisspeltName();
    await chooseAction("Explain rule");
    await waitForVisibleInWebview('h2:has-text("Example")');
    await takePicture("explain");
  });

  it("show a suppression that waits for its reason", async () => {
    await showPlainWindow(960, 420);
    const { document } = await openAtMisspeltName();
    await chooseAction("Suppress here");
    await waitUntil("the comment is there", () => document.getText().includes("dynpgext-ignore"));
    await takePicture("suppress");
  });
});
