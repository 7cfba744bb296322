import { beforeAll, describe, expect, it } from "vitest";
import { loadSqlParser } from "../../../server/src/syntax/sql/loadSqlParser";
import { readSql } from "../../../server/src/syntax/sql/readSql";
import type { SqlFunction, SqlScript } from "../../../server/src/syntax/sql/sqlScript";
import type { SqlParser } from "../../../server/src/syntax/sql/sqlParser";
import type { Span } from "../../../server/src/base/span";

let parser: SqlParser;
beforeAll(async () => {
  parser = await loadSqlParser();
});

function read(text: string): SqlScript {
  return readSql(text, parser);
}

function only(text: string): SqlFunction {
  const script = read(text);
  expect(script.errors).toEqual([]);
  expect(script.functions).toHaveLength(1);
  return script.functions[0]!;
}

function at(text: string, span: Span | undefined): string | undefined {
  return span && text.slice(span.start, span.end);
}

describe("functions", () => {
  it("reads a C function with its library and symbol, in the right places after non-ASCII text", () => {
    const text = `-- é 😀 ключ
CREATE OR REPLACE FUNCTION @extschema@.add_one(a integer, "B c" text DEFAULT 'x, y', OUT r int8)
RETURNS int8 AS 'MODULE_PATHNAME', 'ext_add_one' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;`;
    const found = only(text);
    expect(found).toMatchObject({ kind: "function", schema: "@extschema@", name: "add_one", language: "c" });
    expect(found).toMatchObject({ strict: true, volatility: "immutable", parallel: "safe", replace: true });
    expect(found.args.map(({ name, type, mode }) => [name, type, mode])).toEqual([
      ["a", "int4", "in"],
      ["B c", "text", "in"],
      ["r", "int8", "out"],
    ]);
    expect(found.args[1]?.default).toBe("'x, y'");
    expect(at(text, found.args[1]?.span)).toBe(`"B c" text DEFAULT 'x, y'`);
    expect(found.returns).toEqual({ type: "int8", setof: false });
    expect(at(text, found.nameSpan)).toBe("add_one");
    expect([found.symbol, at(text, found.symbolSpan)]).toEqual(["ext_add_one", "ext_add_one"]);
    expect([found.library, at(text, found.librarySpan)]).toEqual(["MODULE_PATHNAME", "MODULE_PATHNAME"]);
    expect(text.slice(found.span.start, found.span.end)).toMatch(/^CREATE OR[^]*PARALLEL SAFE$/);
  });

  it("takes the function's name for the symbol when only the library is given, or a dash", () => {
    for (const as of ["'MODULE_PATHNAME'", "'MODULE_PATHNAME', '-'"]) {
      const found = only(`create function "Foo"() returns void as ${as} language c;`);
      expect(found).toMatchObject({ name: "Foo", symbol: "Foo", library: "MODULE_PATHNAME", strict: false });
      expect(found.symbolSpan).toBeUndefined();
    }
  });

  it("reads dollar-quoted AS clauses, procedures, variadic and table columns", () => {
    const text = "CREATE PROCEDURE s.p(INOUT a int[]) LANGUAGE 'C' AS $$MODULE_PATHNAME$$, $x$p_sym$x$;";
    const found = only(text);
    expect(found).toMatchObject({ kind: "procedure", schema: "s", symbol: "p_sym", language: "c" });
    expect(at(text, found.symbolSpan)).toBe("p_sym");
    expect(found.args).toMatchObject([{ name: "a", type: "int4[]", mode: "inout" }]);
    const table = only(
      "create function f(variadic v text[]) returns table (k numeric(3, 1), v2 t.u) language c as 'lib' called on null input;",
    );
    expect(table.args.map(({ name, type, mode }) => [name, type, mode])).toEqual([
      ["v", "text[]", "variadic"],
      ["k", "numeric", "table"],
      ["v2", "t.u", "table"],
    ]);
    expect(table.args.every((arg) => arg.span !== undefined)).toBe(true);
    expect(table.returns).toEqual({ type: "record", setof: true });
  });

  it("names the symbol of an internal function and none of a SQL function", () => {
    expect(only("create function f(int) returns int as 'int4abs' language internal strict;")).toMatchObject({
      symbol: "int4abs",
      strict: true,
    });
    const sql = only("create function f(a int) returns int language sql return a + 1;");
    expect(sql.symbol).toBeUndefined();
    expect(sql.library).toBeUndefined();
  });

  it("keeps a BEGIN ATOMIC body with CASE and the statement after it apart", () => {
    const script = read(`CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql BEGIN ATOMIC
      SELECT CASE WHEN a > 1 THEN 2 ELSE 3 END; SELECT 4; END;
      CREATE FUNCTION g() RETURNS int LANGUAGE c AS 'lib', 'g';`);
    expect(script.errors).toEqual([]);
    expect(script.functions.map((each) => each.name)).toEqual(["f", "g"]);
  });
});

