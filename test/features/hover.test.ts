import { describe, expect, it } from "vitest";
import { findHover } from "../../server/src/features/hover/findHover";
import { apiFunctions } from "../../server/src/pg/api/apiFunctions";
import { exampleFiles } from "../engine/analyseFiles";
import { Editing } from "./editing";

function hover(editing: Editing, file: string, marked: string): string | undefined {
  const { path, offset } = editing.at(file, marked);
  return findHover(editing.workspace, path, offset)?.markdown;
}

describe("hover on shared memory", () => {
  it("tells scope, size, who allocates it and who looks it up", async () => {
    const editing = await Editing.of(exampleFiles("hello_dynpgext"));
    const cluster = hover(editing, "hello_dynpgext.c", "lookup_shmem(HELLO_CLU|STER_SHMEM)");
    expect(cluster).toContain('`HELLO_CLUSTER_SHMEM` is "hello_dynpgext:0.1:cluster"');
    expect(cluster).toContain("**shared memory** `hello_dynpgext:0.1:cluster` · 26 of 127 bytes");
    expect(cluster).toContain(
      "- one for the cluster, `sizeof(HelloCluster)` = 16 bytes, filled by `init_cluster`; allocated hello_dynpgext.c:91 in `_Dynpgext_init`",
    );
    expect(cluster).toContain("- looked up hello_dynpgext.c:132 in `hello_cluster`");
    const database = hover(editing, "hello_dynpgext.c", "lookup_shmem(HELLO_DATA|BASE_SHMEM)");
    expect(database).toMatch(
      /one for each database, `sizeof\(HelloDatabase\)` = (\d+) bytes × 32 databases = \d+ bytes/u,
    );
  });

  it("says that nobody allocates a name", async () => {
    const editing = await Editing.of({
      "a.c": `#include "dynpgext.h"\nint a(void) { return dynpgext_lookup_shmem("x:1") != NULL; }\n`,
    });
    expect(hover(editing, "a.c", '"x|:1"')).toContain("Nothing in this workspace allocates it");
  });
});

describe("hover on workers", () => {
  it("tells where they are registered, as what, and what they run", async () => {
    const editing = await Editing.of(exampleFiles("hello_dynpgext"));
    const worker = hover(editing, "hello_dynpgext.c", '.bgw_name = "hello_dynpgext cl|ock"');
    expect(worker).toContain("**background worker** `hello_dynpgext clock` · 20 of 95 bytes");
    expect(worker).toContain(
      "- one for the cluster, `BGWORKER_SHMEM_ACCESS`; registered hello_dynpgext.c:68 in `register_clock`",
    );
    expect(worker).toContain("- runs `hello_clock_main`, workers.c:39");
    expect(hover(editing, "workers.c", "\nhello_clo|ck_main(Datum")).toContain(
      "main function of background worker `hello_dynpgext clock`",
    );
  });

  it("explains the fields with what the loader makes of them", async () => {
    const editing = await Editing.of(exampleFiles("hello_dynpgext"));
    expect(hover(editing, "hello_dynpgext.c", ".bgw_restart|_time")).toContain(
      "**Dynpgext**: The loader ignores it",
    );
    expect(hover(editing, "hello_dynpgext.c", "BGWORKER_SHMEM_AC|CESS,")).toContain("Always needed");
  });
});

describe("hover on the interface", () => {
  it("explains functions, flags, macros and the fields of the handle", async () => {
    const editing = await Editing.of(exampleFiles("hello_dynpgext"));
    const at = (marked: string): string | undefined => hover(editing, "hello_dynpgext.c", marked);
    expect(at("dynpgext_lookup|_shmem(HELLO_CLUSTER")).toContain(
      "void *dynpgext_lookup_shmem(const char *name)",
    );
    expect(at("DYNPGEXT_SCOPE_DATABASE|_LOCAL);")).toContain("One for each database");
    expect(at("DYNPGEXT_MA|GIC")).toContain("Once per library");
    expect(at("handle->alloc|ate_shmem")).toContain("at most 127 bytes");
    expect(at("handle->library|_name")).toContain("Absolute path");
    expect(at("handle->register_|bgworker")).toContain("void *data, int flags)");
  });

  it("shows the form of register_bgworker that the included header has", async () => {
    const editing = await Editing.of({
      "a.c": `#define DYNPGEXT_REGISTER_BGWORKER_ARGS 3
#include "dynpgext.h"
void _Dynpgext_init(const dynpgext_handle *handle) { handle->register_bgworker(handle, &worker, 0); }
`,
    });
    expect(hover(editing, "a.c", "register_bg|worker(handle")).toContain("BackgroundWorker *bgw, int flags)");
  });
});

