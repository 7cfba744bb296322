import { describe, expect, it } from "vitest";
import { applyEdits } from "../../server/src/base/textEdit";
import type { Entity } from "../../server/src/index/entities/entity";
import { findRenameTarget } from "../../server/src/features/rename/findRenameTarget";
import { planRename } from "../../server/src/features/rename/planRename";
import type { RenamePlan } from "../../server/src/features/rename/renamePlan";
import { testFileScope } from "../../server/src/features/rename/testFileScope";
import { exampleFiles, nameOf } from "../engine/analyseFiles";
import { regressionFiles } from "./regressionFiles";
import { Editing } from "./editing";

const c = (body: string): string => `#include "postgres.h"\n#include "dynpgext.h"\n${body}`;

/** The files after a rename at a marked place, those that stay the same left out; or the reason why not. */
function renamed(
  editing: Editing,
  file: string,
  marked: string,
  to: string,
): Record<string, string> | string {
  const { path, offset } = editing.at(file, marked);
  const target = findRenameTarget(editing.workspace, path, offset);
  if (!target) return "nothing";
  if (!target.ok) return target.problem.code;
  const plan = planOf(editing, target.value.entity, to);
  return typeof plan === "string" ? plan : changed(editing, plan);
}

function planOf(editing: Editing, entity: Entity, to: string): RenamePlan | string {
  const plan = planRename(
    editing.workspace,
    entity,
    to,
    editing.testFiles(testFileScope(editing.workspace, entity)),
  );
  return plan.ok ? plan.value : plan.problem.code;
}

function changed(editing: Editing, { edits, files }: RenamePlan): Record<string, string> {
  const result: Record<string, string> = {};
  for (const path of new Set([...edits.map((edit) => edit.path), ...files.map(({ from }) => from)])) {
    const own = edits.filter((edit) => edit.path === path);
    const text = applyEdits(editing.text(nameOf(path)), own);
    if (text === undefined) throw new Error(`edits of ${path} overlap`);
    result[nameOf(files.find(({ from }) => from === path)?.to ?? path)] = text;
  }
  return result;
}

/** The lines that differ. */
function lines(before: string, after: string | undefined): string[] {
  const old = before.split("\n");
  return (after ?? "").split("\n").filter((line, i) => line !== old[i]);
}

const memory = {
  "names.h": `#define VERSION "1"\n#define HERE "x:" VERSION ":here"\n#define THERE "x:" VERSION ":there"\n`,
  "a.c": c(`#include "names.h"
void _Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, HERE, 8, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	handle->allocate_shmem(handle, THERE, 8, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
int a(void) { return dynpgext_lookup_shmem("x:1:here") != NULL; }
int b(void) { return dynpgext_lookup_shmem("x:" VERSION ":here") != NULL; }
`),
};

