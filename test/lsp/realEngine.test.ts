import { cpSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { CodeAction, TextEdit } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { uriOf } from "./lspClient";
import { flush, folderWith, startServer, type StartOptions } from "./startServer";

const examples = path.join(
  path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url)))),
  "examples",
);
const real: StartOptions = { entry: "server/src/lsp/main.ts" };

function copyOf(example: string): string {
  const root = folderWith({});
  cpSync(path.join(examples, example), root, { recursive: true });
  return root;
}

describe("the server with the real analysis", () => {
  it("says nothing about the complete example, opened or not", async () => {
    const root = copyOf("hello_dynpgext");
    const client = await startServer([root], real);
    await flush(client);
    const file = path.join(root, "hello_dynpgext.c");
    client.open(file, readFileSync(file, "utf8"));
    await flush(client);
    expect(client.publications).toEqual([]);
  });

  it("reports a magic block that is deleted in the editor, and mends it by its quick fix", async () => {
    const root = copyOf("hello_dynpgext");
    const file = path.join(root, "hello_dynpgext.c");
    const text = readFileSync(file, "utf8");
    const line = text.slice(0, text.indexOf("\nDYNPGEXT_MAGIC;") + 1).split("\n").length - 1;
    const deleted = { start: { line, character: 0 }, end: { line: line + 1, character: 0 } };
    const client = await startServer([root], real);
    client.open(file, text);
    client.change(file, [{ range: deleted, text: "" }]);
    await flush(client);
    const found = client.diagnostics(file) ?? [];
    expect(found).toMatchObject([{ code: "dynpgext-magic-missing", severity: 1 }]);
    const context = { diagnostics: found };
    const textDocument = { uri: uriOf(file) };
    const actions = await client.request<CodeAction[]>("textDocument/codeAction", {
      textDocument,
      range: found[0]!.range,
      context,
    });
    const fix = actions.find(({ isPreferred }) => isPreferred === true);
    const change = fix?.edit?.documentChanges?.[0];
    if (change === undefined || !("edits" in change)) throw new Error("no preferred fix that edits");
    client.change(
      file,
      [...(change.edits as TextEdit[])].reverse().map(({ range, newText }) => ({ range, text: newText })),
    );
    await flush(client);
    expect(client.diagnostics(file)).toEqual([]);
    const broken = text.replace("\nDYNPGEXT_MAGIC;\n", "\n");
    const mended = TextDocument.applyEdits(
      TextDocument.create("file:///x", "c", 1, broken),
      change.edits as TextEdit[],
    );
    expect(mended).toMatch(/^DYNPGEXT_MAGIC;$/m);
  });

  it("survives every kind of broken text in one file, and loses nothing elsewhere", async () => {
    const root = copyOf("hello_dynpgext");
    const file = path.join(root, "hello_dynpgext.c");
    const other = path.join(root, "other.c");
    const client = await startServer([root], real);
    client.open(other, "");
    const texts = [
      "}}}}}}{{{{",
      `void f(void) { if (x) { ${"{".repeat(20_000)}`,
      'int a;\0\0 char *s = "never closed\n/* never closed either',
      "#if 1\nvoid f(void) {\n#else\nvoid g(void) {\n#endif",
      "\uFEFF\uFFFD\uD800 DYNPGEXT_MAGIC",
      `${"(".repeat(5_000)}`,
      `static const char *long_line = "${"x".repeat(1_000_000)}";`,
      `${"int f(int a) { return a + 1; }\n".repeat(4_000)}`,
      '#define X X\nX X(X)\n#include "other.c"\n',
    ];
    for (const text of texts) {
      client.change(other, [{ text }]);
      await flush(client);
    }
    client.change(other, [{ text: "int fine;\n" }]);
    client.open(file, readFileSync(file, "utf8").replace("\nDYNPGEXT_MAGIC;\n", "\n"));
    await flush(client);
    expect(client.diagnostics(file)).toMatchObject([{ code: "dynpgext-magic-missing" }]);
    expect(client.diagnostics(other) ?? []).toEqual([]);
    expect(client.messages.filter((message) => message.includes("failed"))).toEqual([]);
  });
});
