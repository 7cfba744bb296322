import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { worker, type CExtension } from "./cExtension";
import { eventually, startLoaderServer, type LoaderServer } from "./loaderServer";

/** Counts in global memory and in memory per database; the callbacks take part in both. */
const tally: CExtension = {
  name: "tally",
  body: `typedef struct Start { int value; } Start;
static Start start = {100};
static void fill(void *ptr, void *data) { *(int *) ptr = ((Start *) data)->value; }
static int add(const char *name)
{
  int *counter = dynpgext_lookup_shmem(name);
  if (counter == NULL)
    elog(ERROR, "no %s", name);
  return ++*counter;
}
static void lookup_many(int count)
{
  for (int i = 0; i < count; i++)
    (void) dynpgext_lookup_shmem(psprintf("nobody%d", i));
}
static void take_time(void *ptr, void *data)
{
  pg_usleep(300000L);
  ++*(int *) ptr;
}`,
  init: `ALLOCATE("tally:1.0:all", sizeof(int), fill, &start, DYNPGEXT_SCOPE_GLOBAL);
ALLOCATE("tally:1.0:each", sizeof(int), fill, &start, DYNPGEXT_SCOPE_DATABASE_LOCAL);
ALLOCATE("tally:1.0:slow", sizeof(int), take_time, NULL, DYNPGEXT_SCOPE_DATABASE_LOCAL);
ALLOCATE("tally:1.0:odd", 13, NULL, NULL, DYNPGEXT_ALLOCATE_SHMEM_DEFAULTS);`,
  functions: {
    tally_all: `psprintf("%d", add("tally:1.0:all"))`,
    tally_each: `psprintf("%d", add("tally:1.0:each"))`,
    tally_slow: `psprintf("%d", *(int *) dynpgext_lookup_shmem("tally:1.0:slow"))`,
    tally_misspelt: `dynpgext_lookup_shmem("tally:1.0:eahc") ? "found" : "NULL"`,
    tally_older: `dynpgext_lookup_shmem("tally:0.9:each") ? "found" : "NULL"`,
    tally_foreign: `dynpgext_lookup_shmem("weather:2.0:clouds") ? "found" : "NULL"`,
    tally_unchecked: `psprintf("%d", *(int *) dynpgext_lookup_shmem("tally:1.0:eahc"))`,
    tally_many: `(lookup_many(1100), "done")`,
    tally_null: `dynpgext_lookup_shmem(NULL) ? "found" : "NULL"`,
    tally_overrun: `(((char *) dynpgext_lookup_shmem("tally:1.0:odd"))[13] = 1, "written")`,
    tally_underrun: `(((char *) dynpgext_lookup_shmem("tally:1.0:each"))[-4] = 1, "written")`,
    tally_write: `strcpy(dynpgext_lookup_shmem("tally:1.0:odd"), "eleven here")`,
    tally_present: `pstrdup(GetConfigOption("dynpgext.loader_present", true, false))`,
    tally_address: `psprintf("%d", (int) ((uintptr_t) dynpgext_lookup_shmem("tally:1.0:odd") % 64))`,
  },
};

const careless: CExtension = {
  name: "careless",
  body: `static const dynpgext_handle *kept;
static const char *ask(void)
{
  kept->allocate_shmem(kept, "careless:1.0:late", 8, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
  return dynpgext_lookup_shmem("careless:1.0:late") ? "found" : "NULL";
}
static const char *engage(void)
{
  BackgroundWorker worker = {0};
  kept->register_bgworker(kept, &worker, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
  return "nothing";
}
PGDLLEXPORT void early_main(Datum arg);
PGDLLEXPORT void early_main(Datum arg)
{
  BackgroundWorkerUnblockSignals();
  ++*(int *) dynpgext_lookup_shmem("tally:1.0:each");
  BackgroundWorkerInitializeConnectionByOid(DatumGetObjectId(arg), InvalidOid, 0);
}`,
  init: `kept = handle; ${worker("careless early", "early_main")}`,
  functions: { careless_ask: "ask()", careless_engage: "engage()" },
};

let server: LoaderServer;

beforeAll(async () => {
  // Two databases have their memory from the start: there are more from the beginning.
  server = await startLoaderServer([tally, careless], { settings: ["dynpgext_dev.preset_databases = 2"] });
  await server.rows("CREATE EXTENSION tally");
}, 120_000);

afterAll(() => server.remove());

const one = async (query: string, database?: string): Promise<string | null> =>
  (await server.rows(query, database))[0]?.[0] ?? null;

