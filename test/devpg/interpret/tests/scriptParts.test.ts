import { describe, expect, it } from "vitest";
import { partText, scriptParts } from "../../../../devpg/src/interpret/tests/scriptParts";

/** The texts of the parts of a script. */
function checkParts(script: string, texts: readonly string[]): void {
  expect(scriptParts(script).map((part) => partText(script, part))).toEqual(texts);
}

describe("the parts of a psql script", () => {
  it("end at semicolons outside strings, comments, parentheses and bodies", () => {
    checkParts(
      "-- a; b\nSELECT 'a;b', \"c;d\" /* ; /* ; */ */;\nCREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2);\n" +
        "DO $x$ begin; $y$ end $x$;\nCREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; END;\n",
      [
        "SELECT 'a;b', \"c;d\" /* ; /* ; */ */;",
        "CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2);",
        "DO $x$ begin; $y$ end $x$;",
        "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; END;",
      ],
    );
  });

  it("are commands of psql too, which end with their line", () => {
    checkParts("\\d t\nSELECT 1 AS a \\gset\n\\echo :a ; x\nSELECT 1\\; SELECT 2;\n", [
      "\\d t",
      "SELECT 1 AS a \\gset",
      "\\echo :a ; x",
      "SELECT 1\\; SELECT 2;",
    ]);
  });

  it("are one where they share a line, because they share its output", () => {
    checkParts("SELECT 1; SELECT 2;\nSELECT 3;", ["SELECT 1; SELECT 2;", "SELECT 3;"]);
  });

  it("take the data of COPY with them", () => {
    const script = "COPY t FROM stdin;\n1;\nselect;\n\\.\nSELECT 1;\n";
    checkParts(script, ["COPY t FROM stdin;", "SELECT 1;"]);
    expect(scriptParts(script)[0]).toMatchObject({ firstLine: 0, dataLine: 1, lastLine: 3 });
  });

  it("have the comments above them", () => {
    expect(scriptParts("SELECT 1;\n\n-- why\nSELECT\n  2;\n")[1]).toMatchObject({
      ...{ firstLine: 1, startLine: 3, lastLine: 4 },
    });
  });

  it("are found in a script that breaks off anywhere", () => {
    const script = "SELECT 'a', $x$ b $x$, (1); /* c */ COPY t FROM stdin;\n1\n\\.\n\\d t\n";
    for (let end = 0; end <= script.length; end++)
      for (const { start, end: behind } of scriptParts(script.slice(0, end)))
        expect(start < behind && behind <= end).toBe(true);
  });
});
