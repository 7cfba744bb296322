import { describe, expect, it } from "vitest";
import type {
  DocumentHighlight,
  DocumentSymbol,
  FoldingRange,
  Location,
  SymbolInformation,
} from "vscode-languageserver/node";
import { EditorFolder } from "./editorFolder";

describe("navigation over stdio", () => {
  it("goes from SQL to C, from a look-up to its allocation, and lists what there is", async () => {
    const folder = await EditorFolder.of("hello_dynpgext");
    const script = "hello_dynpgext--0.1.sql";
    const show = (locations: Location[]): string[] => locations.map((location) => folder.show(location));
    expect(show(await folder.at("textDocument/definition", script, "'hello_g|reet'"))).toEqual([
      "greetings.c:21",
    ]);
    expect(
      show(
        await folder.at("textDocument/definition", "hello_dynpgext.c", "lookup_shmem(HELLO_CLU|STER_SHMEM)"),
      ),
    ).toEqual(["hello_dynpgext.c:91"]);
    const context = { includeDeclaration: true };
    expect(
      show(
        await folder.at("textDocument/references", "hello_dynpgext.c", "handle, HELLO_CLU|STER", { context }),
      ),
    ).toEqual(["hello_dynpgext.c:91", "hello_dynpgext.c:132"]);
    const highlights = await folder.at<DocumentHighlight[]>(
      "textDocument/documentHighlight",
      "hello_dynpgext.c",
      "handle, HELLO_CLU|STER",
    );
    expect(highlights.map(({ kind }) => kind)).toEqual([3, 2]);
    const symbols = await folder.of<DocumentSymbol[]>("textDocument/documentSymbol", "hello_dynpgext.c");
    expect(symbols.map(({ name }) => name)).toContain("_Dynpgext_init");
    const found = await folder.client.request<SymbolInformation[]>("workspace/symbol", { query: "cluster" });
    expect(found.map(({ name }) => name)).toContain("hello_dynpgext:0.1:cluster");
    const foldings = await folder.of<FoldingRange[]>("textDocument/foldingRange", script);
    expect(foldings).toContainEqual({ startLine: 4, endLine: 7 });
  });

  it("answers for unsaved text, and with nothing where it knows nothing", async () => {
    const folder = await EditorFolder.of("hello_dynpgext");
    const text = `\n${folder.text("hello_dynpgext.c")}`;
    folder.open("hello_dynpgext.c", text);
    const [location] = await folder.at<Location[]>(
      "textDocument/definition",
      "workers.c",
      "hello_clu|ster();",
    );
    expect(location?.range.start.line).toBe(
      folder.position("hello_dynpgext.c", "|hello_cluster(void)").line + 1,
    );
    expect(await folder.at("textDocument/definition", "workers.c", "long time|out_ms")).toEqual([]);
    const textDocument = { uri: "untitled:Untitled-1" };
    const position = { line: 0, character: 0 };
    expect(await folder.client.request("textDocument/definition", { textDocument, position })).toEqual([]);
    expect(folder.client.messages.filter((message) => message.includes("failed"))).toEqual([]);
  });
});
