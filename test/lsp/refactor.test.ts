import { describe, expect, it } from "vitest";
import type { CodeAction } from "vscode-languageserver/node";
import { EditorFolder } from "./editorFolder";

describe("refactorings over stdio", () => {
  it("are offered as such, beside the fixes, and only when they are asked for", async () => {
    const folder = await EditorFolder.of("hello_dynpgext");
    const script = "hello_dynpgext--0.1.sql";
    const text = `${folder.text(script)}\nCREATE FUNCTION more() RETURNS int AS 'MODULE_PATHNAME', 'hello_more' LANGUAGE C STRICT;\n`;
    folder.open(script, text);
    const position = folder.position(script, "FUNCTION mo|re", text);
    const range = { start: position, end: position };
    const actions = (only?: string[]): Promise<CodeAction[]> =>
      folder.of("textDocument/codeAction", script, {
        range,
        context: { diagnostics: [], ...(only ? { only } : {}) },
      });
    const [action] = await actions();
    expect(action).toMatchObject({
      title: "Create the C function hello_more in greetings.c",
      kind: "refactor.rewrite",
      edit: { documentChanges: [{ textDocument: { version: null } }] },
    });
    expect(await actions(["refactor.extract"])).toEqual([]);
    expect(await actions(["quickfix"])).toEqual([]);
    expect(await actions(["refactor"])).toHaveLength(1);
  });
});