describe("hover on functions of PostgreSQL", () => {
  it("tells what they do to memory", async () => {
    const editing = await Editing.of({
      "a.c": `void f(void) { SPI_connect(); p = palloc(1); q = SPI_palloc(1); l = lappend(l, p); SPI_finish(); } /* palloc */
char *s = "palloc";
static int pstrdup(int a) { return a; }
int g(void) { return pstrdup(1) + x->palloc; }
`,
    });
    expect(hover(editing, "a.c", "p = pal|loc")).toContain("dies with `SPI_finish`");
    expect(hover(editing, "a.c", "SPI_pal|loc")).toContain("outlives `SPI_finish`");
    expect(hover(editing, "a.c", "lapp|end")).toContain(
      "Use only the result from then on: `list` may have moved.",
    );
    expect(hover(editing, "a.c", "SPI_fin|ish")).toContain("```c\nint SPI_finish(void)\n```");
    expect(hover(editing, "a.c", "/* pal|loc")).toBeUndefined();
    expect(hover(editing, "a.c", '"pal|loc"')).toBeUndefined();
    expect(hover(editing, "a.c", "return pstr|dup")).toBeUndefined();
    expect(hover(editing, "a.c", "x->pal|loc")).toBeUndefined();
  });

  it("leaves functions of C to other tools, but for those that give or take memory", async () => {
    const editing = await Editing.of({
      "a.c": "void f(char *a) { strcpy(a, b); free(strdup(a)); strcmp(a, b); }\n",
    });
    expect(hover(editing, "a.c", "str|cpy")).toBeUndefined();
    expect(hover(editing, "a.c", "str|cmp")).toBeUndefined();
    expect(hover(editing, "a.c", "str|dup")).toContain("lives until `free` is called for it");
    expect(hover(editing, "a.c", "fr|ee")).toContain("must not be used afterwards");
  });

  it("tells how long what is in a context that has a name lives", async () => {
    const editing = await Editing.of({
      "a.c": `void f(FmgrInfo *flinfo, EState *estate) { g(TopMemoryContext, flinfo->fn_mcxt, es_query_cxt, estate->es_query_cxt); }
`,
    });
    expect(hover(editing, "a.c", "TopMemory|Context")).toContain("lives until the process ends");
    expect(hover(editing, "a.c", "flinfo->fn_|mcxt")).toContain("mostly one query");
    expect(hover(editing, "a.c", ", estate->es_query|_cxt")).toContain("the execution of the query ends");
    expect(hover(editing, "a.c", "fn_mcxt, es_query|_cxt")).toBeUndefined();
  });

  it("knows a declaration and a source for each of them", () => {
    expect(apiFunctions.size).toBeGreaterThan(100);
    for (const { name, returns, source, about } of apiFunctions.values()) {
      expect(returns, name).not.toBe("");
      expect(source, name).toMatch(/REL_\d+_STABLE$|C11|POSIX|GNU|^dynpgext\.h/u);
      expect(about, name).toMatch(/^[A-Z].*\.$/u);
    }
  });
});

describe("hover between SQL and C", () => {
  it("shows the declaration with the arguments as C takes them, and the C function", async () => {
    const editing = await Editing.of(exampleFiles("hello_dynpgext"));
    const fromC = hover(editing, "greetings.c", "INFO_V1(hello_g|reet)");
    expect(fromC).toContain("FUNCTION greet(name text) RETURNS text VOLATILE STRICT");
    expect(fromC).toContain("- name `text`: `PG_GETARG_TEXT_PP(0)`");
    const fromSql = hover(editing, "hello_dynpgext--0.1.sql", "FUNCTION gre|et(");
    expect(fromSql).toContain("C function `hello_greet`, greetings.c:21");
  });

  it("explains control files and extensions", async () => {
    const editing = await Editing.of(exampleFiles("hello_dynpgext"));
    expect(hover(editing, "hello_dynpgext.control", "default_ver|sion")).toContain(
      "A Dynpgext loader needs it.",
    );
    expect(hover(editing, "Makefile", "EXTENSION = hel|lo")).toContain("version 0.1, hello_dynpgext.control");
    expect(hover(editing, "hello_dynpgext.c", '"hello_dynpgext.report|_interval"')).toContain(
      "**setting** `hello_dynpgext.report_interval`",
    );
    expect(hover(editing, "hello_dynpgext.control", "schema = hel|lo")).toBeUndefined();
  });
});
