import assert from "node:assert/strict";
import * as vscode from "vscode";
import { activeExtension, waitUntil } from "./harness";
import { describe, it } from "./suite";

describe("activation", () => {
  it("activates by itself in a folder with a control file", async () => {
    const extension = vscode.extensions.getExtension("dynpgext.dynpgext");
    await waitUntil("the extension is active", () => extension?.isActive === true);
  });

  it("contributes only commands that exist", async () => {
    const extension = await activeExtension();
    const manifest = extension.packageJSON as { contributes?: { commands?: { command: string }[] } };
    const registered = new Set(await vscode.commands.getCommands(true));
    const contributed = (manifest.contributes?.commands ?? []).map(({ command }) => command);
    assert.deepEqual(
      contributed.filter((command) => !registered.has(command)),
      [],
    );
  });
});
