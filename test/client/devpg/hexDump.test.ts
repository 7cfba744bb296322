import { describe, expect, it } from "vitest";
import { asciiColumn, hexColumn, hexDump, hexRuler } from "../../../client/src/views/hexDump";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const textsOf = (bytes: Uint8Array, from = 0): string[] => hexDump(bytes, from).map(({ text }) => text);

describe("bytes in hexadecimal", () => {
  it("stand sixteen in a line, with their offset before them and their characters behind", () => {
    expect(textsOf(bytesOf("Hello, world!\n\u0000\u007fab"), 0x20)).toEqual([
      "00000020  48 65 6c 6c 6f 2c 20 77  6f 72 6c 64 21 0a 00 7f  |Hello, world!...|",
      "00000030  61 62                                             |ab|",
    ]);
  });

  it("have columns that the ruler and the highlights agree with", () => {
    const [line = ""] = textsOf(bytesOf("0123456789abcdef"));
    for (let byte = 0; byte < 16; byte++) {
      const digits = hexRuler.slice(hexColumn(byte), hexColumn(byte) + 2);
      expect(digits).toBe(byte.toString(16).padStart(2, "0"));
      expect(line.slice(hexColumn(byte), hexColumn(byte) + 2)).toBe(
        "0123456789abcdef".charCodeAt(byte).toString(16),
      );
      expect(line[asciiColumn(byte)]).toBe("0123456789abcdef"[byte]);
    }
  });

  it("are shortened where many lines are equal, and always show where they end", () => {
    const bytes = new Uint8Array(16 * 100);
    bytes[16 * 50] = 1;
    const lines = hexDump(bytes, 0);
    expect(lines.map(({ offset }) => offset)).toEqual([
      0,
      16,
      32,
      undefined,
      800,
      816,
      832,
      848,
      undefined,
      1584,
    ]);
    expect(lines[3]?.text).toBe("*");
  });

  it("are no lines when there are none", () => {
    expect(hexDump(new Uint8Array(), 0)).toEqual([]);
  });
});
