/** What an author writes with: one scenario of each feature, as VS Code asks for it. The pure parts have tests of their own. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { openFile, rangeOf, uriOf, waitUntil } from "./harness";
import { press, typeText, waitForVisible } from "./page";
import { restoreWorkspace } from "./restoreWorkspace";
import { beforeEach, describe, it } from "./suite";

const previewPanel = ".bulk-edit-panel";

/** The place of the only occurrence of `text`, `into` characters into it. */
async function placeIn(path: string, text: string, into = 0): Promise<[vscode.Uri, vscode.Position]> {
  const { document } = await openFile(path);
  return [document.uri, rangeOf(document, text).start.translate(0, into)];
}

async function ask<Answer>(provider: string, ...args: unknown[]): Promise<Answer> {
  return await vscode.commands.executeCommand<Answer>(`vscode.execute${provider}`, ...args);
}

/** Asks until something is there: the names of a workspace are known a moment after it was opened. */
async function askUntil<Item>(provider: string, ...args: unknown[]): Promise<Item[]> {
  let found: Item[] = [];
  await waitUntil(`${provider} knows something`, async () => {
    found = (await ask<Item[] | undefined>(provider, ...args)) ?? [];
    return found.length > 0;
  });
  return found;
}

function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf("/") + 1);
}

describe("writing an extension", () => {
  beforeEach(restoreWorkspace);

  it("goes from the symbol of an SQL function to its C function", async () => {
    const place = await placeIn("hello_dynpgext--0.1.sql", "'hello_greet'", 3);
    const found = await askUntil<vscode.Location | vscode.LocationLink>("DefinitionProvider", ...place);
    const files = found.map((one) => nameOf("targetUri" in one ? one.targetUri : one.uri));
    assert.ok(files.includes("greetings.c"), files.join(", "));
  });

  it("renames a worker's function in three files, with a preview", async () => {
    const editor = await openFile("workers.c");
    const { start } = rangeOf(editor.document, "hello_clock_main");
    editor.selection = new vscode.Selection(start, start);
    await askUntil("ReferenceProvider", editor.document.uri, start);
    await vscode.commands.executeCommand("workbench.action.focusActiveEditorGroup");
    await press("F2");
    await waitForVisible(".rename-box input:focus");
    await press("Control+A");
    await typeText("hello_ticker_main");
    await press("Control+Enter");
    await waitForVisible(`${previewPanel} .monaco-list-row`);
    await vscode.commands.executeCommand("refactorPreview.apply");
    for (const path of ["workers.c", "hello_dynpgext.c", "hello_dynpgext.h"]) {
      const document = await vscode.workspace.openTextDocument(uriOf(path));
      await waitUntil(`${path} has the new name alone`, () => {
        const text = document.getText();
        return text.includes("hello_ticker_main") && !text.includes("hello_clock_main");
      });
    }
  });

  it("completes the names of shared memory in a look-up", async () => {
    const { document } = await openFile("greetings.c");
    const edit = new vscode.WorkspaceEdit();
    const end = document.lineAt(document.lineCount - 1).range.end;
    const text = '\nvoid f(void)\n{\n\tdynpgext_lookup_shmem("hello");\n}\n';
    edit.insert(document.uri, end, text);
    await vscode.workspace.applyEdit(edit);
    const at = document.positionAt(document.getText().lastIndexOf('hello");') + "hello".length);
    let labels: string[] = [];
    await waitUntil("the names are offered", async () => {
      const list = await ask<vscode.CompletionList>("CompletionItemProvider", document.uri, at, '"');
      labels = list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
      return labels.some((label) => label.includes("hello_dynpgext:0.1:cluster"));
    });
    assert.ok(
      labels.some((label) => label.includes("hello_dynpgext:0.1:database")),
      labels.join(", "),
    );
  });

  it("tells scope and size of shared memory on its name", async () => {
    const place = await placeIn("hello_dynpgext.c", "handle, HELLO_CLUSTER_SHMEM", 10);
    const hovers = await askUntil<vscode.Hover>("HoverProvider", ...place);
    const text = hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (typeof content === "string" ? content : content.value))
      .join("\n");
    assert.match(text, /hello_dynpgext:0\.1:cluster/);
    assert.match(text, /16 bytes/);
  });

  it("has lenses that count look-ups and load the extension", async () => {
    const { document } = await openFile("hello_dynpgext.c");
    let titles: string[] = [];
    await waitUntil("the lenses are there", async () => {
      const lenses = await ask<vscode.CodeLens[]>("CodeLensProvider", document.uri, 100);
      titles = lenses.map(({ command }) => command?.title ?? "");
      return titles.some((title) => /look-up/.test(title));
    });
    assert.ok(
      titles.some((title) => title.includes("Build and Load")),
      titles.join(", "),
    );
  });

  it("makes a new extension and shows its source", async () => {
    const parent = vscode.workspace.workspaceFolders?.[0]?.uri;
    const answers = { name: "fresh_one", kind: "hook", system: "meson", parent };
    await vscode.commands.executeCommand("dynpgext.newExtension", answers);
    const shown = vscode.window.activeTextEditor?.document;
    assert.equal(shown && nameOf(shown.uri), "fresh_one.c");
    assert.match(shown?.getText() ?? "", /ExecutorEnd_hook = fresh_one_ExecutorEnd;/);
  });
});
