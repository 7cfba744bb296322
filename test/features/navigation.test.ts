import { describe, expect, it } from "vitest";
import { findDefinitions } from "../../server/src/features/findDefinitions";
import { findFoldings } from "../../server/src/features/findFoldings";
import { findHighlights } from "../../server/src/features/findHighlights";
import { findReferences } from "../../server/src/features/findReferences";
import { findWorkspaceSymbols } from "../../server/src/features/findWorkspaceSymbols";
import { listDocumentSymbols } from "../../server/src/features/listDocumentSymbols";
import { exampleFiles, root } from "../engine/analyseFiles";
import { Editing } from "./editing";

function definitions(editing: Editing, file: string, marked: string): string[] {
  const { path, offset } = editing.at(file, marked);
  return findDefinitions(editing.workspace, path, offset).map((site) => editing.show(site));
}

function references(editing: Editing, file: string, marked: string, withDeclarations = true): string[] {
  const { path, offset } = editing.at(file, marked);
  return findReferences(editing.workspace, path, offset, { withDeclarations }).map((site) =>
    editing.show(site),
  );
}

const memory = {
  "names.h": `#define VERSION "1"\n#define HERE "x:" VERSION ":here"\n`,
  "a.c": `#include "postgres.h"
#include "dynpgext.h"
#include "names.h"
void _Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, HERE, 8, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
int a(void) { return dynpgext_lookup_shmem("x:1:here") != NULL; }
int b(void) { return dynpgext_lookup_shmem("x:" VERSION ":here") != NULL; }
`,
};

describe("go to definition", () => {
  it("leads from a look-up to the allocation, however the name is written", async () => {
    const editing = await Editing.of(memory);
    expect(definitions(editing, "a.c", `("x:1|:here")`)).toEqual(["a.c:6 HERE"]);
    expect(definitions(editing, "a.c", `("x:" VER|SION`)).toEqual(["a.c:6 HERE"]);
    expect(definitions(editing, "a.c", "handle, HE|RE")).toEqual([
      'names.h:1 "1"',
      'names.h:2 "x:"',
      'names.h:2 ":here"',
    ]);
  });

  it("leads from SQL to C and back, from PG_FUNCTION_INFO_V1 too", async () => {
    const editing = await Editing.of(exampleFiles("hello_dynpgext"));
    const script = "hello_dynpgext--0.1.sql";
    expect(definitions(editing, script, "FUNCTION gre|et(name")).toEqual(["greetings.c:21 hello_greet"]);
    expect(definitions(editing, script, "'hello_g|reet'")).toEqual(["greetings.c:21 hello_greet"]);
    expect(definitions(editing, script, "COMMENT ON FUNCTION last_gre|eted")).toEqual([]);
    expect(definitions(editing, "greetings.c", "Datum\nhello_g|reet(")).toEqual([`${script}:14 hello_greet`]);
    expect(definitions(editing, "greetings.c", "INFO_V1(hello_g|reet)")).toEqual([
      "greetings.c:21 hello_greet",
      `${script}:14 hello_greet`,
    ]);
  });

  it("leads from the string of a worker to its main function and back", async () => {
    const editing = await Editing.of(exampleFiles("hello_dynpgext"));
    expect(definitions(editing, "hello_dynpgext.c", `"hello_clo|ck_main"`)).toEqual([
      "workers.c:39 hello_clock_main",
    ]);
    expect(definitions(editing, "workers.c", "hello_clo|ck_main(Datum main_arg)\n{")).toEqual([
      "hello_dynpgext.c:68 &worker",
    ]);
    expect(definitions(editing, "workers.c", "= hello_clu|ster();")).toEqual([
      "hello_dynpgext.c:130 hello_cluster",
    ]);
  });

  it("leads through control file, Makefile and scripts", async () => {
    const editing = await Editing.of({
      ...Object.fromEntries(exampleFiles("hello_dynpgext")),
      "other.control": "default_version = '1.0'\nrequires = 'hello_dynpgext'\n",
    });
    expect(definitions(editing, "other.control", "'hello|_dynpgext'")).toEqual(["hello_dynpgext.control"]);
    expect(definitions(editing, "Makefile", "EXTENSION = hello|_dynpgext")).toEqual([
      "hello_dynpgext.control",
    ]);
    expect(definitions(editing, "Makefile", "DATA = hello|_dynpgext--0.1.sql")).toEqual([
      "hello_dynpgext--0.1.sql",
    ]);
    expect(definitions(editing, "Makefile", "gree|tings.o")).toEqual(["greetings.c"]);
    expect(definitions(editing, "hello_dynpgext.control", "= '0.|1'")).toEqual(["hello_dynpgext--0.1.sql"]);
    expect(definitions(editing, "hello_dynpgext.control", "$libdir/hel|lo")).toEqual([
      "Makefile:1 hello_dynpgext",
    ]);
    expect(definitions(editing, "hello_dynpgext--0.1.sql", '"CREATE EXTENSION hello|_dynpgext"')).toEqual([
      "hello_dynpgext.control",
    ]);
  });

  it("finds settings and tranches, and nothing in comments and plain code", async () => {
    const editing = await Editing.of({
      "a.c": `void _PG_init(void)
{
	DefineCustomIntVariable("my.limit", "", NULL, &limit, 1, 0, 10, PGC_SUSET, 0, NULL, NULL, NULL);
	RequestNamedLWLockTranche("my_tranche", 1);
}
/* "my.limit" */
const char *show(void) { GetNamedLWLockTranche("my_tranche"); return GetConfigOption("my.limit", 0, 0); }
`,
    });
    expect(definitions(editing, "a.c", 'GetConfigOption("my|')).toEqual(['a.c:3 "my.limit"']);
    expect(definitions(editing, "a.c", 'GetNamedLWLockTranche("my|')).toEqual(['a.c:4 "my_tranche"']);
    expect(definitions(editing, "a.c", '/* "my|.limit')).toEqual([]);
    expect(definitions(editing, "a.c", "const ch|ar")).toEqual([]);
  });
});

