import { describe, expect, it } from "vitest";
import { completionDocs } from "../../server/src/features/completion/completionDocs";
import type { Completion } from "../../server/src/features/completion/completion";
import { findCompletions } from "../../server/src/features/completion/findCompletions";
import { findSignature } from "../../server/src/features/findSignature";
import { exampleFiles, root } from "../engine/analyseFiles";
import { Editing } from "./editing";

/** What is offered at the `|` that is put into a file in place of `before`, best first. */
function offered(editing: Editing, file: string, before: string, typed: string): readonly Completion[] {
  const text = editing.text(file);
  const start = text.indexOf(before);
  if (start < 0) throw new Error(`no ${before}`);
  editing.set(file, text.slice(0, start) + typed.replace("|", "") + text.slice(start + before.length));
  const found = findCompletions(editing.workspace, `${root}/${file}`, start + typed.indexOf("|"));
  editing.set(file, text);
  return [...found].sort((a, b) => (a.rank ?? 1) - (b.rank ?? 1));
}

function labels(...given: Parameters<typeof offered>): string[] {
  return offered(...given).map(({ label }) => label);
}

/** The text after a completion is taken. */
function accepted(editing: Editing, file: string, before: string, typed: string, label: string): string {
  const text = editing.text(file);
  const start = text.indexOf(before);
  const broken = text.slice(0, start) + typed.replace("|", "") + text.slice(start + before.length);
  const item = offered(editing, file, before, typed).find((each) => each.label === label);
  if (!item) throw new Error(`no ${label}`);
  const done = broken.slice(0, item.span.start) + (item.insert ?? item.label) + broken.slice(item.span.end);
  return done.slice(start, start + done.length - (text.length - before.length));
}

const lookup = "dynpgext_lookup_shmem(HELLO_CLUSTER_SHMEM);";