describe("renaming shared memory", () => {
  it("changes the one place of each use that holds the text", async () => {
    const editing = await Editing.of(memory);
    const result = renamed(editing, "a.c", '("x:1|:here")', "x:1:hall");
    expect(result).toMatchObject({
      "names.h": memory["names.h"].replace('":here"', '":hall"'),
      "a.c": memory["a.c"].replace('"x:1:here"', '"x:1:hall"').replace('VERSION ":here"', 'VERSION ":hall"'),
    });
  });

  it("refuses what would change another name, or goes over several parts", async () => {
    const editing = await Editing.of(memory);
    expect(renamed(editing, "a.c", '("x:1|:here")', "x:2:here")).toBe("rename-shared-text");
    expect(renamed(editing, "a.c", '("x:1|:here")', "y:2:there")).toBe("rename-several-parts");
  });

  it("refuses a name that is empty, too long, used, or that no literal can hold", async () => {
    const editing = await Editing.of(memory);
    const to = (name: string): unknown => renamed(editing, "a.c", '("x:1|:here")', name);
    expect(to("")).toBe("rename-empty");
    expect(to("  ")).toBe("rename-empty");
    expect(to(`x:1:${"h".repeat(124)}`)).toBe("rename-too-long");
    expect(to(`x:1:${"é".repeat(62)}`)).toBe("rename-too-long");
    expect(to(`x:1:${"h".repeat(123)}`)).toMatchObject({});
    expect(to("x:1:there")).toBe("rename-used");
    expect(to("x:1:a\nb")).toBe("rename-unquotable");
    expect(to("x:1:\ud800")).toBe("rename-unquotable");
  });

  it("refuses when a part is only known at run time, here or elsewhere", async () => {
    const editing = await Editing.of({
      "a.c": c(`void _Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "x:1", 8, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
int a(int i) { return dynpgext_lookup_shmem(psprintf("x:%d", i)) != NULL; }
`),
    });
    expect(renamed(editing, "a.c", "lookup_shmem(pspr|intf", "x:2")).toBe("rename-run-time");
    expect(renamed(editing, "a.c", '"x|:1"', "y:1")).toBe("rename-run-time");
  });

  it("refuses a name of two owners", async () => {
    const init = c(`void _Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "x:1", 8, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
`);
    const editing = await Editing.of({ "a/a.control": "", "a/a.c": init, "b/b.control": "", "b/b.c": init });
    expect(renamed(editing, "a/a.c", '"x|:1"', "y:1")).toBe("rename-several-owners");
  });

  it("keeps quotes and backslashes of a name whole, and leaves literals with other escapes alone", async () => {
    const look = (literal: string): string =>
      c(`int a(void) { return dynpgext_lookup_shmem(${literal}) != NULL; }\n`);
    const editing = await Editing.of({ "a.c": look('"x"') });
    const result = renamed(editing, "a.c", '"x|"', 'a"b\\c');
    expect(result).toEqual({ "a.c": look(String.raw`"a\"b\\c"`) });
    const escaped = await Editing.of({ "a.c": look(String.raw`"x\x41"`) });
    expect(renamed(escaped, "a.c", String.raw`"x|\x41"`, "y")).toBe("rename-escapes");
  });
});

