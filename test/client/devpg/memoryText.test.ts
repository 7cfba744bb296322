import { describe, expect, it } from "vitest";
import { memoryText, readOffset } from "../../../client/src/views/memoryText";
import { allocation } from "./samples";

describe("the document of an allocation", () => {
  it("says what it shows before it shows it", () => {
    const bytes = Uint8Array.from({ length: 20 }, (_, at) => at + 0x41);
    const { text } = memoryText({ allocation: { ...allocation, sizeBytes: 20 }, offset: 0, bytes });
    expect(text.split("\n")).toEqual([
      "hello_dynpgext:0.1:cluster",
      "hello_dynpgext 0.1 · global · 20 bytes · guards intact · allocated at hello_dynpgext.c:91",
      "",
      "          00 01 02 03 04 05 06 07  08 09 0a 0b 0c 0d 0e 0f",
      "00000000  41 42 43 44 45 46 47 48  49 4a 4b 4c 4d 4e 4f 50  |ABCDEFGHIJKLMNOP|",
      "00000010  51 52 53 54                                       |QRST|",
      "",
    ]);
  });

  it("marks the bytes that changed, as digits and as characters", () => {
    const before = new Uint8Array(32);
    const bytes = new Uint8Array(32);
    bytes[17] = 0x41;
    const { text, changed } = memoryText(
      { allocation: { ...allocation, sizeBytes: 32 }, offset: 0, bytes },
      before,
    );
    const lines = text.split("\n");
    expect(changed.map(({ line, start, end }) => lines[line]?.slice(start, end))).toEqual(["41", "A"]);
  });

  it("names damage, a part of a whole, and why there is nothing newer", () => {
    const { text } = memoryText({
      allocation: { ...allocation, sizeBytes: 100_000, guard: "overrun", scope: "database", database: "dev" },
      offset: 65_536,
      bytes: new Uint8Array(34_464),
      remark: "The server is not running.",
    });
    expect(text).toContain("database dev · 100000 bytes · OVERRUN: written past its end");
    expect(text).toContain("bytes 00010000 to 0001869f of 100000");
    expect(text).toContain("The server is not running.");
  });
});

describe("an offset that somebody types", () => {
  it("is decimal or hexadecimal, in the memory, and leads to the line that holds it", () => {
    expect(["0", "31", " 0x20 ", "0xFFFF", "65535"].map((text) => readOffset(text, 65_536))).toEqual([
      0, 16, 32, 65_520, 65_520,
    ]);
    expect(["", "-1", "1.5", "x", "0x", "65536"].map((text) => readOffset(text, 65_536))).toEqual(
      Array.from({ length: 6 }, () => undefined),
    );
  });
});
