import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { idleWorker, worker, type CExtension } from "./cExtension";
import { eventually, startLoaderServer, type LoaderServer } from "./loaderServer";

/** Its initialisation looks up what it has just asked for. */
const lazy: CExtension = {
  name: "lazy",
  body: `static int runs;
static void fill(void *ptr, void *data) { runs++; *(int *) ptr = 10; }
static int add(const char *name)
{
  int *counter = dynpgext_lookup_shmem(name);
  if (counter == NULL)
    elog(ERROR, "no %s", name);
  return ++*counter;
}
${idleWorker}
PGDLLEXPORT bool _Dynpgext_eager_preload(void) { return false; }`,
  init: `ALLOCATE("lazy:1.0:all", sizeof(int), fill, NULL, DYNPGEXT_SCOPE_GLOBAL);
add("lazy:1.0:all");
ALLOCATE("lazy:1.0:each", sizeof(int), fill, NULL, DYNPGEXT_SCOPE_DATABASE_LOCAL);
${worker("lazy worker", "idle_main")}`,
  functions: {
    lazy_all: `psprintf("%d", add("lazy:1.0:all"))`,
    lazy_each: `psprintf("%d", add("lazy:1.0:each"))`,
  },
  script: "SELECT lazy_all();",
};

/** Comes after the server was started. */
const guest: CExtension = { ...lazy, name: "guest", script: "" };
const asGuest = (text: string): string => text.replaceAll("lazy", "guest");
const guestExtension: CExtension = {
  ...guest,
  body: asGuest(lazy.body!).replace("return false", "return true"),
  init: asGuest(lazy.init as string),
  functions: Object.fromEntries(
    Object.entries(lazy.functions!).map(([name, text]) => [asGuest(name), asGuest(text)]),
  ),
};

const failing: CExtension = {
  name: "failing",
  body: "PGDLLEXPORT bool _Dynpgext_eager_preload(void) { return false; }",
  init: `elog(ERROR, "late init says no");`,
};

const growing = (size: number): CExtension => ({
  name: "growing",
  body: `${idleWorker} PGDLLEXPORT bool _Dynpgext_eager_preload(void) { return false; }`,
  init: `ALLOCATE("growing:1.0:v", ${size}, NULL, NULL, 0); ${worker(`growing ${size}`, "idle_main")}`,
  functions: { growing_found: `dynpgext_lookup_shmem("growing:1.0:v") ? "${size}" : "NULL"` },
});

const fixed = (size: number): CExtension => ({
  name: "fixed",
  init: `ALLOCATE("fixed:1.0:v", ${size}, NULL, NULL, 0);`,
});

const mended = (init: string): CExtension => ({
  name: "mended",
  init: `${init} ALLOCATE("mended:1.0:v", 8, NULL, NULL, 0);`,
  functions: { mended_found: `dynpgext_lookup_shmem("mended:1.0:v") ? "yes" : "no"` },
});

let server: LoaderServer;

beforeAll(async () => {
  server = await startLoaderServer(
    [lazy, failing, growing(8), fixed(8), mended("*(volatile int *) 8 = 1;")],
    {
      settings: ["dynpgext_dev.preset_databases = 2"],
    },
  );
}, 120_000);

afterAll(() => server.remove());

const one = async (query: string, database?: string): Promise<string | null> =>
  (await server.rows(query, database))[0]?.[0] ?? null;

const state = (extension: string): Promise<string | null> =>
  one(`SELECT eager || ' ' || state FROM dynpgext_dev.libraries WHERE extension = '${extension}'`);

const running = async (extension: string): Promise<readonly string[]> =>
  (await server.workers(extension))
    .filter((row) => row.state === "running")
    .map(({ name, database }) => `${name} ${database ?? "*"}`);

