import path from "node:path";
import { describe, expect, it } from "vitest";
import type { CodeAction, Range, TextEdit } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { uriOf, type LspClient } from "./lspClient";
import { flush, folderWith, startServer } from "./startServer";

async function actionsAt(client: LspClient, file: string, at: Range, only?: string[]): Promise<CodeAction[]> {
  const context = {
    diagnostics: [...(client.diagnostics(file) ?? [])],
    ...(only === undefined ? {} : { only }),
  };
  return client.request("textDocument/codeAction", {
    textDocument: { uri: uriOf(file) },
    range: at,
    context,
  });
}

function titled(actions: readonly CodeAction[], title: string | RegExp): CodeAction {
  const found = actions.find((action) =>
    typeof title === "string" ? action.title === title : title.test(action.title),
  );
  if (found === undefined)
    throw new Error(`No action ${title} in ${actions.map((action) => action.title).join(", ")}`);
  return found;
}

/** The texts of the files after an action's edit, by path. */
function applied(action: CodeAction, texts: Readonly<Record<string, string>>): Record<string, string> {
  const result: Record<string, string> = { ...texts };
  for (const change of action.edit?.documentChanges ?? []) {
    if (!("textDocument" in change)) throw new Error("not a text edit");
    const [file, text] = Object.entries(texts).find(([each]) => uriOf(each) === change.textDocument.uri)!;
    result[file] = TextDocument.applyEdits(
      TextDocument.create("file:///x", "c", 1, text),
      change.edits as TextEdit[],
    );
  }
  return result;
}

function range(
  startLine: number,
  startCharacter: number,
  endLine = startLine,
  endCharacter = startCharacter,
): Range {
  return {
    start: { line: startLine, character: startCharacter },
    end: { line: endLine, character: endCharacter },
  };
}

