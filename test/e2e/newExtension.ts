import assert from "node:assert/strict";
import * as vscode from "vscode";
import { clearMessages, firstLoadMs, runFromPalette, waitForMessage } from "./devPostgresPage";
import { activeExtension, workspaceFolder } from "./harness";
import { describe, it } from "./suite";

describe("New Extension", () => {
  it(
    "makes one that builds and loads, in a folder that was empty",
    async () => {
      await activeExtension();
      const parent = vscode.Uri.file(workspaceFolder());
      const answers = { name: "fresh_one", kind: "dynpgext", system: "pgxs", parent };
      await vscode.commands.executeCommand("dynpgext.newExtension", answers);
      assert.match(vscode.window.activeTextEditor?.document.getText() ?? "", /^DYNPGEXT_MAGIC;$/m);
      await runFromPalette("Dynpgext: Build and Load");
      await waitForMessage("fresh_one 0.1 loaded: 2 allocations, 1 worker", firstLoadMs);
      await clearMessages();
    },
    { timeoutMs: firstLoadMs + 10_000 },
  );
});