describe("memory", () => {
  it("is found in every process, filled by its callback with its data", async () => {
    expect(await one("SELECT tally_all()")).toBe("101");
    expect(await one("SELECT tally_all()")).toBe("102");
    expect(await one("SELECT tally_each()")).toBe("101");
    expect(await one("SELECT tally_present()")).toBe("on");
    expect(await one("SELECT tally_address()")).toBe("0");
  });

  it("is one for each of ten databases, and the global one is one for all", async () => {
    const names = Array.from({ length: 10 }, (_, i) => `many${i}`);
    for (const name of names) {
      await server.rows(`CREATE DATABASE ${name}`);
      await server.rows("CREATE EXTENSION tally", name);
    }
    for (const [i, name] of names.entries())
      for (let times = 0; times <= i; times++) await server.rows("SELECT tally_each(), tally_all()", name);
    for (const [i, name] of names.entries())
      expect(await one("SELECT tally_each()", name)).toBe(String(102 + i));
    expect(await one("SELECT tally_all()")).toBe("158");
    const shown = await server.rows(
      "SELECT database, scope, size, guard, used FROM dynpgext_dev.shmem WHERE name = 'tally:1.0:each' ORDER BY database",
    );
    expect(shown).toEqual(["dev", ...names].map((name) => [name, "database", "4", "intact", "1"]));
  });

  it("is filled once when several sessions come at the same time", async () => {
    const sessions = await Promise.all(Array.from({ length: 6 }, () => server.session("many0")));
    const answers = await Promise.all(sessions.map((session) => session.text("SELECT tally_slow()")));
    expect(answers).toEqual(Array.from({ length: 6 }, () => "1"));
  });

  it("stays with DROP and CREATE of the extension", async () => {
    await server.rows("DROP EXTENSION tally; CREATE EXTENSION tally", "many9");
    expect(await one("SELECT tally_each()", "many9")).toBe("112");
  });

  it("is fresh in a database that takes the place of one that is gone", async () => {
    await server.rows("DROP DATABASE many5");
    await server.rows("DROP DATABASE many6");
    await eventually(
      () =>
        server.rows(
          "SELECT DISTINCT database FROM dynpgext_dev.shmem WHERE database ~ 'many[56]' OR database IS NULL AND scope <> 'global'",
        ),
      (rows) => rows.length === 0,
    );
    await server.rows("CREATE DATABASE fresh TEMPLATE many1");
    expect(await one("SELECT tally_each()", "fresh")).toBe("101");
  });

  it("is shown with what is in it", async () => {
    expect(await one("SELECT tally_write()")).toBe("eleven here");
    expect(
      await server.rows(
        "SELECT extension, version, scope, database, size, guard, used FROM dynpgext_dev.shmem WHERE name = 'tally:1.0:odd'",
      ),
    ).toEqual([["tally", "1.0", "global", null, "13", "intact", "11"]]);
    expect(await one("SELECT encode(dynpgext_dev.peek('tally:1.0:odd', 7, 100), 'escape')")).toBe(
      "here\\000\\000",
    );
    const other = "(SELECT oid FROM pg_database WHERE datname = 'many9')";
    expect(await one(`SELECT encode(dynpgext_dev.peek('tally:1.0:each', 0, 2, ${other}), 'hex')`)).toBe(
      "7000",
    );
    const session = await server.session();
    expect((await session.error("SELECT dynpgext_dev.peek('tally:1.0:nothing', 0, 1)")).code).toBe("42704");
    expect((await session.error("SELECT dynpgext_dev.peek('tally:1.0:odd', -1, 1)")).code).toBe("22023");
  });

  it("is shown with the line of C that asked for it", async () => {
    const [row] = await server.rows(
      "SELECT library, caller_offset FROM dynpgext_dev.shmem WHERE name = 'tally:1.0:odd'",
    );
    const [library, offset] = row as [string, string];
    const address = `0x${(Number(offset) - 1).toString(16)}`;
    const { stdout } = await promisify(execFile)("addr2line", ["-e", library, address]);
    const line = Number(/:(\d+)/.exec(stdout)?.[1]);
    const source = readFileSync(join(server.sandbox.root, "c", "tally.c"), "utf8").split("\n");
    expect(source[line - 1]).toContain('ALLOCATE("tally:1.0:odd"');
  });
});