describe("references", () => {
  it("go through literals, macros and concatenations", async () => {
    const editing = await Editing.of(memory);
    expect(references(editing, "a.c", `("x:1|:here")`)).toEqual([
      "a.c:6 HERE",
      'a.c:8 "x:1:here"',
      'a.c:9 "x:" VERSION ":here"',
    ]);
    expect(references(editing, "a.c", `("x:1|:here")`, false)).toEqual([
      'a.c:8 "x:1:here"',
      'a.c:9 "x:" VERSION ":here"',
    ]);
  });

  it("of a C function are in C and in SQL", async () => {
    const editing = await Editing.of(exampleFiles("broken_dynpgext"));
    expect(references(editing, "visits.c", "INFO_V1(visits_t|otal)")).toEqual([
      "broken_dynpgext--0.1.sql:16 visits_total",
      "visits.c:11 visits_total",
      "visits.c:29 visits_total",
    ]);
  });
});

describe("highlights", () => {
  it("tell where a name is made from where it is used", async () => {
    const editing = await Editing.of(memory);
    const { path, offset } = editing.at("a.c", `("x:1|:here")`);
    const found = findHighlights(editing.workspace, path, offset).map(
      ({ span, kind }) => `${kind} ${editing.show({ path, ...span })}`,
    );
    expect(found).toEqual(["write a.c:6 HERE", 'read a.c:8 "x:1:here"', 'read a.c:9 "x:" VERSION ":here"']);
  });
});