describe("renaming functions", () => {
  it("changes C, headers, workers' strings and the scripts that name the symbol", async () => {
    const editing = await Editing.of(exampleFiles("hello_dynpgext"));
    const worker = renamed(editing, "workers.c", "\nhello_clo|ck_main(Datum", "tick_main");
    expect(Object.keys(worker).sort()).toEqual(["hello_dynpgext.c", "hello_dynpgext.h", "workers.c"]);
    expect(JSON.stringify(worker)).not.toContain("hello_clock_main");
    const fn = renamed(editing, "greetings.c", "INFO_V1(hello_g|reet)", "say_hello");
    if (typeof fn === "string") throw new Error(fn);
    expect(lines(editing.text("hello_dynpgext--0.1.sql"), fn["hello_dynpgext--0.1.sql"])).toEqual([
      "    AS 'MODULE_PATHNAME', 'say_hello'",
    ]);
    expect(lines(editing.text("greetings.c"), fn["greetings.c"])).toEqual([
      "PG_FUNCTION_INFO_V1(say_hello);",
      "say_hello(PG_FUNCTION_ARGS)",
    ]);
  });

  it("changes an SQL function in scripts and tests, and lays out the headings of results anew", async () => {
    const editing = await Editing.of(
      new Map([...exampleFiles("hello_dynpgext"), ...regressionFiles("hello_dynpgext")]),
    );
    const result = renamed(editing, "hello_dynpgext--0.1.sql", "FUNCTION gre|et(name", "welcome");
    if (typeof result === "string") throw new Error(result);
    expect(Object.keys(result).sort()).toEqual([
      "expected/hello_dynpgext.out",
      "hello_dynpgext--0.1.sql",
      "sql/hello_dynpgext.sql",
    ]);
    expect(lines(editing.text("hello_dynpgext--0.1.sql"), result["hello_dynpgext--0.1.sql"])).toEqual([
      "CREATE FUNCTION welcome(name text)",
      "COMMENT ON FUNCTION welcome(text) IS 'greets somebody, and counts it';",
    ]);
    expect(result["expected/hello_dynpgext.out"]).toContain(
      "SELECT hello.welcome('world');\n    welcome    \n---------------\n Hello, world!\n(1 row)\n",
    );
    expect(result["expected/hello_dynpgext.out"]).toContain(
      "SELECT hello.welcome(NULL);\n welcome \n---------\n \n(1 row)\n",
    );
  });

  it("renames both where the script gives no symbol", async () => {
    const files = {
      "x.control": "default_version = '1'\n",
      "x.c": `PG_FUNCTION_INFO_V1(twice);\nDatum twice(PG_FUNCTION_ARGS) { PG_RETURN_INT32(2); }\n`,
      "x--1.sql": `CREATE FUNCTION twice(int) RETURNS int AS '$libdir/x' LANGUAGE C;
CREATE OPERATOR ## (RIGHTARG = int, FUNCTION = twice);
CREATE TABLE twice(a int DEFAULT twice(1));
CREATE FUNCTION other() RETURNS int AS $$ SELECT twice(2) -- twice(3)\n$$ LANGUAGE sql;
`,
    };
    const editing = await Editing.of(files);
    const expected = {
      "x.c": files["x.c"].replaceAll("twice", "double_it"),
      "x--1.sql": files["x--1.sql"]
        .replace("FUNCTION twice", "FUNCTION double_it")
        .replace("= twice", "= double_it")
        .replace("DEFAULT twice", "DEFAULT double_it")
        .replace("SELECT twice", "SELECT double_it"),
    };
    expect(renamed(editing, "x.c", "Datum tw|ice", "double_it")).toEqual(expected);
    expect(renamed(editing, "x--1.sql", "FUNCTION tw|ice", "double_it")).toEqual(expected);
    expect(renamed(editing, "x--1.sql", "FUNCTION tw|ice", "Twice")).toBe("rename-unquotable");
    expect(renamed(editing, "x--1.sql", "FUNCTION tw|ice", "select")).toBe("rename-unquotable");
    expect(renamed(editing, "x--1.sql", "FUNCTION tw|ice", "other")).toBe("rename-used");
  });

  it("keeps the quotes of an SQL name, and refuses names of more than 63 bytes", async () => {
    const script = `CREATE FUNCTION "Twice"(int) RETURNS int AS 'x', 'twice' LANGUAGE C;\n`;
    const editing = await Editing.of({ "x.control": "", "x--1.sql": script });
    const to = (name: string): unknown => renamed(editing, "x--1.sql", '"Tw|ice"', name);
    expect(to('Two "times"')).toEqual({ "x--1.sql": script.replace("Twice", 'Two ""times""') });
    expect(to("x".repeat(64))).toBe("rename-too-long");
  });

  it("refuses what the new name means already, and renames in code that is not compiled", async () => {
    const editing = await Editing.of({
      "a.c": `#define MACRO 1
static int twice(int a) { return 2 * a; }
int four(int b) { int local = twice(b); return twice(local); }
#if 0
int dead(void) { return twice(1) + s.twice + strlen("twice"); } /* twice */
#endif
int variable;
`,
    });
    const to = (name: string): unknown => renamed(editing, "a.c", "int tw|ice", name);
    expect(["MACRO", "four", "local", "b", "variable", "dynpgext_lookup_shmem"].map(to)).toEqual(
      Array.from({ length: 6 }, () => "rename-used"),
    );
    expect(["int", "a b", "1a"].map(to)).toEqual(Array.from({ length: 3 }, () => "rename-unquotable"));
    expect(to("dbl")).toEqual({
      "a.c": editing.text("a.c").replaceAll("twice(", "dbl("),
    });
    expect(renamed(editing, "a.c", "str|len", "x")).toBe("nothing");
  });
});

describe("renaming settings and tranches", () => {
  it("reaches scripts, tests and configuration", async () => {
    const files = {
      "x.control": "",
      "x.c": `void _PG_init(void) { DefineCustomIntVariable("x.limit", "", NULL, &limit, 1, 0, 10, PGC_SUSET, 0, NULL, NULL, NULL); }
int f(void) { return atoi(GetConfigOption("x.limit", false, false)); }
`,
      "x--1.sql":
        "ALTER DATABASE d SET x.limit = 3;\nSELECT current_setting('x.limit'), t.x.limited FROM t;\n",
      "sql/x.sql": "SHOW x.limit;\n",
      "expected/x.out": "SHOW x.limit;\n x.limit \n---------\n 3\n(1 row)\n\n",
    };
    const editing = await Editing.of(files);
    expect(renamed(editing, "x.c", 'DefineCustomIntVariable("x.l|imit', "x.bound")).toEqual({
      "x.c": files["x.c"].replaceAll("x.limit", "x.bound"),
      "x--1.sql": files["x--1.sql"].replaceAll("x.limit ", "x.bound ").replace("'x.limit'", "'x.bound'"),
      "sql/x.sql": "SHOW x.bound;\n",
      "expected/x.out": "SHOW x.bound;\n x.bound \n---------\n 3\n(1 row)\n\n",
    });
    expect(renamed(editing, "x.c", 'GetConfigOption("x.l|imit', "limit")).toBe("rename-unquotable");
  });
});

