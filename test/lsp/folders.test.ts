import path from "node:path";
import { describe, expect, it } from "vitest";
import { uriOf, type LspClient } from "./lspClient";
import { flush, folderWith, messagesOf, startServer } from "./startServer";

function changeFolders(client: LspClient, added: readonly string[], removed: readonly string[]): void {
  const named = (roots: readonly string[]) =>
    roots.map((root) => ({ uri: uriOf(root), name: path.basename(root) }));
  client.notify("workspace/didChangeWorkspaceFolders", {
    event: { added: named(added), removed: named(removed) },
  });
}

describe("workspace folders", () => {
  it("are analysed each for itself", async () => {
    const [one, two] = [folderWith({ "a.c": "use(x)\n" }), folderWith({ "b.c": "define(x) use(y)\n" })];
    const client = await startServer([one, two]);
    await flush(client);
    expect(messagesOf(client, path.join(one, "a.c"))).toEqual(["nobody defines x"]);
    expect(messagesOf(client, path.join(two, "b.c"))).toEqual(["nobody defines y"]);
  });

  it("come and go while the server runs", async () => {
    const [one, two] = [folderWith({ "a.c": "BAD\n" }), folderWith({ "b.c": "BAD\n" })];
    const client = await startServer([one]);
    changeFolders(client, [two], [one]);
    await flush(client);
    expect(messagesOf(client, path.join(one, "a.c"))).toEqual([]);
    expect(messagesOf(client, path.join(two, "b.c"))).toHaveLength(1);
  });

  it("inside each other share no file: it belongs to the inner one", async () => {
    const outer = folderWith({ "a.c": "use(x)\n", "inner/b.c": "define(x) BAD\n" });
    const inner = path.join(outer, "inner");
    const client = await startServer([outer]);
    await flush(client);
    expect(messagesOf(client, path.join(outer, "a.c"))).toEqual([]);
    changeFolders(client, [inner], []);
    await flush(client);
    expect(messagesOf(client, path.join(outer, "a.c"))).toEqual(["nobody defines x"]);
    expect(messagesOf(client, path.join(inner, "b.c"))).toHaveLength(1);
    changeFolders(client, [], [inner]);
    await flush(client);
    expect(messagesOf(client, path.join(outer, "a.c"))).toEqual([]);
    expect(messagesOf(client, path.join(inner, "b.c"))).toHaveLength(1);
  });

  it("are made for single files, of what lies beside them, and go with the last of them", async () => {
    const elsewhere = folderWith({ "a.c": "use(x)\n", "b.c": "use(y)\n", "deep/c.c": "define(x) BAD\n" });
    const [a, b] = [path.join(elsewhere, "a.c"), path.join(elsewhere, "b.c")];
    const client = await startServer([folderWith({})]);
    client.open(a, "use(x) use(y)\n");
    await flush(client);
    expect(messagesOf(client, a)).toEqual(["nobody defines x", "nobody defines y"]);
    expect(messagesOf(client, b)).toEqual(["nobody defines y"]);
    expect(client.diagnostics(path.join(elsewhere, "deep/c.c"))).toBeUndefined();
    client.close(a);
    await flush(client);
    expect(messagesOf(client, a)).toEqual([]);
    expect(messagesOf(client, b)).toEqual([]);
  });

  it("need not exist, and need not be there at all", async () => {
    const root = folderWith({ "a.c": "BAD\n" });
    const client = await startServer([root]);
    changeFolders(client, [path.join(root, "missing")], []);
    await flush(client);
    expect(messagesOf(client, path.join(root, "a.c"))).toHaveLength(1);
    expect(client.messages.some((message) => message.includes("missing: no such folder"))).toBe(true);
  });

  it("leave out what version control and package managers keep", async () => {
    const root = folderWith({ "node_modules/x/a.c": "BAD\n", ".git/b.c": "BAD\n" });
    const file = path.join(root, "node_modules/x/a.c");
    const client = await startServer([root]);
    client.open(file, "BAD\n");
    await flush(client);
    expect(client.publications).toEqual([]);
  });
});

describe("paths", () => {
  it("with blanks, umlauts and percent signs are the same file, however the client spells them", async () => {
    const root = folderWith({ "my ext (ü) 100%/a b.c": "BAD\n" });
    const file = path.join(root, "my ext (ü) 100%/a b.c");
    const client = await startServer([root]);
    await flush(client);
    expect(messagesOf(client, file)).toHaveLength(1);
    // As strict encoders write it: parentheses escaped, hexadecimal digits in lower case.
    const spelt = uriOf(file)
      .replace("(", "%28")
      .replace(")", "%29")
      .replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
    const textDocument = { uri: spelt, languageId: "c", version: 1, text: "OLD OLD\n" };
    client.notify("textDocument/didOpen", { textDocument });
    await flush(client);
    expect(messagesOf(client, file)).toEqual(["OLD is an old word", "OLD is an old word"]);
  });
});
