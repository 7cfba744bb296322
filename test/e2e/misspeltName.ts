import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  diagnosticsOf,
  openFile,
  rangeOf,
  replaceUnsaved,
  ruleOf,
  waitForDiagnostics,
  waitUntil,
} from "./harness";
import {
  press,
  selectors,
  typeText,
  visibleTexts,
  waitForHidden,
  waitForVisible,
  waitForVisibleInWebview,
} from "./page";
import { restoreWorkspace } from "./restoreWorkspace";
import { beforeEach, describe, it } from "./suite";

const FILE = "visits.c";
const MISSPELT = '"broken_dynpgext:0.1:vists"';
const RULE = "shmem-lookup-unallocated";
const isMisspelt = (diagnostic: vscode.Diagnostic) => ruleOf(diagnostic) === RULE;

/** Opens the file with the cursor in the misspelt name, as one does who has read the problem. */
export async function openAtMisspeltName(): Promise<vscode.TextEditor> {
  const editor = await openFile(FILE);
  await waitForDiagnostics(FILE, (all) => all.some(isMisspelt));
  const { start } = rangeOf(editor.document, MISSPELT);
  editor.selection = new vscode.Selection(start, start);
  editor.revealRange(new vscode.Range(start, start), vscode.TextEditorRevealType.InCenter);
  await vscode.commands.executeCommand("workbench.action.focusActiveEditorGroup");
  return editor;
}

const menuRows = `${selectors.actionMenu} .monaco-list-row.action`;

/**
 * Opens the light bulb's menu by its key, until one of its rows is as wanted: what VS Code asks for by itself when the
 * cursor has moved may end what was asked for by the key.
 */
export async function openActionMenu(
  what: string,
  isWanted: (rows: readonly string[]) => boolean,
): Promise<void> {
  let last: readonly string[] = [];
  const isOpen = async (): Promise<boolean> => {
    await press("Escape");
    await waitForHidden(selectors.actionMenu);
    await press("Control+Period");
    await waitForVisible(menuRows, 10_000).catch(() => undefined);
    last = await visibleTexts(menuRows);
    return isWanted(last);
  };
  await waitUntil(`the menu has ${what}`, isOpen).catch((cause: unknown) => {
    throw new Error(`${(cause as Error).message}; rows: ${last.join(", ")}`, { cause });
  });
}

export const rightNameFirst = [
  "the right name first",
  ([first]: readonly string[]) => first?.includes("Change the name to") === true,
] as const;

/** Chooses the entry of the light bulb's menu that has `title` in it, with the keyboard. */
export async function chooseAction(title: string): Promise<void> {
  let position = -1;
  await openActionMenu(title, (rows) => {
    position = rows.findIndex((row) => row.includes(title));
    return position >= 0;
  });
  await press(...Array<string>(position).fill("ArrowDown"));
  await waitForVisible(`${menuRows}.focused:has-text("${title}")`);
  await press("Enter");
  await waitForHidden(selectors.actionMenu);
}

describe("a look-up of a misspelt name", () => {
  beforeEach(restoreWorkspace);

  it("goes away with the first entry of the light bulb's menu, without saving", async () => {
    const { document } = await openAtMisspeltName();
    await openActionMenu(...rightNameFirst);
    await press("Enter");
    await waitForDiagnostics(FILE, (all) => !all.some(isMisspelt));
    assert.match(document.getText(), /dynpgext_lookup_shmem\("broken_dynpgext:0\.1:visits"\)/);
    assert.ok(document.isDirty);
  });

  it('goes away in every file with one "Fix all"', async () => {
    await replaceUnsaved(
      "collector.c",
      "dynpgext_lookup_shmem(HISTORY_NAME)",
      `dynpgext_lookup_shmem(${MISSPELT})`,
    );
    await waitForDiagnostics("collector.c", (all) => all.some(isMisspelt));
    await openAtMisspeltName();
    await chooseAction("Fix all");
    await waitForDiagnostics(FILE, (all) => !all.some(isMisspelt));
    await waitForDiagnostics("collector.c", (all) => !all.some(isMisspelt));
  });

  it("goes away together with all else in its file that can be fixed safely", async () => {
    const { document } = await openAtMisspeltName();
    // What VS Code asks for the light bulb, shortly after the cursor has moved, cancels what was asked before.
    await waitUntil("the fixes are made", async () => {
      if (!document.isDirty) await vscode.commands.executeCommand("editor.action.fixAll");
      return document.isDirty;
    });
    await waitForDiagnostics(FILE, (all) => all.every((each) => ruleOf(each) === "handle-outside-init"));
    assert.match(document.getText(), /if \(visits == NULL\)/);
  });

  it("is suppressed by a comment whose reason is typed at once", async () => {
    const { document } = await openAtMisspeltName();
    await chooseAction("Suppress here");
    await waitUntil("the comment is there", () => document.getText().includes("dynpgext-ignore"));
    await typeText("allocated by the library that version 0.2 adds");
    const comment = `\t/* dynpgext-ignore ${RULE}: allocated by the library that version 0.2 adds */`;
    await waitUntil("the reason is in it", () => document.getText().includes(comment));
    await waitForDiagnostics(FILE, (all) => !all.some(isMisspelt));
    assert.deepEqual(
      diagnosticsOf(FILE)
        .map(ruleOf)
        .filter((rule) => rule.startsWith("suppression-")),
      [],
    );
  });

  it("is explained on a page inside the editor", async () => {
    await openAtMisspeltName();
    await chooseAction("Explain rule");
    const isOpen = () =>
      vscode.window.tabGroups.activeTabGroup.activeTab?.label.includes(`${RULE}.md`) === true;
    await waitUntil("the page of the rule is open", isOpen);
    await waitForVisibleInWebview(`h1:has-text("${RULE}")`);
  });

  it("is named by the hover at its place", async () => {
    await openAtMisspeltName();
    await vscode.commands.executeCommand("editor.action.showHover");
    await waitForVisible(`${selectors.hover}:has-text("did you mean")`);
    const [hover = ""] = await visibleTexts(`${selectors.hover}:has-text("did you mean")`);
    assert.match(hover, /allocated here/);
  });
});
