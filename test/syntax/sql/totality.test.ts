import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { loadSqlParser } from "../../../server/src/syntax/sql/loadSqlParser";
import { maskScript } from "../../../server/src/syntax/sql/maskScript";
import { readSql } from "../../../server/src/syntax/sql/readSql";
import { scriptName } from "../../../server/src/syntax/sql/scriptName";
import { splitStatements } from "../../../server/src/syntax/sql/splitStatements";
import { sqlTokenAt } from "../../../server/src/syntax/sql/sqlTokens";
import type { SqlParser } from "../../../server/src/syntax/sql/sqlParser";
import type { Span } from "../../../server/src/base/span";

let parser: SqlParser;
beforeAll(async () => {
  parser = await loadSqlParser();
});

const sample = `\ufeff/* a /* nested */ comment */\r
\\echo Use "CREATE EXTENSION x" \\quit\r
CREATE FUNCTION @extschema@.f(a int = 1, b text[]) RETURNS SETOF é."T😀" AS 'MODULE_PATHNAME', E'f\\'x' LANGUAGE C STRICT;\r
DO $do$ BEGIN RAISE NOTICE ';'; END $do$;
CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2);
COPY t FROM STDIN;
1;'
\\.
CREATE FUNCTION g() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; END;`;

const pieces = fc.constantFrom(
  ...[
    "'",
    '"',
    "$$",
    "$a$",
    "/*",
    "*/",
    "--",
    "\n",
    "\r\n",
    ";",
    "(",
    ")",
    "\\",
    "\\.",
    "\\gset",
    "\0",
    "\ud83d",
    "é",
    "😀",
  ],
  ...[
    "CREATE ",
    "FUNCTION ",
    "BEGIN ATOMIC ",
    "END",
    "CASE ",
    "f",
    "AS ",
    "LANGUAGE C",
    "@extschema@",
    "E'",
    "U&'",
    " ",
    ",",
  ],
);
const texts = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join("")),
);

function expectInside(text: string, spans: readonly Span[]): void {
  for (const { start, end } of spans) {
    expect(start).toBeGreaterThanOrEqual(0);
    expect(start).toBeLessThanOrEqual(end);
    expect(end).toBeLessThanOrEqual(text.length);
  }
}

function expectTotal(text: string): void {
  const script = readSql(text, parser);
  expectInside(text, script.holes);
  expectInside(
    text,
    script.statements.map((each) => each.span),
  );
  expectInside(
    text,
    script.errors.map((each) => each.span),
  );
  expectInside(
    text,
    script.metaCommands.map((each) => each.span),
  );
  for (const each of script.functions) {
    expectInside(text, [each.span, each.nameSpan, ...each.args.flatMap((arg) => arg.span ?? [])]);
    if (each.symbolSpan) {
      expect(text.slice(each.symbolSpan.start, each.symbolSpan.end).replaceAll("''", "'")).toBe(each.symbol);
    }
  }
}

describe("readSql on any text", () => {
  it("never throws and keeps spans inside", () => {
    fc.assert(fc.property(texts, expectTotal), { numRuns: 300 });
  });

  it("never throws on a truncated script", () => {
    for (let end = 0; end <= sample.length; end += 3) expectTotal(sample.slice(0, end));
  });

  it("reads the whole sample without a syntax error", () => {
    const script = readSql(sample, parser);
    expect(script.errors).toEqual([]);
    expect(script.statements).toHaveLength(5);
    expect(script.functions.map((each) => each.name)).toEqual(["f", "g"]);
  });

  it("ends in time on scripts that repeat what opens something", () => {
    for (const piece of [
      "'",
      "$a$",
      "/*",
      "(",
      "CREATE ",
      "CREATE TABLE t(a int)\n",
      "';\nCREATE x ",
      "COPY t FROM stdin;\n",
    ]) {
      expectTotal(piece.repeat(3000));
    }
  });

  it("survives nesting that the parser refuses, and parses on", () => {
    const script = readSql(`SELECT ${"(".repeat(20000)}1${")".repeat(20000)}; SELECT 2;`, parser);
    expect(script.statements.at(-1)?.node).toBe("SelectStmt");
    expect(readSql("SELECT 1;", parser).statements[0]?.node).toBe("SelectStmt");
  });
});

describe("tokens and statements", () => {
  it("covers the text with tokens and keeps statements in order", () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (let offset = 0; offset < text.length;) {
          const token = sqlTokenAt(text, offset);
          expect(token.start).toBe(offset);
          expect(token.end).toBeGreaterThan(offset);
          offset = token.end;
        }
        let last = 0;
        for (const { start, end } of splitStatements(text).statements) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
      }),
    );
  });

  it("keeps the length when it masks", () => {
    fc.assert(fc.property(texts, (text) => maskScript(text).length === text.length));
  });
});

describe("scriptName", () => {
  it("tells installation from update scripts", () => {
    expect(scriptName("/a/ext--1.0.sql")).toEqual({ extension: "ext", to: "1.0" });
    expect(scriptName("my-ext--1.0--1.1.sql")).toEqual({ extension: "my-ext", from: "1.0", to: "1.1" });
    for (const path of [
      "ext.sql",
      "ext--.sql",
      "--1.0.sql",
      "a--1--2--3.sql",
      "ext--1.0.sql.in",
      "ext--1--.sql",
    ]) {
      expect(scriptName(path)).toBeUndefined();
    }
  });
});
