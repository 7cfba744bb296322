import { renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { uriOf } from "./lspClient";
import { flush, folderWith, messagesOf, notifyWatched, startServer } from "./startServer";

describe("diagnostics", () => {
  it("are published for closed files, with a link, related places and tags", async () => {
    const root = folderWith({ "a.c": "int BAD;\n  use(x)\nOLD\n", "b.c": "use(x)\n", "clean.c": "int x;\n" });
    const client = await startServer([root]);
    await flush(client);
    expect(client.diagnostics(path.join(root, "a.c"))).toEqual([
      {
        range: { start: { line: 0, character: 4 }, end: { line: 0, character: 7 } },
        severity: 1,
        code: "bad-word",
        codeDescription: {
          href: "https://github.com/dynpgext/dynpgext-vscode/blob/main/docs/rules/bad-word.md",
        },
        source: "dynpgext",
        message: "BAD is a bad word",
      },
      expect.objectContaining({
        severity: 2,
        relatedInformation: [
          {
            location: {
              uri: uriOf(path.join(root, "b.c")),
              range: { start: { line: 0, character: 4 }, end: { line: 0, character: 5 } },
            },
            message: "also used here",
          },
        ],
      }),
      expect.objectContaining({ severity: 4, tags: [2] }),
    ]);
    expect(client.diagnostics(path.join(root, "clean.c"))).toBeUndefined();
  });

  it("follow unsaved text, and return to the text on disk when the file is closed", async () => {
    const root = folderWith({ "a.c": "BAD\n" });
    const file = path.join(root, "a.c");
    const client = await startServer([root]);
    client.open(file, "fine\n");
    await flush(client);
    expect(messagesOf(client, file)).toEqual([]);
    client.change(file, [{ range: range(0, 0, 0, 4), text: "int\nWORSE" }]);
    await flush(client);
    expect(client.diagnostics(file)).toMatchObject([
      { message: "WORSE is a bad word", range: range(1, 0, 1, 5) },
    ]);
    client.close(file);
    await flush(client);
    expect(messagesOf(client, file)).toEqual(["BAD is a bad word"]);
  });

  it("of one file follow an unsaved edit in another one", async () => {
    const root = folderWith({ "a.c": "use(state)\n", "b.c": "define(state)\n" });
    const client = await startServer([root]);
    await flush(client);
    expect(client.publications).toEqual([]);
    client.open(path.join(root, "b.c"), "define(state)\n");
    client.change(path.join(root, "b.c"), [{ range: range(0, 7, 0, 12), text: "other" }]);
    expect(
      await client.diagnosticsWhere(path.join(root, "a.c"), (found) => found.length === 1),
    ).toMatchObject([{ message: "nobody defines state" }]);
  });

  it("are sent only for files where they changed", async () => {
    const root = folderWith({ "a.c": "BAD\n", "b.c": "x BAD\n" });
    const client = await startServer([root]);
    client.open(path.join(root, "a.c"), "BAD\n");
    await flush(client);
    expect(client.publications).toHaveLength(2);
    // The offset of the finding moves in the first change, not its position.
    client.change(path.join(root, "a.c"), [{ range: range(1, 0, 1, 0), text: "int more;\n" }]);
    await flush(client);
    expect(client.publications).toHaveLength(2);
    // Equal offsets, another line: a blank became a line end.
    client.open(path.join(root, "b.c"), "x\nBAD\n");
    await flush(client);
    expect(client.publications).toHaveLength(3);
    expect(client.publications[2]).toMatchObject({ version: 1, diagnostics: [{ range: range(1, 0, 1, 3) }] });
  });

  it("count several changes that arrive together once", async () => {
    const root = folderWith({ "a.c": "\n" });
    const file = path.join(root, "a.c");
    const client = await startServer([root]);
    client.open(file, "\n");
    await flush(client);
    for (const letter of "DAB") client.change(file, [{ range: range(0, 0, 0, 0), text: letter }]);
    await flush(client);
    expect(client.publications).toMatchObject([{ version: 4, diagnostics: [{ code: "bad-word" }] }]);
  });

  it("wait for a pause in the typing when a debounce is set", async () => {
    const root = folderWith({ "a.c": "\n" });
    const file = path.join(root, "a.c");
    const client = await startServer([root], { settings: { diagnostics: { debounceMs: 50 } } });
    await flush(client);
    client.open(file, "BAD BAD\n");
    client.change(file, [{ range: range(0, 0, 0, 4), text: "" }]);
    const published = await client.diagnosticsWhere(file, (found) => found.length > 0);
    expect(published).toHaveLength(1);
    expect(client.publications).toHaveLength(1);
  });

  it("disappear with the file, its folder or its name", async () => {
    const root = folderWith({ "a.c": "BAD\n", "sub/b.c": "BAD\n", "sub/c.c": "BAD\n" });
    const [a, moved, folder] = [path.join(root, "a.c"), path.join(root, "moved.c"), path.join(root, "sub")];
    const client = await startServer([root]);
    await flush(client);
    expect(client.publications).toHaveLength(3);
    renameSync(a, moved);
    notifyWatched(client, a, "deleted");
    notifyWatched(client, moved, "created");
    rmSync(folder, { recursive: true });
    notifyWatched(client, folder, "deleted");
    await flush(client);
    expect(messagesOf(client, a)).toEqual([]);
    expect(messagesOf(client, moved)).toHaveLength(1);
    expect(messagesOf(client, path.join(folder, "b.c"))).toEqual([]);
    expect(messagesOf(client, path.join(folder, "c.c"))).toEqual([]);
  });

  it("keep to the unsaved text when the file changes or vanishes on disk", async () => {
    const root = folderWith({ "a.c": "int x;\n" });
    const file = path.join(root, "a.c");
    const client = await startServer([root]);
    client.open(file, "BAD\n");
    writeFileSync(file, "OLD\n");
    notifyWatched(client, file, "changed");
    rmSync(file);
    notifyWatched(client, file, "deleted");
    await flush(client);
    expect(messagesOf(client, file)).toEqual(["BAD is a bad word"]);
    client.close(file);
    await flush(client);
    expect(messagesOf(client, file)).toEqual([]);
  });

  it("come for files and folders that appear", async () => {
    const root = folderWith({ "a.c": "int x;\n" });
    const client = await startServer([root]);
    await flush(client);
    const other = folderWith({ "deep/b.c": "BAD\n" });
    renameSync(path.join(other, "deep"), path.join(root, "deep"));
    notifyWatched(client, path.join(root, "deep"), "created");
    writeFileSync(path.join(root, "c.c"), "WORSE\n");
    notifyWatched(client, path.join(root, "c.c"), "created");
    await flush(client);
    expect(messagesOf(client, path.join(root, "deep/b.c"))).toHaveLength(1);
    expect(messagesOf(client, path.join(root, "c.c"))).toHaveLength(1);
  });
});

describe("odd files", () => {
  it("have the positions that the editor shows: CRLF, byte order mark, invalid UTF-8, NUL", async () => {
    const root = folderWith({
      "crlf.c": "int x;\r\n  BAD\r\n",
      "bom.c": "\uFEFFBAD\n",
      "latin1.c": Buffer.concat([Buffer.from([0x2f, 0x2f, 0xe9, 0x0a]), Buffer.from("/* é */ BAD\n")]),
      "nul.c": "int a;\0 BAD\n",
      "emoji.c": "/* 😀 */ BAD\n",
    });
    const client = await startServer([root]);
    await flush(client);
    const rangeOf = (name: string) => client.diagnostics(path.join(root, name))?.[0]?.range;
    expect(rangeOf("crlf.c")).toEqual(range(1, 2, 1, 5));
    expect(rangeOf("bom.c")).toEqual(range(0, 0, 0, 3));
    expect(rangeOf("latin1.c")).toEqual(range(1, 8, 1, 11));
    expect(rangeOf("nul.c")).toEqual(range(0, 8, 0, 11));
    expect(rangeOf("emoji.c")).toEqual(range(0, 9, 0, 12));
  });

  it("are left out when they are binary, and read when they are 5 MB long", async () => {
    const binary = Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 7) % 256));
    const root = folderWith({
      "binary.c": Buffer.concat([Buffer.from("BAD\n"), binary]),
      "large.c": `${"int filler_of_the_file;\n".repeat(220_000)}BAD\n`,
    });
    const client = await startServer([root]);
    await flush(client);
    expect(client.diagnostics(path.join(root, "binary.c"))).toBeUndefined();
    expect(client.messages.some((message) => message.includes("binary.c is not analysed"))).toBe(true);
    expect(client.diagnostics(path.join(root, "large.c"))).toMatchObject([
      { range: range(220_000, 0, 220_000, 3) },
    ]);
  });
});

function range(startLine: number, startCharacter: number, endLine: number, endCharacter: number) {
  return {
    start: { line: startLine, character: startCharacter },
    end: { line: endLine, character: endCharacter },
  };
}
