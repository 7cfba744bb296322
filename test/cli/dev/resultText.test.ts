import { describe, expect, it } from "vitest";
import { resultText, type ResultFormat } from "../../../cli/src/dev/resultText";

const outcome = {
  command: "SELECT",
  rowCount: 3,
  columns: [
    { name: "id", typeOid: 20 },
    { name: "name of it", typeOid: 25 },
    { name: "ok", typeOid: 16 },
  ],
  rows: [
    ["1", 'say "hi", twice', "t"],
    ["9007199254740993", "two\nlines", null],
    ["-3", "漢字", "f"],
  ],
} as const;

function text(outcomes: readonly object[], format: ResultFormat, isQuiet = false): string {
  return resultText(outcomes as never, format, { isQuiet });
}

describe("rows", () => {
  it("are aligned as psql aligns them", () => {
    expect(text([outcome], "aligned")).toBe(
      `        id        |   name of it    | ok \n------------------+-----------------+----
                1 | say "hi", twice | t
 9007199254740993 | two            +|
                  | lines           |
               -3 | 漢字            | f
(3 rows)

`,
    );
  });

  it("of no columns or no rows still say so", () => {
    const none = { command: "SELECT", rowCount: 0, columns: [{ name: "a", typeOid: 25 }], rows: [] };
    expect(text([none], "aligned")).toBe(" a \n---\n(0 rows)\n\n");
    expect(text([none], "csv")).toBe("a\n");
    expect(JSON.parse(text([none], "json"))).toEqual([
      { command: "SELECT", rowCount: 0, columns: ["a"], rows: [] },
    ]);
  });

  it("keep control characters from the terminal", () => {
    const escape = {
      command: "SELECT",
      rowCount: 1,
      columns: [{ name: "a", typeOid: 25 }],
      rows: [["\u001b[2J"]],
    };
    expect(text([escape], "aligned")).toContain(" ␛[2J");
  });

  it("are CSV with NULL as nothing", () => {
    expect(text([outcome], "csv")).toBe(
      'id,name of it,ok\n1,"say ""hi"", twice",t\n9007199254740993,"two\nlines",\n-3,漢字,f\n',
    );
  });

  it("are JSON that loses no digit", () => {
    const json = text([outcome], "json");
    expect(json).toContain('{ "id": 9007199254740993, "name of it": "two\\nlines", "ok": null }');
    expect(JSON.parse(json)).toMatchObject([
      { command: "SELECT", rows: [{ id: 1, ok: true }, {}, { ok: false }] },
    ]);
    const odd = {
      ...{ command: "SELECT", rowCount: 1 },
      columns: [
        { name: "a", typeOid: 3802 },
        { name: "b", typeOid: 701 },
        { name: "c", typeOid: 1700 },
      ],
      rows: [['{"x": [1,\n 2]}', "Infinity", "1.50"]],
    };
    expect(text([odd], "json")).toContain('{ "a": {"x": [1,  2]}, "b": "Infinity", "c": 1.50 }');
  });
});

describe("statements without rows", () => {
  const statements = [
    { command: "CREATE TABLE", rowCount: 0, columns: [], rows: [] },
    { command: "INSERT", rowCount: 2, columns: [], rows: [] },
    { command: "UPDATE", rowCount: 1, columns: [], rows: [] },
  ];

  it("show their tag, unless nobody wants to see it", () => {
    expect(text(statements, "aligned")).toBe("CREATE TABLE\nINSERT 0 2\nUPDATE 1\n");
    expect(text(statements, "aligned", true)).toBe("");
    expect(text(statements, "csv")).toBe("");
  });
});