describe("other statements", () => {
  it("names what is created and the functions it is made of", () => {
    const text = `CREATE TYPE pt; CREATE TYPE pt (INPUT = pt_in, OUTPUT = s.pt_out, INTERNALLENGTH = 16);
CREATE OPERATOR @extschema@.<-> (LEFTARG = pt, RIGHTARG = pt, PROCEDURE = pt_dist, RESTRICT = eqsel);
CREATE CAST (pt AS text) WITH FUNCTION pt_text(pt) AS IMPLICIT;
CREATE AGGREGATE total(pt) (SFUNC = pt_add, STYPE = pt);
CREATE OPERATOR CLASS pt_ops DEFAULT FOR TYPE pt USING gist AS OPERATOR 1 <->, FUNCTION 1 pt_consistent(internal, pt);
CREATE ACCESS METHOD ramp TYPE INDEX HANDLER ramp_handler; CREATE DOMAIN d AS int; CREATE TABLE s.t (a int);`;
    const script = read(text);
    expect(script.errors).toEqual([]);
    expect(
      script.objects.map((each) => [each.kind, each.name, each.functions.map((f) => f.name).join()]),
    ).toEqual([
      ["type", "pt", ""],
      ["type", "pt", "pt_in,pt_out"],
      ["operator", "<->", "pt_dist,eqsel"],
      ["cast", "pg_catalog.pt -> text", "pt_text"].map((each) => each.replace("pg_catalog.", "")),
      ["aggregate", "total", "pt_add"],
      ["operatorClass", "pt_ops", "pt_consistent"],
      ["accessMethod", "ramp", "ramp_handler"],
      ["domain", "d", ""],
      ["table", "t", ""],
    ]);
    expect(script.objects.map((each) => each.isShell).filter(Boolean)).toHaveLength(1);
    for (const each of script.objects) if (each.nameSpan) expect(at(text, each.nameSpan)).toBe(each.name);
  });

  it("reads ALTER FUNCTION and DROP", () => {
    const script = read(`ALTER FUNCTION s.f(int, text) STRICT; ALTER FUNCTION g CALLED ON NULL INPUT;
      ALTER FUNCTION a() RENAME TO b; DROP FUNCTION IF EXISTS s.f(int), h CASCADE; DROP TYPE pt; DROP OPERATOR + (pt, pt);`);
    expect(script.errors).toEqual([]);
    expect(script.alters.map(({ span: _span, ...rest }) => rest)).toEqual([
      { schema: "s", name: "f", argTypes: ["int4", "text"], strict: true },
      { name: "g", strict: false },
      { name: "a", argTypes: [], renamedTo: "b" },
    ]);
    expect(script.drops.map(({ span: _span, ...rest }) => rest)).toEqual([
      { kind: "function", schema: "s", name: "f", argTypes: ["int4"], ifExists: true, cascade: true },
      { kind: "function", name: "h", ifExists: true, cascade: true },
      { kind: "type", name: "pt", ifExists: false, cascade: false },
      { kind: "operator", name: "+", argTypes: ["pt", "pt"], ifExists: false, cascade: false },
    ]);
  });
});