describe("completion in C", () => {
  it("offers the names of shared memory, as literals and by their macros", async () => {
    const editing = await Editing.of(exampleFiles("hello_dynpgext"));
    const names = ["hello_dynpgext:0.1:cluster", "hello_dynpgext:0.1:database"];
    expect(labels(editing, "hello_dynpgext.c", lookup, 'dynpgext_lookup_shmem("|')).toEqual(names);
    expect(labels(editing, "hello_dynpgext.c", lookup, 'dynpgext_lookup_shmem("hel|");')).toEqual(names);
    expect(accepted(editing, "hello_dynpgext.c", lookup, 'dynpgext_lookup_shmem("hel|lo");', names[0]!)).toBe(
      'dynpgext_lookup_shmem("hello_dynpgext:0.1:cluster");',
    );
    expect(labels(editing, "hello_dynpgext.c", lookup, "dynpgext_lookup_shmem(HEL|").slice(0, 3)).toEqual([
      "HELLO_CLUSTER_SHMEM",
      "HELLO_DATABASE_SHMEM",
      '"hello_dynpgext:0.1:cluster"',
    ]);
    const call = "handle->allocate_shmem(handle, HELLO_CLUSTER_SHMEM, sizeof(HelloCluster),";
    expect(labels(editing, "hello_dynpgext.c", call, 'handle->allocate_shmem(handle, "|')).toEqual([
      "hello_dynpgext:0.1:cluster",
    ]);
  });

  it("offers flags, by the call and the arity of the header", async () => {
    const editing = await Editing.of(exampleFiles("hello_dynpgext"));
    const scope = "init_cluster, NULL, DYNPGEXT_SCOPE_GLOBAL);";
    const allocate = labels(editing, "hello_dynpgext.c", scope, "init_cluster, NULL, D|");
    expect(allocate.slice(0, 3)).toEqual([
      "DYNPGEXT_SCOPE_GLOBAL",
      "DYNPGEXT_SCOPE_DATABASE_LOCAL",
      "DYNPGEXT_ALLOCATE_SHMEM_DEFAULTS",
    ]);
    const register = "&worker, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);";
    expect(labels(editing, "hello_dynpgext.c", register, "&worker, NULL, NULL, |").slice(0, 4)).toContain(
      "DYNPGEXT_REGISTER_BGWORKER_NOTIFY",
    );
    expect(
      offered(editing, "hello_dynpgext.c", register, "&worker, NULL, |").every(({ rank }) => rank !== 0),
    ).toBe(true);
  });

  it("offers fields of workers and of the handle, and the values of fields", async () => {
    const editing = await Editing.of(exampleFiles("hello_dynpgext"));
    const file = "hello_dynpgext.c";
    expect(labels(editing, file, ".bgw_name = ", ".|")).toContain("bgw_restart_time");
    expect(labels(editing, file, "worker.bgw_library_name, handle", "worker.bgw|")).toContain(
      "bgw_notify_pid",
    );
    expect(labels(editing, file, "handle->library_name", "handle->|")).toEqual([
      "name",
      "version",
      "library_name",
      "allocate_shmem",
      "register_bgworker",
    ]);
    expect(labels(editing, file, "BGW_NEVER_RESTART", "|").slice(0, 1)).toEqual(["BGW_NEVER_RESTART"]);
    expect(
      labels(
        editing,
        file,
        "BGWORKER_SHMEM_ACCESS | BGW",
        "BGWORKER_SHMEM_ACCESS | B|".replace("| B", "& B"),
      ).slice(0, 2),
    ).toEqual(["BGWORKER_SHMEM_ACCESS", "BGWORKER_BACKEND_DATABASE_CONNECTION"]);
    expect(labels(editing, "greetings.c", "database->greetings", "database->|")).toEqual([]);
  });

  it("offers functions in the strings of workers, and the library's name", async () => {
    const editing = await Editing.of(exampleFiles("hello_dynpgext"));
    expect(labels(editing, "hello_dynpgext.c", '"hello_clock_main"', '"|"')).toEqual([
      "hello_clock_main",
      "hello_reporter_main",
    ]);
    const copy = "handle->library_name, sizeof";
    expect(labels(editing, "hello_dynpgext.c", copy, '"|')).toEqual(["hello_dynpgext"]);
    expect(labels(editing, "hello_dynpgext.c", '"hello_dynpgext clock"', '"|"')).toEqual([]);
  });

  it("offers the arguments of the SQL declaration, and functions with their memory behaviour", async () => {
    const editing = await Editing.of(exampleFiles("hello_dynpgext"));
    const found = offered(editing, "greetings.c", "text_to_cstring(PG_GETARG_TEXT_PP(0))", "PG_|");
    expect(found[0]).toMatchObject({ label: "PG_GETARG_TEXT_PP(0)", detail: "name text, of greet" });
    expect(found.map(({ label }) => label)).toContain("PG_RETURN_TEXT_P");
    for (const typed of ["SPI_p|", "s|", "pal|"]) {
      const names = labels(editing, "greetings.c", "text_to_cstring(PG_GETARG_TEXT_PP(0))", typed);
      expect(names).toContain("SPI_palloc");
      expect(names).not.toContain("lappend");
    }
    expect(labels(editing, "workers.c", "exists = OidIsValid", "PG_|")).not.toContain("PG_GETARG_TEXT_PP(0)");
    expect(completionDocs("SPI_palloc")).toContain("outlives `SPI_finish`");
    expect(completionDocs("bgw_restart_time")).toContain("ignores it");
    expect(completionDocs("x")).toBeUndefined();
  });

  it("offers no function of a newer PostgreSQL, and nothing in comments and plain strings", async () => {
    const editing = await Editing.of(
      { "a.c": 'void f(void) { /* here */ X; puts("there"); }\n' },
      { pg: 15 },
    );
    expect(labels(editing, "a.c", "X;", "palloc|")).toContain("palloc0");
    expect(labels(editing, "a.c", "X;", "palloc|")).not.toContain("palloc_object");
    expect(labels(editing, "a.c", "X;", "bms_|")).not.toContain("malloc");
    expect(labels(editing, "a.c", "X;", "mal|")).not.toContain("malloc");
    expect(labels(editing, "a.c", "X;", "|")).toEqual([]);
    expect(labels(editing, "a.c", "here", "pal|")).toEqual([]);
    expect(labels(editing, "a.c", "there", "pal|")).toEqual([]);
  });

  it("offers settings and tranches where they are asked for", async () => {
    const editing = await Editing.of({
      "a.c": `void _PG_init(void)
{
	DefineCustomIntVariable("my.limit", "", NULL, &limit, 1, 0, 10, PGC_SUSET, 0, NULL, NULL, NULL);
	RequestNamedLWLockTranche("my_tranche", 1);
}
void f(void) { GetConfigOption(X, false, false); }
`,
    });
    expect(labels(editing, "a.c", "X", '"|"')).toEqual(["my.limit"]);
    expect(labels(editing, "a.c", "GetConfigOption(X", 'GetNamedLWLockTranche("|')).toEqual(["my_tranche"]);
  });
});

