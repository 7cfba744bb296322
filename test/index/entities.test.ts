import { describe, expect, it } from "vitest";
import { createWorkspace } from "../../server/src/engine/createWorkspace";
import { loadSqlParser } from "../../server/src/syntax/sql/loadSqlParser";
import { exampleFiles, root, workspaceOptions } from "../engine/analyseFiles";
import { Entities } from "./occurrences";

const c = (body: string): string => `#include "postgres.h"\n#include "dynpgext.h"\n${body}`;

describe("the names of shared memory", () => {
  it("are one entity however they are written", async () => {
    const entities = await Entities.of({
      "names.h": `#define PREFIX "x:1:"\n#define HERE "x:1:here"\n`,
      "a.c": c(`#include "names.h"
void _Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, HERE, 8, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
static const char *const kept = "x:1:here";
int a(void) { return dynpgext_lookup_shmem("x:1:here") != NULL; }
int b(void) { return dynpgext_lookup_shmem(PREFIX "here") != NULL; }
int d(void) { return dynpgext_lookup_shmem(kept) != NULL; }
`),
    });
    expect(entities.names("shmemName")).toEqual(["x:1:here"]);
    expect(entities.places("shmemName", "x:1:here")).toEqual([
      "a.c:6 allocate HERE",
      'a.c:8 spell "x:1:here"',
      'a.c:9 lookup "x:1:here"',
      'a.c:10 lookup PREFIX "here"',
      "a.c:11 lookup kept",
      'names.h:2 spell "x:1:here"',
    ]);
    expect(entities.at("a.c", "handle, HE|RE")).toEqual(["shmemName x:1:here allocate"]);
    expect(entities.at("names.h", '"x:1|:here"')).toEqual(["shmemName x:1:here spell"]);
  });

  it("that are only known at run time are none", async () => {
    const entities = await Entities.of({
      "a.c": c(`int a(int i) { return dynpgext_lookup_shmem(psprintf("x:%d", i)) != NULL; }\n`),
    });
    expect(entities.names("shmemName")).toEqual([]);
  });
});

describe("a C function", () => {
  it("is told from others of its name in other files and libraries", async () => {
    const helper = (name: string): string =>
      `static int help(void) { return 1; }\nint ${name}(void) { return help(); }\n`;
    const entities = await Entities.of({
      "one/one.control": "",
      "one/a.c": helper("a"),
      "one/b.c": helper("b"),
      "two/two.control": "",
      "two/a.c": helper("a"),
    });
    expect(entities.names("cFunction")).toEqual(["a", "a", "b", "help", "help", "help"]);
    const [first] = entities.workspace.index.entities.entitiesAt(`${root}/one/a.c`, 12);
    expect(first?.entity).toEqual({ kind: "cFunction", name: "help", scope: `${root}/one/a.c` });
    expect(entities.occurrences(first!.entity).map(({ path, role }) => `${path} ${role}`)).toEqual([
      `${root}/one/a.c define`,
      `${root}/one/a.c call`,
    ]);
  });

  it("occurs in prototypes, calls, tables and macros, not in strings, comments or variables of its name", async () => {
    const entities = await Entities.of({
      "work.h": `extern int work(int n);\n#define WORK2 (work(2) + work_2("work")) /* work */\n`,
      "a.c": `#include "work.h"
int work(int n) { return n; }
static int (*const table[])(int) = { work };
int b(void) { elog(LOG, "work"); /* work */ return work(1) + table[0](2) + s.work; }
int d(int work) { return work; }
`,
    });
    expect(entities.places("cFunction", "work")).toEqual([
      "a.c:2 define work",
      "a.c:3 mention work",
      "a.c:4 call work",
      "work.h:1 declare work",
      "work.h:2 mention work",
    ]);
    expect(entities.at("a.c", "return w|ork(1)")).toEqual(["cFunction work call"]);
    expect(entities.at("a.c", "int d(int w|ork)")).toEqual([]);
  });
});

describe("the parts of an extension", () => {
  it("are linked from the script to the C function", async () => {
    const entities = await Entities.of(exampleFiles("broken_dynpgext"));
    expect(entities.places("cFunction", "visits_total")).toEqual([
      "broken_dynpgext--0.1.sql:16 link visits_total",
      "visits.c:11 export visits_total",
      "visits.c:29 define visits_total",
    ]);
    expect(entities.places("worker", "visit cleaner")).toEqual([
      'collector.c:71 spell "visit cleaner"',
      "collector.c:79 register &worker",
    ]);
    expect(entities.places("library", "broken_dynpgext").slice(0, 2)).toEqual([
      "Makefile:1 define broken_dynpgext",
      "broken_dynpgext--0.1.sql:11 link MODULE_PATHNAME",
    ]);
    expect(entities.at("broken_dynpgext--0.1.sql", "'visits_|add'")).toEqual(["cFunction visits_add link"]);
    expect(entities.links).toEqual([
      "extension broken_dynpgext > library broken_dynpgext",
      "sqlFunction add > cFunction visits_add",
      "sqlFunction enable_alerts > cFunction visits_enable_alerts",
      "sqlFunction of_group > cFunction visits_of_group",
      "sqlFunction total > cFunction visits_total",
      "worker visit cleaner > cFunction cleaner_main",
      "worker visit collector > cFunction colector_main",
    ]);
  });

  it("are linked by the function's own name where the script gives no symbol, through updates too", async () => {
    const entities = await Entities.of({
      "x.control": "default_version = '1.1'\nrequires = 'plpgsql, y'\n",
      "x.c": `PG_FUNCTION_INFO_V1(twice);\nDatum twice(PG_FUNCTION_ARGS) { PG_RETURN_INT32(2); }\n`,
      "x--1.0.sql": "CREATE FUNCTION @extschema@.twice(int) RETURNS int AS '$libdir/x' LANGUAGE C;\n",
      "x--1.0--1.1.sql": `DROP FUNCTION twice(int);\nCREATE FUNCTION "twice"(int, int) RETURNS int AS '$libdir/x', 'gone' LANGUAGE C;\n`,
      "y--1.0.sql": "CREATE FUNCTION other(int) RETURNS int AS 'MODULE_PATHNAME' LANGUAGE C;\n",
    });
    expect(entities.places("sqlFunction", "twice")).toEqual([
      "x--1.0--1.1.sql:1 drop DROP FUNCTION twice(int)",
      "x--1.0--1.1.sql:2 define twice",
      "x--1.0.sql:1 define twice",
    ]);
    expect(entities.places("cFunction", "twice")).toEqual([
      "x--1.0.sql:1 link twice",
      "x.c:1 export twice",
      "x.c:2 define twice",
    ]);
    expect(entities.places("cFunction", "gone")).toEqual(["x--1.0--1.1.sql:2 link gone"]);
    expect(entities.names("sqlFunction")).toEqual(["twice"]);
    expect(entities.places("extension", "y")).toEqual(["x.control:2 require y"]);
  });
});