describe("psql and templates", () => {
  it("masks the guard line, even inside a statement, and reports it", () => {
    const text = `/* c */\n\\echo Use "CREATE EXTENSION x" to load this file. \\quit\nSELECT 1;\n`;
    const script = read(text);
    expect(script.errors).toEqual([]);
    expect(script.metaCommands).toEqual([
      expect.objectContaining({
        name: "echo",
        text: `\\echo Use "CREATE EXTENSION x" to load this file. \\quit`,
      }),
    ]);
    expect(script.statements.map((each) => at(text, each.span))).toEqual(["SELECT 1"]);
  });

  it("knows the substitutions of scripts, with the extension's name too", () => {
    const script = read(
      "CREATE FUNCTION @extschema:other@.f() RETURNS @extschema@.t AS 'MODULE_PATHNAME' LANGUAGE C; GRANT ALL ON SCHEMA s TO @extowner@;",
    );
    expect(script.errors).toEqual([]);
    expect(script.functions[0]).toMatchObject({
      schema: "@extschema:other@",
      returns: { type: "@extschema@.t" },
    });
  });

  it("leaves text of other tools alone: psql variables, templates, the C preprocessor", () => {
    const text = `SELECT :'name'; CREATE FUNCTION @SCHEMA@.f() RETURNS int AS '@LIB@', 'f' LANGUAGE C;
#ifdef X
SELECT; frob;
#endif
CREATE TABLE x (a int);`;
    const script = read(text);
    expect(script.errors).toEqual([]);
    expect(script.functions.map((each) => each.library)).toEqual(["@LIB@"]);
    expect(script.holes.length).toBeGreaterThan(0);
  });

  it("ends a statement at \\gset and skips the data of COPY FROM STDIN", () => {
    const text =
      "select 1 as a \\gset\n\\copy u from stdin\n2,it's\n\\.\nCOPY t FROM STDIN;\nit's\tdata;\n\\.\nselect 2;\n";
    const script = read(text);
    expect(script.errors).toEqual([]);
    expect(script.statements.map((each) => at(text, each.span))).toEqual([
      "select 1 as a",
      "COPY t FROM STDIN",
      "select 2",
    ]);
  });
});

describe("syntax errors", () => {
  it("points at the token in PostgreSQL's words, after astral and accented letters", () => {
    const text = "SELECT 'é😀' ; CREATE FUNCTION é😀 () RETURNZ int AS 'x' LANGUAGE C;\nSELECT 1;";
    const script = read(text);
    expect(script.errors.map((error) => [error.message, at(text, error.span)])).toEqual([
      ['syntax error at or near "RETURNZ"', "RETURNZ"],
    ]);
    expect(script.statements).toHaveLength(3);
  });

  it("points at the last token when the statement just ends", () => {
    const text = "CREATE FUNCTION f( ;\nSELECT 1;";
    const script = read(text);
    expect(script.errors).toHaveLength(1);
    expect(script.errors[0]!.span.end).toBeLessThanOrEqual(text.length);
    expect(script.statements.map((each) => each.node)).toContain("SelectStmt");
  });

  const good = (name: string): string =>
    `CREATE FUNCTION ${name}() RETURNS int AS 'lib', '${name}' LANGUAGE C;\n`;

  it.each([
    ["an open parenthesis", "CREATE TABLE x (a int;\n"],
    ["an open quote", "CREATE FUNCTION bad() RETURNS int AS 'lib, 'bad' LANGUAGE C;\n"],
    ["an open dollar quote", "CREATE FUNCTION bad() RETURNS int AS $b$ select 1 LANGUAGE sql;\n"],
    ["an open comment", "/* CREATE TABLE x (a int);\n"],
    ["a body without END", "CREATE FUNCTION bad() RETURNS int BEGIN ATOMIC SELECT 1;\n"],
    ["nonsense", "CREATE FROB x;\n"],
  ])("loses only the statement with %s", (_what, bad) => {
    const script = read(good("a") + bad + good("b") + good("c"));
    const names = script.functions.map((each) => each.name);
    expect(names[0]).toBe("a");
    expect(names).toEqual(expect.arrayContaining(["b", "c"]));
  });

  it("reads both statements when the semicolon between them is missing", () => {
    const text = good("a").replace(";", "") + good("b");
    const script = read(text);
    expect(script.functions.map((each) => each.name)).toEqual(["a", "b"]);
    expect(script.errors.map((error) => at(text, error.span))).toEqual(["CREATE"]);
  });

  it("makes a hole of a statement with NUL bytes", () => {
    const script = read("SELECT 'a\0b'; SELECT 1;");
    expect(script.errors).toEqual([]);
    expect(script.holes).toEqual([{ start: 0, end: 12 }]);
    expect(script.statements).toHaveLength(2);
  });
});
