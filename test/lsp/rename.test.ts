import { chmodSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { ClientCapabilities, Range, WorkspaceEdit } from "vscode-languageserver/node";
import { EditorFolder } from "./editorFolder";

const workspace: ClientCapabilities["workspace"] = {
  workspaceEdit: { documentChanges: true, resourceOperations: ["rename"] },
};

/** What an edit does, file by file: `rename a b`, or the name, the version and the new texts. */
function described({ documentChanges }: WorkspaceEdit): string[] {
  const base = (uri: string): string => uri.slice(uri.lastIndexOf("/") + 1);
  return (documentChanges ?? []).map((change) => {
    if ("kind" in change)
      return change.kind === "rename" ? `rename ${base(change.oldUri)} ${base(change.newUri)}` : change.kind;
    const texts = change.edits.map((edit) => ("newText" in edit ? edit.newText : "?"));
    return `${base(change.textDocument.uri)} ${change.textDocument.version} ${texts.join(" ")}`;
  });
}

describe("rename over stdio", () => {
  it("offers the name, edits every file with the versions of the open ones, and renames files", async () => {
    const folder = await EditorFolder.of("hello_dynpgext", { capabilities: { workspace: workspace } });
    folder.open("hello_dynpgext.c");
    const prepared = await folder.at<{ range: Range; placeholder: string }>(
      "textDocument/prepareRename",
      "hello_dynpgext.c",
      '"hello_clo|ck_main"',
    );
    expect(prepared.placeholder).toBe("hello_clock_main");
    expect(prepared.range.end.character - prepared.range.start.character).toBe("hello_clock_main".length);
    const worker = await folder.at<WorkspaceEdit>(
      "textDocument/rename",
      "workers.c",
      "\nhello_clo|ck_main(",
      {
        newName: "tick",
      },
    );
    expect(described(worker).sort()).toEqual([
      "hello_dynpgext.c 1 tick",
      "hello_dynpgext.h null tick",
      "workers.c null tick",
    ]);
    const extension = await folder.at<WorkspaceEdit>(
      "textDocument/rename",
      "Makefile",
      "EXTENSION = hello|_dynpgext",
      {
        newName: "greeter",
      },
    );
    expect(described(extension)).toEqual(
      expect.arrayContaining([
        "Makefile null greeter greeter",
        "hello_dynpgext.sql null greeter greeter",
        "rename hello_dynpgext.control greeter.control",
        "rename hello_dynpgext--0.1.sql greeter--0.1.sql",
      ]),
    );
  });

  it("refuses with the reason, and answers nothing where there is no name", async () => {
    const folder = await EditorFolder.of("hello_dynpgext");
    const rename = (newName: string): Promise<WorkspaceEdit> =>
      folder.at("textDocument/rename", "workers.c", "\nhello_clo|ck_main(", { newName });
    await expect(rename("")).rejects.toThrow("The new name is empty.");
    await expect(rename("hello_reporter_main")).rejects.toThrow("already");
    await expect(rename("a-b")).rejects.toThrow("is no name for a C function");
    await expect(
      folder.at("textDocument/rename", "Makefile", "EXTENSION = hello|_dynpgext", { newName: "greeter" }),
    ).rejects.toThrow("cannot rename files");
    expect(await folder.at("textDocument/prepareRename", "workers.c", "long time|out_ms")).toBeNull();
    await expect(
      folder.at("textDocument/prepareRename", "Makefile", "MODULE_big = hello|_dynpgext"),
    ).rejects.toThrow("is a library");
  });

  it("refuses when a file is read-only or has changed on disk, unless it is open", async () => {
    const folder = await EditorFolder.of("hello_dynpgext");
    const rename = (): Promise<WorkspaceEdit> =>
      folder.at("textDocument/rename", "workers.c", "\nhello_clo|ck_main(", { newName: "tick" });
    chmodSync(folder.file("hello_dynpgext.h"), 0o444);
    await expect(rename()).rejects.toThrow("hello_dynpgext.h is read-only.");
    chmodSync(folder.file("hello_dynpgext.h"), 0o644);
    const text = folder.text("hello_dynpgext.h");
    writeFileSync(folder.file("hello_dynpgext.h"), `\n${text}`);
    await expect(rename()).rejects.toThrow("hello_dynpgext.h has changed on disk");
    folder.open("hello_dynpgext.h", text);
    expect(described(await rename())).toContain("hello_dynpgext.h 1 tick");
    expect(folder.client.stderr).toBe("");
  });
});
