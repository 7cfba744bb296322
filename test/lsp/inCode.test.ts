import { describe, expect, it } from "vitest";
import type { CodeLens, InlayHint, SemanticTokens } from "vscode-languageserver/node";
import { loadCommand, showReferencesCommand } from "../../server/src/protocol/lensCommands";
import { EditorFolder } from "./editorFolder";

const whole = { start: { line: 0, character: 0 }, end: { line: 10_000, character: 0 } };

describe("what is shown in the code, over stdio", () => {
  it("has lenses with the commands that the client has", async () => {
    const commands = [loadCommand, showReferencesCommand];
    const folder = await EditorFolder.of("hello_dynpgext", { initializationOptions: { commands } });
    const lenses = await folder.of<CodeLens[]>("textDocument/codeLens", "hello_dynpgext.c");
    expect(lenses.map(({ command }) => `${command?.title} | ${command?.command}`)).toEqual([
      `Build and Load | ${loadCommand}`,
      `1 look-up of hello_dynpgext:0.1:cluster | ${showReferencesCommand}`,
      `1 look-up of hello_dynpgext:0.1:database | ${showReferencesCommand}`,
    ]);
    expect(lenses[1]?.command?.arguments?.[2]).toMatchObject([{ range: { start: { line: 131 } } }]);
  });

  it("has lenses that are texts for a client without commands, and no tokens for one that has its own", async () => {
    const folder = await EditorFolder.of("hello_dynpgext", {
      initializationOptions: { semanticTokens: false },
    });
    const lenses = await folder.of<CodeLens[]>("textDocument/codeLens", "hello_dynpgext.c");
    expect(lenses.map(({ command }) => command?.command)).toEqual(["", ""]);
    expect(folder.client.initializeResult?.capabilities.semanticTokensProvider).toBeUndefined();
  });

  it("shows names behind macros, scopes by setting, and colours the interface", async () => {
    const settings = { inlayHints: { names: true, scopes: true } };
    const folder = await EditorFolder.of("hello_dynpgext", { settings });
    const hints = await folder.of<InlayHint[]>("textDocument/inlayHint", "hello_dynpgext.c", {
      range: whole,
    });
    expect(hints.map(({ label }) => label)).toEqual([
      '"hello_dynpgext:0.1:cluster"',
      '"hello_dynpgext:0.1:database"',
      '"hello_dynpgext:0.1:cluster", one for the cluster',
      '"hello_dynpgext:0.1:database", one for each database',
    ]);
    const { data } = await folder.of<SemanticTokens>("textDocument/semanticTokens/full", "hello_dynpgext.c");
    expect(data.slice(0, 5)).toEqual([15, 0, "DYNPGEXT_MAGIC".length, 0, 0]);
  });
});
