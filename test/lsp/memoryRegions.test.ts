import path from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { memoryRegionsMethod, type MemoryRegions } from "../../server/src/protocol/memoryRegions";
import { flush, folderWith, startServer } from "./startServer";

const source = `Datum
greeting(PG_FUNCTION_ARGS)
{
	char *name;

	SPI_connect();
	name = pstrdup("x");
	SPI_finish();
	PG_RETURN_INT32(strlen(name));
}

int x;
`;

describe("the memory regions at a place", () => {
  it("are those of the function there, as of the text in the editor", async () => {
    const folder = folderWith({ "a.c": "int x;\n" });
    const client = await startServer([folder], { entry: "server/src/lsp/main.ts" });
    const file = path.join(folder, "a.c");
    client.open(file, source);
    await flush(client);
    const at = (line: number) =>
      client.request<MemoryRegions | null>(memoryRegionsMethod, {
        uri: pathToFileURL(file).href,
        position: { line, character: 1 },
      });
    const regions = await at(6);
    expect(regions).toMatchObject({ name: "greeting", startLine: 0, endLine: 9 });
    expect(regions?.regions.map(({ name }) => name)).toEqual(["the caller's context", "SPI region #1"]);
    const rows = regions?.rows.map(({ line, region, mark }) => `${line} ${region} ${mark}`);
    expect(rows).toEqual(
      expect.arrayContaining(["5 1 opened", "6 1 allocated", "7 1 closed", "8 1 usedAfterEnd"]),
    );
    expect(regions?.rows.find(({ line }) => line === 6)?.code).toBe('name = pstrdup("x");');
    expect(await at(11)).toBeNull();
  });
});