describe("completion in scripts and control files", () => {
  it("offers C functions as symbols, those without a declaration first", async () => {
    const editing = await Editing.of(exampleFiles("hello_dynpgext"));
    const script = "hello_dynpgext--0.1.sql";
    const found = labels(
      editing,
      script,
      "CREATE FUNCTION greet(name text)\n    RETURNS text\n    AS 'MODULE_PATHNAME', 'hello_greet'",
      "CREATE FUNCTION x() RETURNS text AS 'MODULE_PATHNAME', '|'",
    );
    expect(found[0]).toBe("hello_greet");
    expect(found).toHaveLength(5);
    expect(labels(editing, script, "'MODULE_PATHNAME', 'hello_greet'", "'|'")).toEqual([
      "MODULE_PATHNAME",
      "$libdir/hello_dynpgext",
    ]);
    expect(labels(editing, script, "greet(text) IS", "gr|")).toContain("greet");
    expect(labels(editing, script, "CREATE TABLE log", "CREATE TABLE |")).toEqual([]);
  });

  it("offers keys that are not there yet, and their values", async () => {
    const editing = await Editing.of(exampleFiles("hello_dynpgext"), { pg: 15 });
    const control = "hello_dynpgext.control";
    const keys = labels(editing, control, "relocatable = false", "|");
    expect(keys).toContain("trusted");
    expect(keys).not.toContain("comment");
    expect(keys).not.toContain("no_relocate");
    expect(accepted(editing, control, "relocatable = false", "rel|", "relocatable")).toBe("relocatable = ");
    expect(labels(editing, control, "relocatable = false", "relocatable = |")).toEqual(["true", "false"]);
    expect(accepted(editing, control, "default_version = '0.1'", "default_version = |", "0.1")).toBe(
      "default_version = '0.1'",
    );
    expect(accepted(editing, control, "default_version = '0.1'", "default_version = '|'", "0.1")).toBe(
      "default_version = '0.1'",
    );
    expect(labels(editing, control, "'$libdir/hello_dynpgext'", "'|'")).toEqual(["$libdir/hello_dynpgext"]);
    expect(labels(editing, control, "schema = hello", "requires = 'x, |'")).toEqual(["plpgsql"]);
    expect(labels(editing, control, "schema = hello", "# sch|")).toEqual([]);
  });
});

describe("signature help", () => {
  const at = (editing: Editing, file: string, marked: string): string | undefined => {
    const { path, offset } = editing.at(file, marked);
    const signature = findSignature(editing.workspace, path, offset);
    return signature && `${signature.parameters.length} ${signature.parameters[signature.active] ?? "-"}`;
  };

  it("follows the arguments of the interface and of PostgreSQL's functions", async () => {
    const editing = await Editing.of(exampleFiles("hello_dynpgext"));
    expect(at(editing, "hello_dynpgext.c", "allocate_shmem(|handle, HELLO_CLUSTER")).toBe(
      "6 const dynpgext_handle *handle",
    );
    expect(at(editing, "hello_dynpgext.c", "allocate_shmem(handle, HELLO|_CLUSTER")).toBe(
      "6 const char *name",
    );
    expect(at(editing, "hello_dynpgext.c", "init_cluster, NULL, DYN|PGEXT_SCOPE_GLOBAL")).toBe("6 int flags");
    expect(at(editing, "hello_dynpgext.c", "&worker, NULL, NULL, DYN|PGEXT_SCOPE_GLOBAL")).toBe(
      "5 int flags",
    );
    expect(at(editing, "greetings.c", 'psprintf("%s, %s!", word, na|me)')).toBe("2 ...");
    expect(at(editing, "greetings.c", "int\t\t\tshort|_length")).toBeUndefined();
  });

  it("has the arity of the included header", async () => {
    const editing = await Editing.of({
      "dynpgext.h": `typedef struct dynpgext_handle dynpgext_handle;
struct dynpgext_handle { void (*register_bgworker)(const dynpgext_handle *handle, BackgroundWorker *bgw, int flags); };
`,
      "a.c": `#include "dynpgext.h"\nvoid _Dynpgext_init(const dynpgext_handle *handle) { handle->register_bgworker(handle, &w, 0); }\n`,
    });
    expect(at(editing, "a.c", "register_bgworker(handle, &w, |0")).toBe("3 int flags");
  });
});