describe("a library that does not want to be preloaded", () => {
  it("is left alone at server start", async () => {
    expect(await state("lazy")).toBe("false deferred");
    expect(await server.rows("SELECT * FROM dynpgext_dev.shmem WHERE name ~ 'lazy'")).toEqual([]);
  });

  it("is initialised before its script runs, and may look up what it has asked for", async () => {
    await server.rows("CREATE EXTENSION lazy");
    expect(await state("lazy")).toBe("false initialised");
    expect(await one("SELECT lazy_all()")).toBe("13");
    expect(await one("SELECT lazy_each()")).toBe("11");
    expect(
      await server.rows("SELECT name, guard FROM dynpgext_dev.shmem WHERE name ~ 'lazy' ORDER BY name"),
    ).toEqual([
      ["lazy:1.0:all", "intact"],
      ["lazy:1.0:each", "intact"],
    ]);
    await eventually(
      () => running("lazy"),
      (found) => found.join() === "lazy worker dev",
    );
  });

  it("has memory in other databases and sessions, filled by callbacks that those have to find out first", async () => {
    await server.rows("CREATE DATABASE second");
    await server.rows("CREATE EXTENSION lazy", "second");
    expect(await one("SELECT lazy_each()", "second")).toBe("11");
    expect(await one("SELECT lazy_each()", "second")).toBe("12");
    expect(await one("SELECT lazy_each()")).toBe("12");
  });

  it("is initialised after a restart, by whoever comes first", async () => {
    await server.restart();
    expect(Number(await one("SELECT lazy_each()"))).toBe(11);
    expect(await one("SELECT lazy_each()", "second")).toBe("11");
    await eventually(
      () => running("lazy"),
      (found) => found.join() === "lazy worker dev,lazy worker second",
    );
  });

  it("that fails makes CREATE EXTENSION fail, with its error", async () => {
    const session = await server.session();
    const error = await session.error("CREATE EXTENSION failing");
    expect(error.message).toBe("late init says no");
    expect(await state("failing")).toBe("false failed");
    expect((await server.events()).at(-1)).toMatchObject({
      severity: "error",
      rule: "shmem-callback-throws",
      message: 'extension "failing" 1.0 could not be initialised',
    });
    expect(await session.text("SELECT 1")).toBe("1");
  });

  it("can be built again, with other requests, while the server runs", async () => {
    await server.rows("CREATE EXTENSION growing");
    expect(await one("SELECT growing_found()")).toBe("8");
    await eventually(
      () => running("growing"),
      (found) => found.join() === "growing 8 dev",
    );
    await server.rows("DROP EXTENSION growing");
    await server.install([growing(4096)]);
    await server.rows("CREATE EXTENSION growing");
    expect(await one("SELECT growing_found()")).toBe("4096");
    expect(await one("SELECT size FROM dynpgext_dev.shmem WHERE name = 'growing:1.0:v'")).toBe("4096");
    await eventually(
      () => running("growing"),
      (found) => found.join() === "growing 4096 dev",
    );
  });
});

describe("a library that is installed while the server runs", () => {
  it("is initialised with CREATE EXTENSION", async () => {
    await server.install([guestExtension]);
    await server.rows("CREATE EXTENSION guest");
    expect(await state("guest")).toBe("true initialised");
    expect(await one("SELECT guest_all()")).toBe("12");
    expect(await one("SELECT guest_each()")).toBe("11");
    await eventually(
      () => running("guest"),
      (found) => found.join() === "guest worker dev",
    );
  });

  it("starts nothing when the transaction is rolled back", async () => {
    const guests = (await server.workers("guest")).length;
    await server.rows("DROP EXTENSION guest");
    await server.rows("BEGIN; CREATE EXTENSION guest; ROLLBACK");
    await eventually(
      () => running("guest"),
      (found) => found.length === 0,
    );
    expect((await server.workers("guest")).length).toBe(guests);
  });
});

describe("a library that failed at server start", () => {
  it("says so when its extension is created", async () => {
    const session = await server.session();
    await session.run("CREATE EXTENSION mended");
    expect(session.notices.map(({ severity, message, detail }) => [severity, message, detail])).toEqual([
      [
        "WARNING",
        'extension "mended" was not initialised at server start',
        "_Dynpgext_init or a callback crashed: signal 11, Segmentation fault.",
      ],
    ]);
    expect(await session.text("SELECT mended_found()")).toBe("no");
    await session.run("DROP EXTENSION mended");
  });

  it("is initialised without a restart when it was built again", async () => {
    await server.install([mended("")]);
    const session = await server.session();
    await session.run("CREATE EXTENSION mended");
    expect(session.notices).toEqual([]);
    expect(await session.text("SELECT mended_found()")).toBe("yes");
    expect(await state("mended")).toBe("true initialised");
  });
});

describe("a preloaded library that is built again", () => {
  it("needs a restart, which is said", async () => {
    const session = await server.session();
    await server.install([fixed(16)]);
    await session.run("CREATE EXTENSION fixed");
    expect(session.notices.map(({ severity, message, hint }) => [severity, message, hint])).toEqual([
      ["WARNING", 'the library of extension "fixed" has changed', "Restart the server."],
    ]);
    await server.restart();
    expect(await one("SELECT size FROM dynpgext_dev.shmem WHERE name = 'fixed:1.0:v'")).toBe("16");
  });
});