describe("renaming an extension", () => {
  it("renames its files and what names them, and leaves its library alone", async () => {
    const files = new Map([
      ...exampleFiles("hello_dynpgext"),
      ...regressionFiles("hello_dynpgext"),
      ["more/more.control", "requires = 'hello_dynpgext'\n"],
      ["more/more.c", "int a;\n"],
    ]);
    const editing = await Editing.of(files);
    const result = renamed(editing, "Makefile", "EXTENSION = hello|_dynpgext", "greeter");
    if (typeof result === "string") throw new Error(result);
    expect(Object.keys(result).sort()).toEqual([
      "Makefile",
      "expected/hello_dynpgext.out",
      "greeter--0.1.sql",
      "greeter.control",
      "more/more.control",
      "sql/hello_dynpgext.sql",
      "workers.c",
    ]);
    expect(result["greeter.control"]).toBe(editing.text("hello_dynpgext.control"));
    expect(lines(editing.text("Makefile"), result["Makefile"])).toEqual([
      "EXTENSION = greeter",
      "DATA = greeter--0.1.sql",
    ]);
    expect(lines(editing.text("hello_dynpgext--0.1.sql"), result["greeter--0.1.sql"])).toEqual([
      String.raw`\echo Use "CREATE EXTENSION greeter" to load this file. \quit`,
    ]);
    expect(lines(editing.text("sql/hello_dynpgext.sql"), result["sql/hello_dynpgext.sql"])).toEqual([
      "CREATE EXTENSION greeter;",
      "DROP EXTENSION greeter;",
    ]);
    expect(result["more/more.control"]).toBe("requires = 'greeter'\n");
    expect(renamed(editing, "Makefile", "EXTENSION = hello|_dynpgext", "more")).toBe("rename-used");
    for (const wrong of ["a--b", "-a", "a-", "a b", "a/b", "a".repeat(64)])
      expect(renamed(editing, "Makefile", "EXTENSION = hello|_dynpgext", wrong)).toMatch(
        /unquotable|too-long/u,
      );
    expect(renamed(editing, "Makefile", "MODULE_big = hello|_dynpgext", "x")).toBe("rename-library");
  });
});

describe("there and back", () => {
  it.each(["hello_dynpgext", "broken_dynpgext"])("is the identity for everything in %s", async (example) => {
    const original = new Map([...exampleFiles(example), ...regressionFiles(example)]);
    const editing = await Editing.of(original);
    const { entities } = editing.workspace.index;
    const kinds = [
      "shmemName",
      "worker",
      "cFunction",
      "sqlFunction",
      "extension",
      "guc",
      "lwlockTranche",
    ] as const;
    let renames = 0;
    for (const entity of kinds.flatMap((kind) => entities.ofKind(kind))) {
      const to =
        entity.kind === "guc"
          ? `${entity.name}_x`
          : entity.kind === "extension"
            ? "zzz"
            : `q${entity.name.slice(1)}`;
      const there = planOf(editing, entity, to);
      if (typeof there === "string") {
        expect(there).toMatch(/^rename-/u);
        continue;
      }
      renames++;
      const after = new Map(original);
      for (const { from } of there.files) after.delete(nameOf(from));
      for (const [name, text] of Object.entries(changed(editing, there))) after.set(name, text);
      const other = await Editing.of(after);
      const back = planOf(other, { ...entity, name: to }, entity.name);
      if (typeof back === "string") throw new Error(`${entity.name}: ${back}`);
      const again = new Map(after);
      for (const { from } of back.files) again.delete(nameOf(from));
      for (const [name, text] of Object.entries(changed(other, back))) again.set(name, text);
      expect(Object.fromEntries([...again].sort()), entity.name).toEqual(
        Object.fromEntries([...original].sort()),
      );
    }
    expect(renames).toBeGreaterThan(10);
  });
});
