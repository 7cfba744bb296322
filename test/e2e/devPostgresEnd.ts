import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { clearMessages, devPostgresItem, loadMs, runFromPalette, waitForRest } from "./devPostgresPage";
import { activeExtension, replaceUnsaved, waitUntil, workspaceFolder } from "./harness";
import { click, waitForVisible } from "./page";
import { restoreWorkspace } from "./restoreWorkspace";
import { beforeEach, describe, it } from "./suite";

const cancelButton = '.notifications-toasts .monaco-button:has-text("Cancel")';

describe("an operation that takes long", () => {
  beforeEach(restoreWorkspace);

  it(
    "is ended by the button of its message",
    async () => {
      await replaceUnsaved("Makefile", "MODULE_big", "$(shell sleep 300)\nMODULE_big");
      await runFromPalette("Dynpgext: Build");
      await waitForVisible(cancelButton, loadMs);
      await click(cancelButton);
      await waitForRest(loadMs);
      await clearMessages();
    },
    { timeoutMs: 3 * loadMs },
  );

  it(
    "is waited for by the next one once it is being cancelled",
    async () => {
      await replaceUnsaved("Makefile", "MODULE_big", "$(shell sleep 300)\nMODULE_big");
      void vscode.commands.executeCommand("dynpgext.devpg.build");
      await waitForVisible(cancelButton, loadMs);
      await click(cancelButton);
      await runFromPalette("Dynpgext: Stop Dev Postgres");
      const isStopped = async () => /^\d+ stopped$/.test(await devPostgresItem());
      await waitUntil("the status bar says so", isStopped, { timeoutMs: loadMs });
      await clearMessages();
      await vscode.commands.executeCommand("dynpgext.devpg.start");
      await waitUntil("it runs again", async () => /^\d+: dev$/.test(await devPostgresItem()));
    },
    { timeoutMs: 4 * loadMs },
  );
});

describe("Stop Dev Postgres", () => {
  it("ends the server, and nothing is left when it is removed", async () => {
    await runFromPalette("Dynpgext: Stop Dev Postgres");
    const isStopped = async () => /^\d+ stopped$/.test(await devPostgresItem());
    await waitUntil("the status bar says so", isStopped, { timeoutMs: loadMs });
    const cli = join((await activeExtension()).extensionPath, "dist", "cli.js");
    const args = [cli, "remove", "--yes", workspaceFolder()];
    const code = await new Promise((resolve) => {
      execFile(process.execPath, args, { timeout: loadMs }, (error) =>
        resolve(error === null ? 0 : error.code),
      );
    });
    assert.equal(code, 0);
    // The loaders that were built are kept for other workspaces.
    const left = readdirSync(process.env["DYNPGEXT_HOME"] ?? "").filter((name) => name !== "loaders");
    assert.deepEqual(left, []);
    await waitUntil("the status bar says so", async () => (await devPostgresItem()) === "none");
  });
});
