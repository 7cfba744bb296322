import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { controlKeys } from "../../../server/src/pg/controlKeys";
import { controlFileName } from "../../../server/src/syntax/control/controlFileName";
import {
  controlBoolean,
  controlEntry,
  controlList,
  readControl,
} from "../../../server/src/syntax/control/readControl";

const sample = [
  "# my extension",
  "comment = 'it''s a \\'test\\' with \\t and # inside'   # why not",
  "default_version '1.0'",
  "module_pathname='$libdir/my_ext'",
  "relocatable = true",
  "requires = 'plpgsql, \"Odd\", cube'",
  "schema = my-schema",
  "",
].join("\n");

function values(text: string): Record<string, string> {
  return Object.fromEntries(readControl(text).entries.map((entry) => [entry.key, entry.value]));
}

describe("readControl", () => {
  it("reads values by PostgreSQL's quoting rules", () => {
    expect(values(sample)).toEqual({
      comment: "it's a 'test' with \t and # inside",
      default_version: "1.0",
      module_pathname: "$libdir/my_ext",
      relocatable: "true",
      requires: 'plpgsql, "Odd", cube',
      schema: "my-schema",
    });
    expect(readControl(sample).errors).toEqual([]);
  });

  it("places keys and values at their own text", () => {
    for (const entry of readControl(sample).entries) {
      expect(sample.slice(entry.keySpan.start, entry.keySpan.end)).toBe(entry.key);
      expect(entry.raw).toContain(sample.slice(entry.valueSpan.start, entry.valueSpan.end));
    }
    const version = controlEntry(readControl(sample), "default_version")!;
    expect(sample.slice(version.valueSpan.start, version.valueSpan.end)).toBe("1.0");
    expect(version.raw).toBe("'1.0'");
  });

  it("lets the last of two entries count and keeps both", () => {
    const file = readControl("default_version = '1.0'\ndefault_version = '1.1'\n");
    expect(file.entries).toHaveLength(2);
    expect(controlEntry(file, "default_version")?.value).toBe("1.1");
  });

  it("reads CRLF, a missing last newline and octal escapes", () => {
    expect(values("comment = 'a\\101'\r\ntrusted = on")).toEqual({ comment: "aA", trusted: "on" });
  });

  it("does not take a byte order mark for a part of the key, and says that it is there", () => {
    const file = readControl("\ufeffcomment = 'x'\n");
    expect(file.entries[0]?.key).toBe("comment");
    expect(file.hasByteOrderMark).toBe(true);
  });

  it.each([
    ["comment = 'no end", "comment = 'no end"],
    ["default_version = 1.0.1", "default_version = 1.0.1"],
    ["= 'x'", "= 'x'"],
    ["comment = 'a' 'b'", "comment = 'a' 'b'"],
    ["comment =", "comment ="],
    ['comment = "x"', 'comment = "x"'],
  ])("refuses the line %s and reads the others", (line, wrong) => {
    const text = `relocatable = true\n${line}\nsuperuser = false\n`;
    const file = readControl(text);
    expect(file.entries.map((entry) => entry.key)).toEqual(["relocatable", "superuser"]);
    expect(file.errors.map((error) => text.slice(error.span.start, error.span.end))).toEqual([wrong]);
  });

  it("reads lists and booleans as PostgreSQL does", () => {
    expect(controlList('plpgsql, "Odd",Cube ')).toEqual(["plpgsql", "Odd", "cube"]);
    expect(["t", "TRUE", "on", "1", "f", "no", "off", "0", "o", "2", ""].map(controlBoolean)).toEqual([
      ...[true, true, true, true],
      ...[false, false, false, false],
      ...[undefined, undefined, undefined],
    ]);
  });

  it("knows each key once", () => {
    expect(new Set(controlKeys.map((each) => each.key)).size).toBe(controlKeys.length);
  });

  it("is total and keeps every span inside the text", () => {
    const noise = fc.array(
      fc.constantFrom("'", "\\", "\n", "\r", "=", "#", "a", ".", "1", "\0", "\ufeff", " ", "é"),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          noise.map((parts) => parts.join("")),
        ),
        (text) => {
          const file = readControl(text);
          for (const entry of file.entries) {
            expect(text.slice(entry.keySpan.start, entry.keySpan.end)).toBe(entry.key);
            expect(entry.valueSpan.start).toBeLessThanOrEqual(entry.valueSpan.end);
            expect(entry.valueSpan.end).toBeLessThanOrEqual(text.length);
          }
        },
      ),
    );
    for (let end = 0; end <= sample.length; end++) readControl(sample.slice(0, end));
  });
});

describe("controlFileName", () => {
  it("tells a main control file from one of a version", () => {
    expect(controlFileName("/x/my_ext.control")).toEqual({ extension: "my_ext" });
    expect(controlFileName("my-ext--1.0.control")).toEqual({ extension: "my-ext", version: "1.0" });
    expect(controlFileName("my_ext.control.in")).toBeUndefined();
    expect(controlFileName("C:\\x\\a.control")).toEqual({ extension: "a" });
  });
});
