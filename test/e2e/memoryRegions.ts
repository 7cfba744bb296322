import assert from "node:assert/strict";
import * as vscode from "vscode";
import { openFile, rangeOf, ruleOf, waitForDiagnostics, waitUntil } from "./harness";
import { clickInWebview, screenshot, waitForVisible, waitForVisibleInWebview } from "./page";
import { showPlainWindow } from "./plainWindow";
import { restoreWorkspace } from "./restoreWorkspace";
import { beforeEach, describe, it } from "./suite";

const FILE = "greeting.c";

/** Opens the file with the cursor before `text`, and waits for its finding. */
async function openAt(text: string): Promise<vscode.TextEditor> {
  const editor = await openFile(FILE);
  await waitForDiagnostics(FILE, (all) => all.some((one) => ruleOf(one) === "region-use-after-close"));
  moveTo(editor, text);
  return editor;
}

function moveTo(editor: vscode.TextEditor, text: string): void {
  const { start } = rangeOf(editor.document, text);
  editor.selection = new vscode.Selection(start, start);
  editor.revealRange(new vscode.Range(start, start), vscode.TextEditorRevealType.InCenter);
}

const lineOf = (editor: vscode.TextEditor, text: string): number => rangeOf(editor.document, text).start.line;

describe("memory regions", () => {
  beforeEach(restoreWorkspace);

  it("are drawn beside the code, follow the cursor, and a click leads to the line", async () => {
    await showPlainWindow(1280, 760);
    const editor = await openAt("SPI_finish();");
    await vscode.commands.executeCommand("dynpgext.showMemoryRegions");
    await waitForVisibleInWebview("h1:has-text('greeting')");
    await waitForVisibleInWebview("ul.regions li:has-text('SPI region #1')");
    await waitForVisibleInWebview("tr.fault .mark.usedAfterEnd");
    await waitForVisibleInWebview(`tr.here[data-line="${lineOf(editor, "SPI_finish();")}"]`);
    await screenshot("memory-regions");

    const line = lineOf(editor, "name = SPI_getvalue");
    await clickInWebview(`tr[data-line="${line}"] td.code`);
    await waitUntil("the cursor is in the clicked line", () => editor.selection.active.line === line);
    await waitForVisibleInWebview(`tr.here[data-line="${line}"]`);

    moveTo(editor, "PG_RETURN_INT32(0)");
    await waitForVisibleInWebview("h1:has-text('farewell')");
    await waitForVisibleInWebview("p:has-text('Nothing happens')");
  });

  it("lose the fault when it is mended", async () => {
    const editor = await openAt("SPI_finish();");
    await vscode.commands.executeCommand("dynpgext.showMemoryRegions");
    await waitForVisibleInWebview("tr.fault");
    const copy = rangeOf(editor.document, "asc_toupper(name, strlen(name))");
    const last = rangeOf(editor.document, "cstring_to_text(name)");
    await editor.edit((edit) => {
      edit.replace(last, 'cstring_to_text("you")');
      edit.replace(copy, "pstrdup(name)");
    });
    await waitForDiagnostics(FILE, (all) => all.length === 0);
    await waitForVisibleInWebview("main:not(:has(tr.fault)):has(tr)");
  });

  it("are told in the code and by a hover", async () => {
    await showPlainWindow(1280, 760);
    await vscode.workspace
      .getConfiguration()
      .update("editor.inlayHints.enabled", "on", vscode.ConfigurationTarget.Global);
    const editor = await openAt("asc_toupper(name");
    await waitForVisible(".view-line:has-text('→ SPI region #1')");
    const { start } = rangeOf(editor.document, "name, strlen");
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      editor.document.uri,
      start.translate(0, 1),
    );
    const texts = hovers.flatMap(({ contents }) =>
      contents.map((content) => (typeof content === "string" ? content : content.value)),
    );
    assert.ok(
      texts.some((text) => text.includes("was allocated in SPI region #1 by `SPI_getvalue`")),
      texts.join("\n"),
    );
    await screenshot("memory-region-hints");
  });
});
