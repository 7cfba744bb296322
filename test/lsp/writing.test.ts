import { describe, expect, it } from "vitest";
import type { CompletionItem, Hover, SignatureHelp, TextEdit } from "vscode-languageserver/node";
import { uriOf } from "./lspClient";
import { EditorFolder } from "./editorFolder";

describe("help with writing over stdio", () => {
  it("explains what is under the pointer", async () => {
    const folder = await EditorFolder.of("hello_dynpgext");
    const hover = await folder.at<Hover>(
      "textDocument/hover",
      "hello_dynpgext.c",
      "lookup_shmem(HELLO_CLU|STER_SHMEM)",
    );
    expect(JSON.stringify(hover.contents)).toContain("**shared memory** `hello_dynpgext:0.1:cluster`");
    expect(hover.range?.end.character).toBe(hover.range!.start.character + "HELLO_CLUSTER_SHMEM".length);
    expect(await folder.at("textDocument/hover", "hello_dynpgext.c", "PG_MOD|ULE_MAGIC")).toBeNull();
  });

  it("completes names in text that is just being typed, and explains them when they are chosen", async () => {
    const folder = await EditorFolder.of("hello_dynpgext");
    const file = "hello_dynpgext.c";
    const text = folder
      .text(file)
      .replace("dynpgext_lookup_shmem(HELLO_CLUSTER_SHMEM);", 'dynpgext_lookup_shmem("hello');
    folder.open(file, text);
    const position = folder.position(file, 'lookup_shmem("hello|', text);
    const items = await folder.of<CompletionItem[]>("textDocument/completion", file, { position });
    expect(items.map(({ label }) => label)).toContain("hello_dynpgext:0.1:database");
    const { range } = items[0]!.textEdit as TextEdit;
    expect(range).toEqual({ start: { ...position, character: position.character - 5 }, end: position });
    const resolved = await folder.client.request<CompletionItem>("completionItem/resolve", {
      label: "SPI_palloc",
    });
    expect(JSON.stringify(resolved.documentation)).toContain("outlives");
    const help = await folder.client.request<SignatureHelp>("textDocument/signatureHelp", {
      textDocument: { uri: uriOf(folder.file(file)) },
      position,
    });
    expect(help).toMatchObject({
      activeParameter: 0,
      signatures: [{ label: "void *dynpgext_lookup_shmem(const char *name)" }],
    });
  });
});
