import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { largestTextBytes, readTextFile } from "../../server/src/files/readTextFile";
import { folderWith } from "./temporaryFolder";

async function read(content: string | Uint8Array) {
  return readTextFile(join(await folderWith({ "file.c": content }), "file.c"));
}

describe("readTextFile", () => {
  it("drops a byte order mark and keeps CRLF", async () => {
    expect(await read("\ufeffint a;\r\nint b;\n")).toEqual({ text: "int a;\r\nint b;\n" });
  });

  it("replaces what is not UTF-8", async () => {
    expect(await read(Uint8Array.from([0x2f, 0x2a, 0xe9, 0x2a, 0x2f]))).toEqual({ text: "/*\ufffd*/" });
  });

  it("reads a text with a stray zero byte, and skips a binary", async () => {
    expect(await read("int a\0b;")).toEqual({ text: "int a\0b;" });
    const binary = Uint8Array.from({ length: 4000 }, (_, index) => index % 7);
    expect(await read(binary)).toMatchObject({ skipped: "binary" });
  });

  it("skips what is too large, missing or no file", async () => {
    expect(await read(new Uint8Array(largestTextBytes + 1))).toMatchObject({ skipped: "too-large" });
    const folder = await folderWith({});
    expect(await readTextFile(join(folder, "none.c"))).toMatchObject({ skipped: "missing" });
    expect(await readTextFile(folder)).toMatchObject({ skipped: "unreadable" });
  });
});