describe("PostgreSQL's own names", () => {
  it("are found in libraries that do not use the interface", async () => {
    const entities = await Entities.of({
      "a.c": `#define TRANCHE "my_tranche"
static int limit;
void _PG_init(void)
{
	DefineCustomIntVariable("my.limit", "Limit", NULL, &limit, 1, 0, 10, PGC_SUSET, 0, NULL, NULL, NULL);
	RequestNamedLWLockTranche(TRANCHE, 1);
}
void start(void) { bool found; ShmemInitStruct("my state", 8, &found); GetNamedLWLockTranche(TRANCHE); }
const char *show(void) { return GetConfigOption("my.limit", false, false); }
`,
    });
    expect(entities.places("guc", "my.limit")).toEqual([
      'a.c:5 define "my.limit"',
      'a.c:9 lookup "my.limit"',
    ]);
    expect(entities.places("lwlockTranche", "my_tranche")).toEqual([
      'a.c:1 spell "my_tranche"',
      "a.c:6 request TRANCHE",
      "a.c:8 lookup TRANCHE",
    ]);
    expect(entities.names("shmemStruct")).toEqual(["my state"]);
  });
});

describe("names in calls", () => {
  it("are found in what a helper is given, in tables and in variables", async () => {
    const entities = await Entities.of({
      "a.c": `static int limits[2];
static const struct { const char *name; int *value; } table[] = {
	{ "my.first", &limits[0] },
	{ "my.second", &limits[1] },
};
static void define(const char *name, int *value)
{
	DefineCustomIntVariable(name, "", NULL, value, 1, 0, 10, PGC_SUSET, 0, NULL, NULL, NULL);
}
void _PG_init(void)
{
	const char *tranche = "my_tranche";
	define("my.third", &limits[0]);
	for (int i = 0; i < 2; i++)
		DefineCustomIntVariable(table[i].name, "", NULL, table[i].value, 1, 0, 10, PGC_SUSET, 0, NULL, NULL, NULL);
	RequestNamedLWLockTranche(tranche, 1);
}
`,
    });
    expect(entities.names("guc")).toEqual(["my.first", "my.second", "my.third"]);
    expect(entities.places("guc", "my.third")).toEqual(['a.c:13 define "my.third"']);
    expect(entities.names("lwlockTranche")).toEqual(["my_tranche"]);
  });
});

describe("the table", () => {
  it("follows edits", async () => {
    const entities = await Entities.of(exampleFiles("broken_dynpgext"));
    const script = `${root}/broken_dynpgext--0.1.sql`;
    entities.workspace.setFile(
      script,
      "CREATE FUNCTION n() RETURNS int AS 'MODULE_PATHNAME', 'visits_add' LANGUAGE C;",
    );
    expect(entities.names("sqlFunction")).toEqual(["n"]);
    entities.workspace.removeFile(script);
    expect(entities.names("sqlFunction")).toEqual([]);
    expect(entities.names("cFunction")).toContain("visits_add");
    entities.workspace.removeFile(`${root}/visits.c`);
    expect(entities.names("cFunction")).not.toContain("visits_add");
  });

  it("has no SQL before a parser is there, and reads no script that nobody asks for", async () => {
    const workspace = createWorkspace(root, workspaceOptions());
    for (const [name, text] of exampleFiles("hello_dynpgext")) workspace.setFile(`${root}/${name}`, text);
    expect(workspace.index.entities.ofKind("sqlFunction")).toEqual([]);
    let parsed = 0;
    const parser = await loadSqlParser();
    workspace.provideSqlParser({ parse: (sql) => (parsed++, parser.parse(sql)) });
    workspace.analyze();
    expect(parsed).toBe(0);
    expect(workspace.index.entities.ofKind("sqlFunction").length).toBeGreaterThan(0);
    expect(parsed).toBeGreaterThan(0);
  });

  it("takes only scripts that PostgreSQL could run", () => {
    const workspace = createWorkspace(root, workspaceOptions());
    const names = [
      "x--1.0.sql",
      "sql/x--1.0--1.1.sql",
      "x.sql",
      "sql/test.sql",
      "x--1.0.sql.in",
      "x--1--2--3.sql",
    ];
    expect(names.filter((name) => workspace.wants(`${root}/${name}`))).toEqual([
      "x--1.0.sql",
      "sql/x--1.0--1.1.sql",
    ]);
  });
});