describe("symbols", () => {
  it("of a C file are its functions with what they do to memory and workers, and its magic", async () => {
    const editing = await Editing.of(exampleFiles("hello_dynpgext"));
    const symbols = listDocumentSymbols(editing.workspace, `${root}/hello_dynpgext.c`);
    const names = symbols.map(({ name, detail, children }) =>
      [name, detail, ...children.map((child) => `${child.kind} ${child.name}`)].filter(Boolean).join(" | "),
    );
    expect(names).toEqual([
      "PG_MODULE_MAGIC",
      "DYNPGEXT_MAGIC",
      "init_cluster",
      "init_database",
      "register_clock | worker hello_dynpgext clock",
      "register_reporter | worker hello_dynpgext reporter",
      "_Dynpgext_init | entry point of the loader | memory hello_dynpgext:0.1:cluster | memory hello_dynpgext:0.1:database",
      "_PG_init | setting hello_dynpgext.report_interval",
      "shmem_is_missing",
      "hello_cluster | lookup hello_dynpgext:0.1:cluster",
      "hello_database | lookup hello_dynpgext:0.1:database",
    ]);
    for (const { span, nameSpan, name } of symbols) {
      expect(editing.text("hello_dynpgext.c").slice(nameSpan.start, nameSpan.end)).toBe(
        name.replace(/\(.*/u, ""),
      );
      expect(span.start <= nameSpan.start && nameSpan.end <= span.end).toBe(true);
    }
  });

  it("of scripts and control files are what they create and set", async () => {
    const editing = await Editing.of(exampleFiles("hello_dynpgext"));
    const names = (file: string): string[] =>
      listDocumentSymbols(editing.workspace, `${root}/${file}`).map(
        ({ name, detail }) => `${name}: ${detail ?? ""}`,
      );
    expect(names("hello_dynpgext--0.1.sql").slice(0, 2)).toEqual([
      "log: table",
      "greet: function, C function hello_greet",
    ]);
    expect(names("hello_dynpgext.control")).toContain("default_version: 0.1");
    expect(names("Makefile")).toEqual([]);
  });

  it("of the workspace are found by some of their letters", async () => {
    const editing = await Editing.of(exampleFiles("hello_dynpgext"));
    const found = (query: string): string[] =>
      findWorkspaceSymbols(editing.workspace, query).map(({ name, kind }) => `${kind} ${name}`);
    expect(found("01clu")).toEqual(["memory hello_dynpgext:0.1:cluster"]);
    expect(found("heartb")).toEqual(["function heartbeats", "function hello_heartbeats"]);
    expect(found("Dyn_init")).toContain("function _Dynpgext_init");
    expect(found("")).toContain("extension hello_dynpgext");
    expect(found("zzz")).toEqual([]);
  });
});

describe("folding", () => {
  const folded = (path: string, text: string): string[] =>
    findFoldings(path, text).map(
      ({ span, kind }) => `${kind ?? "code"} ${JSON.stringify(text.slice(span.start, span.end))}`,
    );

  it("of C keeps the closing brace in sight and knows comments, includes and conditions", () => {
    expect(
      folded(
        "/a.c",
        `#include "a.h"\n#include "b.h"\n/* one\n two */\n#if X\nint f(void)\n{\n\treturn 1;\n}\n#else\nint x;\n#endif\n`,
      ),
    ).toEqual([
      String.raw`code "{\n\treturn 1;"`,
      String.raw`comment "/* one\n two */"`,
      String.raw`region "#if X\nint f(void)\n{\n\treturn 1;\n}"`,
      String.raw`region "#else\nint x;"`,
      String.raw`imports "#include \"a.h\"\n#include \"b.h\""`,
    ]);
  });

  it("of SQL goes by statements, whatever stands in their bodies", () => {
    expect(
      folded(
        "/a.sql",
        "-- a\n-- b\nCREATE FUNCTION f() RETURNS int AS $$\nSELECT 1;\n$$ LANGUAGE sql;\nSELECT 1;\n",
      ),
    ).toEqual([
      String.raw`code "CREATE FUNCTION f() RETURNS int AS $$\nSELECT 1;\n$$ LANGUAGE sql;"`,
      String.raw`comment "-- a\n-- b"`,
    ]);
    expect(folded("/a.control", "# a\n# b\ncomment = 'x'\n")).toEqual([String.raw`comment "# a\n# b"`]);
  });

  it("survives text that never ends", () => {
    expect(folded("/a.c", "{{{}}}}}\n/* \n")).toHaveLength(1);
    expect(folded("/a.sql", "SELECT $$ \n '")).toEqual([]);
  });
});
