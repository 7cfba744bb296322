import { describe, expect, it } from "vitest";
import { controlError } from "../../../devpg/src/interpret/controlError";
import { raisedAt } from "../../../devpg/src/interpret/raisedAt";
import { pointedOffset, scriptError } from "../../../devpg/src/interpret/scriptError";
import { scriptStatements } from "../../../devpg/src/interpret/scriptStatements";
import type { ServerMessage } from "../../../devpg/src/interpret/serverMessage";
import { substituted } from "../../../devpg/src/interpret/substituted";

/** The statements of a script are those in the list, in order. */
function checkStatements(text: string, expected: readonly string[]): void {
  expect(scriptStatements(text).map(({ start, end }) => text.slice(start, end))).toEqual(expected);
}

describe("statements of a script", () => {
  it("end at semicolons outside of quotes and comments", () => {
    checkStatements(
      `\\echo Use "CREATE EXTENSION x" to load this file. \\quit
-- a; b
select ';', E'\\';', "a;b" /* ; /* ; */ ; */ ; select 2`,
      [`select ';', E'\\';', "a;b" /* ; /* ; */ ; */ ;`, "select 2"],
    );
  });

  it("do not end in dollar quotes, rules and bodies without quotes", () => {
    checkStatements("do $a$ begin; $b$ ; end $a$;select $1;", ["do $a$ begin; $b$ ; end $a$;", "select $1;"]);
    checkStatements("create rule r as on insert to t do (delete from a; delete from b); select 1;", [
      "create rule r as on insert to t do (delete from a; delete from b);",
      "select 1;",
    ]);
    checkStatements(
      "create function f() returns int begin atomic select case when true then 1 end; select 2; end; select 3;",
      [
        "create function f() returns int begin atomic select case when true then 1 end; select 2; end;",
        "select 3;",
      ],
    );
  });

  it("may never end", () => {
    checkStatements("select 1; do $$ never", ["select 1;", "do $$ never"]);
    checkStatements("-- nothing\n", []);
  });
});

const script =
  "CREATE TABLE ü (a int);\nCREATE FUNCTION f() RETURNS int\n  AS 'MODULE_PATHNAME', 'f_c' LANGUAGE c;\nSELECT nosuch(1);\n";

/** The place of an error in the statement with the given number, as `line:column text`. */
function place(index: number, message: Partial<ServerMessage>, offset?: number): string {
  const statement = scriptStatements(script)[index]!;
  const found = scriptError({
    ...{ path: "/w/x--1.sql", text: script, statement },
    message: { severity: "ERROR", code: "42883", message: "", ...message },
    ...(offset === undefined ? {} : { offset }),
  });
  const line = script.split("\n")[found.start.line]!;
  expect(found.end.line).toBe(found.start.line);
  return `${found.start.line}:${found.start.column} ${line.slice(found.start.column, found.end.column)}`;
}

describe("the place of an error of a script", () => {
  it("is the word that the server points to", () => {
    expect(place(2, { message: "function nosuch(integer) does not exist" }, 7)).toBe("3:7 nosuch");
  });

  it("is the name that the message quotes", () => {
    expect(place(1, { message: 'could not find function "f_c" in file "/p/x.so"' })).toBe("2:25 f_c");
    expect(place(0, { message: 'relation "ü" already exists' })).toBe("0:13 ü");
  });

  it("is the first line of the statement when nothing is known", () => {
    expect(place(1, { message: "out of memory" })).toBe("1:0 CREATE FUNCTION f() RETURNS int");
  });

  it("is found through replaced macros", () => {
    const run = substituted("select '@extschema@', nosuch('MODULE_PATHNAME'), x", {
      "@extschema@": '"a long schema"',
      MODULE_PATHNAME: "$libdir/x",
    });
    expect(run.text).toBe(`select '"a long schema"', nosuch('$libdir/x'), x`);
    expect(run.originalOffset(run.text.indexOf("nosuch"))).toBe(22);
    expect(run.originalOffset(run.text.indexOf(", x"))).toBe(47);
  });

  it("is found in a query inside the statement, whose position counts characters", () => {
    const text = "do $$ begin /* 😀 */ perform nosuch(3); end $$";
    const message = {
      severity: "ERROR",
      code: "42883",
      message: "",
      internalQuery: "SELECT nosuch(3)",
      internalPosition: 8,
    };
    expect(text.slice(pointedOffset(text, message))).toMatch(/^nosuch\(3\)/);
    expect(
      text.slice(pointedOffset(text, { severity: "ERROR", code: "", message: "", position: 21 })),
    ).toMatch(/^perform/);
  });
});

const control =
  "comment = 'x'\ndefault_version = '1.0'\nrequires = 'plpgsql, nosuch'\nsuperuser = perhaps\nrelocatable\n";

/** The text in the control file that a message is about. */
function controlPlace(message: string): string | undefined {
  const found = controlError(
    { severity: "ERROR", code: "22023", message },
    { path: "/w/x.control", text: control },
  );
  if (found === undefined) return undefined;
  return control.split("\n")[found.start.line]!.slice(found.start.column, found.end.column);
}

describe("the place of an error of a control file", () => {
  it.each([
    ['syntax error in file "/p/x.control" line 5, near end of line', "relocatable"],
    ['parameter "superuser" requires a Boolean value', "superuser = 'perhaps".replace("'", "")],
    ['required extension "nosuch" is not installed', "plpgsql, nosuch"],
    ['extension "nosuch" is not available', "plpgsql, nosuch"],
    ['extension "x" has no installation script nor update path for version "1.0"', "1.0"],
    ['function "f" does not exist', undefined],
  ])("%s", (message, expected) => {
    expect(controlPlace(message)).toBe(expected);
  });
});

describe("the line of C that raised an error", () => {
  const textOf = (): string => 'int x;\n  elog(ERROR, "no");\n';

  it("is in the only file of that name", () => {
    expect(raisedAt({ file: "a.c", line: 2 }, ["/w/src/a.c", "/w/b.c"], textOf)).toEqual({
      path: "/w/src/a.c",
      start: { line: 1, column: 2 },
      end: { line: 1, column: 20 },
    });
  });

  it("is not guessed", () => {
    expect(raisedAt({ file: "a.c", line: 2 }, ["/w/src/a.c", "/w/a.c"], textOf)).toBeUndefined();
    expect(raisedAt({ file: "parse_func.c", line: 629 }, ["/w/a.c"], textOf)).toBeUndefined();
    expect(raisedAt({ file: "a.c", line: 99 }, ["/w/a.c"], textOf)).toBeUndefined();
  });
});