describe("code actions", () => {
  it("mend the finding at the cursor, in the unsaved text", async () => {
    const root = folderWith({ "a.c": "int x;\n" });
    const file = path.join(root, "a.c");
    const client = await startServer([root]);
    const text = "int x;\r\n  BAD, BAD\r\n";
    client.open(file, text);
    await flush(client);
    const fix = titled(await actionsAt(client, file, range(1, 9)), "Replace BAD by GOOD");
    expect(fix).toMatchObject({
      kind: "quickfix",
      isPreferred: true,
      diagnostics: [{ range: range(1, 7, 1, 10) }],
    });
    expect(applied(fix, { [file]: text })).toEqual({ [file]: "int x;\r\n  BAD, GOOD\r\n" });
    expect(fix.edit?.documentChanges).toMatchObject([{ textDocument: { version: 1 } }]);
  });

  it("see a change that was sent just before, whatever the debounce", async () => {
    const root = folderWith({ "a.c": "int x;\n" });
    const file = path.join(root, "a.c");
    const client = await startServer([root], { settings: { diagnostics: { debounceMs: 60_000 } } });
    await flush(client);
    client.open(file, "BAD\n");
    expect((await actionsAt(client, file, range(0, 0))).map(({ title }) => title)).toContain(
      "Replace BAD by GOOD",
    );
  });

  it("do not prefer a fix that needs a review", async () => {
    const root = folderWith({ "a.c": "WORSE\n" });
    const file = path.join(root, "a.c");
    const client = await startServer([root]);
    await flush(client);
    const actions = await actionsAt(client, file, range(0, 0));
    expect(titled(actions, "Replace WORSE by GOOD").isPreferred).toBe(false);
    expect(actions.some(({ title }) => title.startsWith("Fix all"))).toBe(false);
  });

  it("fix all of a rule in every file of the folder", async () => {
    const texts = { "a.c": "BAD BAD\nOLD WORSE\n", "sub/b.c": "\uFEFFint x; BAD\n" };
    const root = folderWith(texts);
    const [a, b] = [path.join(root, "a.c"), path.join(root, "sub/b.c")];
    const client = await startServer([root]);
    await flush(client);
    const fixAll = titled(await actionsAt(client, a, range(0, 0)), "Fix all: A bad word");
    expect(applied(fixAll, { [a]: texts["a.c"], [b]: "int x; BAD\n" })).toEqual({
      [a]: "GOOD GOOD\nOLD WORSE\n",
      [b]: "int x; GOOD\n",
    });
  });

  it("fix all safe ones of the file on saving, and only when asked for", async () => {
    const root = folderWith({ "a.c": "BAD WORSE BAD\n" });
    const file = path.join(root, "a.c");
    const client = await startServer([root]);
    await flush(client);
    expect((await actionsAt(client, file, range(0, 0))).map(({ kind }) => kind)).not.toContain(
      "source.fixAll.dynpgext",
    );
    for (const only of ["source.fixAll", "source.fixAll.dynpgext", "source"]) {
      const actions = await actionsAt(client, file, range(0, 0), [only]);
      expect(actions.map(({ kind }) => kind)).toEqual(["source.fixAll.dynpgext"]);
      expect(applied(actions[0]!, { [file]: "BAD WORSE BAD\n" })).toEqual({ [file]: "GOOD WORSE GOOD\n" });
    }
  });

  it("suppress a finding by a comment with the line's indentation and line end", async () => {
    const text = "int x;\r\n\t  call(OLD);\r\n#define M \\\r\n  OLD\r\n";
    const root = folderWith({ "a.c": text });
    const file = path.join(root, "a.c");
    const client = await startServer([root]);
    await flush(client);
    const first = titled(await actionsAt(client, file, range(1, 8)), /^Suppress here with a comment/);
    expect(applied(first, { [file]: text })[file]).toBe(
      "int x;\r\n\t  /* dynpgext-ignore old-word: reason */\r\n\t  call(OLD);\r\n#define M \\\r\n  OLD\r\n",
    );
    const inMacro = titled(await actionsAt(client, file, range(3, 2)), /^Suppress here/);
    expect(applied(inMacro, { [file]: text })[file]).toBe(
      "int x;\r\n\t  call(OLD);\r\n#define M \\\r\n  /* dynpgext-ignore old-word: reason */ \\\r\n  OLD\r\n",
    );
  });

  it("leave the cursor on the reason where the client knows snippets", async () => {
    const root = folderWith({ "a.c": "  OLD\n" });
    const file = path.join(root, "a.c");
    const workspace = {
      configuration: true,
      workspaceEdit: { documentChanges: true, snippetEditSupport: true },
    };
    const codeAction = { codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix"] } } };
    const client = await startServer([root], { capabilities: { workspace, textDocument: { codeAction } } });
    await flush(client);
    const suppress = titled(await actionsAt(client, file, range(0, 3)), /^Suppress/);
    expect(suppress.edit?.documentChanges).toMatchObject([
      {
        edits: [
          { range: range(0, 0), snippet: { value: "  /* dynpgext-ignore old-word: ${1:reason} */\n" } },
        ],
      },
    ]);
  });

  it("explain the rule, in the server when the client has no command of its own", async () => {
    const root = folderWith({ "a.c": "OLD\n" });
    const client = await startServer([root]);
    await flush(client);
    const explain = titled(
      await actionsAt(client, path.join(root, "a.c"), range(0, 0)),
      "Explain rule old-word",
    );
    expect(client.initializeResult?.capabilities.executeCommandProvider?.commands).toEqual([
      explain.command?.command,
    ]);
    await client.request("workspace/executeCommand", explain.command);
    expect(client.messages).toContainEqual(
      "An old word: https://github.com/dynpgext/dynpgext-vscode/blob/main/docs/rules/old-word.md",
    );
    const initializationOptions = { commands: ["dynpgext.explainRule"] };
    const capable = await startServer([root], { initializationOptions });
    expect(capable.initializeResult?.capabilities.executeCommandProvider).toBeUndefined();
  });

  it("are none where nothing was found, and for documents that are no files", async () => {
    const root = folderWith({ "a.c": "BAD\nint x;\n" });
    const client = await startServer([root]);
    await flush(client);
    expect(await actionsAt(client, path.join(root, "a.c"), range(1, 0))).toEqual([]);
    const textDocument = { uri: "untitled:Untitled-1" };
    const context = { diagnostics: [] };
    expect(
      await client.request("textDocument/codeAction", { textDocument, range: range(0, 0), context }),
    ).toEqual([]);
  });
});