describe("a look-up", () => {
  it.each([
    ["tally_misspelt", 'Did you mean "tally:1.0:each"?'],
    ["tally_older", 'Did you mean "tally:1.0:each"?'],
    [
      "tally_foreign",
      "Is the extension that allocates it installed and initialised? See dynpgext_dev.libraries and dynpgext_dev.shmem.",
    ],
  ])("of an unknown name gives NULL and says what may be meant: %s", async (name, hint) => {
    const session = await server.session();
    expect(await session.text(`SELECT ${name}()`)).toBe("NULL");
    expect(await session.text(`SELECT ${name}()`)).toBe("NULL");
    expect(session.notices).toHaveLength(1);
    expect(session.notices[0]).toMatchObject({ severity: "WARNING", code: "42704", hint });
    expect(session.notices[0]!.message).toMatch(
      /^there is no shared memory .* \[shmem-lookup-unallocated\]$/,
    );
    const event = (await server.events()).at(-1)!;
    expect(event.library).toMatch(/\/tally\.so$/);
  });

  it("of very many unknown names leaves the last 1,000 events", async () => {
    await server.rows("SET client_min_messages = error; SELECT tally_many()");
    const events = await server.events();
    expect(events).toHaveLength(1000);
    expect(events.at(-1)!.message).toBe('there is no shared memory "nobody1099"');
  });

  it("without a name gives NULL", async () => {
    expect(await one("SELECT tally_null()")).toBe("NULL");
  });

  it("whose NULL is used ends that session and no other", async () => {
    const bystander = await server.session();
    const victim = await server.session();
    expect(await victim.error("SELECT tally_unchecked()")).toMatchObject({
      severity: "FATAL",
      message: "a NULL pointer was used at address (nil) [shmem-lookup-unchecked]",
      detail:
        'The look-up of shared memory "tally:1.0:eahc" gave NULL, and the result was used without a check.',
    });
    expect(await bystander.text("SELECT 1")).toBe("1");
    expect(await one("SELECT tally_all() > '158'")).toBe("t");
  });

  it("in a worker that is not connected yet is an error", async () => {
    await server.rows("CREATE EXTENSION careless");
    const event = await eventually(
      async () => (await server.events()).find(({ rule }) => rule === "shmem-lookup-before-connect"),
      (found) => found !== undefined,
    );
    expect(event).toMatchObject({
      severity: "error",
      message: 'shared memory "tally:1.0:each" is looked up before the database is known',
      hint: "Call BackgroundWorkerInitializeConnectionByOid() first, or allocate it with DYNPGEXT_SCOPE_GLOBAL.",
    });
    const [ended] = await eventually(
      () => server.workers("careless"),
      ([row]) => row?.state === "exited",
    );
    expect(ended).toMatchObject({ state: "exited", exit_code: 1 });
    expect(await one("SELECT 1")).toBe("1");
  });
});

describe("a handle that was kept", () => {
  it.each([
    ["careless_ask", "allocate_shmem", "NULL"],
    ["careless_engage", "register_bgworker", "nothing"],
  ])("has no effect, which is said: %s", async (name, called, answer) => {
    const session = await server.session();
    expect(await session.text(`SELECT ${name}()`)).toBe(answer);
    expect(session.notices[0]).toMatchObject({
      severity: "WARNING",
      code: "55000",
      message: `${called} was called through a saved handle: it has no effect [handle-outside-init]`,
    });
  });
});

describe("the guard zones", () => {
  it("show nothing while all is well", async () => {
    expect(await server.rows("SELECT * FROM dynpgext_dev.check()")).toEqual([]);
  });

  it("find one byte past the end, and name the memory", async () => {
    const session = await server.session();
    await session.run("SELECT tally_overrun()");
    expect(session.notices).toEqual([]);
    await session.run("SELECT tally_write()");
    expect(session.notices).toHaveLength(1);
    expect(session.notices[0]).toMatchObject({
      severity: "WARNING",
      code: "XX001",
      message: 'something wrote past the end of shared memory "tally:1.0:odd"',
      detail: "1 of the 64 bytes after its 13 bytes were written to, the first one at offset 13.",
    });
    expect((await server.events()).at(-1)).toMatchObject({
      severity: "error",
      message: session.notices[0]!.message,
    });
    expect(await server.rows("SELECT name, guard FROM dynpgext_dev.shmem WHERE guard <> 'intact'")).toEqual([
      ["tally:1.0:odd", "overrun"],
    ]);
  });

  it("find one byte before the start, also in memory made at run time", async () => {
    await server.rows("SELECT tally_underrun()", "many9");
    expect(await server.rows("SELECT * FROM dynpgext_dev.check() ORDER BY name")).toEqual([
      [
        "tally:1.0:each",
        "underrun",
        "1 of the 64 bytes before its start were written to, the nearest one at offset -4.",
      ],
      [
        "tally:1.0:odd",
        "overrun",
        "1 of the 64 bytes after its 13 bytes were written to, the first one at offset 13.",
      ],
    ]);
    expect((await server.events()).at(-1)!.message).toBe(
      'something wrote past the start of shared memory "tally:1.0:each"',
    );
    expect(await server.rows("SELECT 1")).toEqual([["1"]]);
  });
});
