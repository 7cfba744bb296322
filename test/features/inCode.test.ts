import { describe, expect, it } from "vitest";
import { listHints, type HintSettings } from "../../server/src/features/listHints";
import { listLenses } from "../../server/src/features/listLenses";
import { listSemanticTokens } from "../../server/src/features/listSemanticTokens";
import { exampleFiles, root } from "../engine/analyseFiles";
import { Editing } from "./editing";

function lenses(editing: Editing, file: string): string[] {
  const path = `${root}/${file}`;
  return listLenses(editing.workspace, path).map(({ span, title, action }) => {
    const does =
      action.kind === "run" ? action.what : action.sites.map((site) => editing.show(site)).join("; ");
    return `${editing.show({ path, ...span })} | ${title} | ${does}`;
  });
}

function hints(editing: Editing, file: string, settings: HintSettings): string[] {
  const path = `${root}/${file}`;
  const text = editing.text(file);
  return listHints(editing.workspace, path, { start: 0, end: text.length }, settings).map(
    ({ offset, label }) => `${text.slice(text.lastIndexOf("\n", offset) + 1, offset).trim()} <${label}>`,
  );
}

describe("code lenses", () => {
  it("count look-ups, and tell what can be done with the extension", async () => {
    const editing = await Editing.of(exampleFiles("hello_dynpgext"));
    expect(lenses(editing, "hello_dynpgext.c")).toEqual([
      "hello_dynpgext.c:89 _Dynpgext_init | Build and Load | load",
      "hello_dynpgext.c:89 _Dynpgext_init | Run | run",
      "hello_dynpgext.c:89 _Dynpgext_init | Debug | debug",
      "hello_dynpgext.c:91 HELLO_CLUSTER_SHMEM | 1 look-up of hello_dynpgext:0.1:cluster | hello_dynpgext.c:132 HELLO_CLUSTER_SHMEM",
      "hello_dynpgext.c:93 HELLO_DATABASE_SHMEM | 1 look-up of hello_dynpgext:0.1:database | hello_dynpgext.c:143 HELLO_DATABASE_SHMEM",
    ]);
  });

  it("show where workers are registered and what SQL calls a function, and the other way round", async () => {
    const editing = await Editing.of(exampleFiles("hello_dynpgext"));
    expect(lenses(editing, "workers.c")[0]).toBe(
      "workers.c:39 hello_clock_main | worker hello_dynpgext clock, registered in hello_dynpgext.c:68 | hello_dynpgext.c:68 &worker",
    );
    expect(lenses(editing, "greetings.c")[0]).toBe(
      "greetings.c:21 hello_greet | SQL: greet(name text) RETURNS text | hello_dynpgext--0.1.sql:12 greet",
    );
    expect(lenses(editing, "hello_dynpgext--0.1.sql")[0]).toBe(
      "hello_dynpgext--0.1.sql:14 hello_greet | C: hello_greet, greetings.c:21 | greetings.c:21 hello_greet",
    );
  });
});

describe("lenses that debug", () => {
  it("say what stands below them: a function to call, a worker to start", async () => {
    const editing = await Editing.of(exampleFiles("hello_dynpgext"));
    const targets = ["greetings.c", "workers.c"].map((file) =>
      listLenses(editing.workspace, `${root}/${file}`).flatMap(({ title, action }) =>
        action.kind === "run" ? [{ title, ...action.target }] : [],
      ),
    );
    expect(targets[0]?.[0]).toEqual({ title: "Debug", kind: "function", name: "hello_greet" });
    expect(targets[1]).toEqual([
      {
        ...{ title: "Debug start-up", kind: "worker" },
        ...{ name: "hello_dynpgext clock", functionName: "hello_clock_main" },
      },
      {
        ...{ title: "Debug start-up", kind: "worker" },
        ...{ name: "hello_dynpgext reporter", functionName: "hello_reporter_main" },
      },
    ]);
  });
});

describe("inlay hints", () => {
  it("show names behind macros, and scopes when they are asked for", async () => {
    const editing = await Editing.of(exampleFiles("hello_dynpgext"));
    expect(hints(editing, "hello_dynpgext.c", { names: true, scopes: false, regions: false })).toEqual([
      'handle->allocate_shmem(handle, HELLO_CLUSTER_SHMEM <"hello_dynpgext:0.1:cluster">',
      'handle->allocate_shmem(handle, HELLO_DATABASE_SHMEM <"hello_dynpgext:0.1:database">',
      'HelloCluster *cluster = dynpgext_lookup_shmem(HELLO_CLUSTER_SHMEM <"hello_dynpgext:0.1:cluster">',
      'HelloDatabase *database = dynpgext_lookup_shmem(HELLO_DATABASE_SHMEM <"hello_dynpgext:0.1:database">',
    ]);
    expect(hints(editing, "hello_dynpgext.c", { names: false, scopes: true, regions: false })).toEqual([
      "HelloCluster *cluster = dynpgext_lookup_shmem(HELLO_CLUSTER_SHMEM <one for the cluster>",
      "HelloDatabase *database = dynpgext_lookup_shmem(HELLO_DATABASE_SHMEM <one for each database>",
    ]);
    expect(hints(editing, "hello_dynpgext.c", { names: false, scopes: false, regions: false })).toEqual([]);
  });
});

describe("semantic tokens", () => {
  it("are the names of the interface in code, not in comments and strings", async () => {
    const editing = await Editing.of({
      "a.c": `#include "dynpgext.h"
DYNPGEXT_MAGIC;
/* DYNPGEXT_MAGIC */ char *s = "DYNPGEXT_MAGIC";
void _Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "x", 8, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	dynpgext_lookup_shmem("x");
	dynpgext_own();
}
`,
      "b.c": "int a;\n",
    });
    const of = (file: string): string[] =>
      listSemanticTokens(editing.workspace.index.cFiles.get(`${root}/${file}`)!).map(
        ({ start, end, type }) => `${type} ${editing.text(file).slice(start, end)}`,
      );
    expect(of("a.c")).toEqual([
      "macro DYNPGEXT_MAGIC",
      "function _Dynpgext_init",
      "type dynpgext_handle",
      "method allocate_shmem",
      "enumMember DYNPGEXT_SCOPE_GLOBAL",
      "function dynpgext_lookup_shmem",
    ]);
    expect(of("b.c")).toEqual([]);
  });
});
