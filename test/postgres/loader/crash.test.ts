import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { idleWorker, worker, type CExtension } from "./cExtension";
import { eventually, startLoaderServer, type LoaderServer, type Worker } from "./loaderServer";

const pulse: CExtension = {
  name: "pulse",
  body: `${idleWorker}
static void fill(void *ptr, void *data) { *(int *) ptr = 40; }
static int add(const char *name) { return ++*(int *) dynpgext_lookup_shmem(name); }
PGDLLEXPORT void once_main(Datum arg);
PGDLLEXPORT void once_main(Datum arg) { proc_exit(0); }`,
  init: `ALLOCATE("pulse:1.0:all", sizeof(int), fill, NULL, DYNPGEXT_SCOPE_GLOBAL);
ALLOCATE("pulse:1.0:each", sizeof(int), fill, NULL, DYNPGEXT_SCOPE_DATABASE_LOCAL);
${worker("pulse idle", "idle_main")} ${worker("pulse once", "once_main")}`,
  functions: {
    pulse_all: `psprintf("%d", add("pulse:1.0:all"))`,
    pulse_each: `psprintf("%d", add("pulse:1.0:each"))`,
    pulse_crash: `psprintf("%d", *(volatile int *) 0xdead0000)`,
  },
};

/** Initialised only when it is created, so a crash takes away what was known of it. */
const late: CExtension = {
  name: "late_pulse",
  body: `${idleWorker}
static void fill(void *ptr, void *data) { *(int *) ptr = 60; }
PGDLLEXPORT bool _Dynpgext_eager_preload(void) { return false; }`,
  init: `ALLOCATE("late_pulse:1.0:each", sizeof(int), fill, NULL, DYNPGEXT_SCOPE_DATABASE_LOCAL);
${worker("late idle", "idle_main")}`,
  functions: { late_pulse_each: `psprintf("%d", ++*(int *) dynpgext_lookup_shmem("late_pulse:1.0:each"))` },
};

let server: LoaderServer;

beforeAll(async () => {
  server = await startLoaderServer([pulse, late], { settings: ["dynpgext_dev.preset_databases = 2"] });
  await server.rows("CREATE EXTENSION pulse; CREATE EXTENSION late_pulse");
  await settled();
}, 120_000);

afterAll(() => server.remove());

const one = async (query: string): Promise<string | null> => (await server.rows(query))[0]?.[0] ?? null;

/** All workers as they should be. */
async function settled(): Promise<readonly Worker[]> {
  return eventually(
    async () => [...(await server.workers("pulse")), ...(await server.workers("late_pulse"))],
    (rows) =>
      rows.map(({ name, state }) => `${name} ${state}`).join() ===
      "pulse idle running,pulse once exited,late idle running",
  );
}

/** The server has noticed the death of a process and is back with all workers, in other processes than before. */
async function restarted(before: readonly Worker[]): Promise<readonly Worker[]> {
  const old = new Set(before.flatMap(({ pid }) => (pid === null ? [] : [pid])));
  return eventually(settled, (rows) => rows.every(({ pid }) => pid === null || !old.has(pid)), 30_000);
}

/** With fresh memory in place of the old. */
async function expectFreshMemory(): Promise<void> {
  expect(await one("SELECT pulse_all()")).toBe("41");
  expect(await one("SELECT pulse_each()")).toBe("41");
  expect(await one("SELECT late_pulse_each()")).toBe("61");
  expect(await server.rows("SELECT * FROM dynpgext_dev.check()")).toEqual([]);
}

describe("after", () => {
  it("SIGKILL of a session the memory is fresh and the workers are back", async () => {
    await expectFreshMemory();
    expect(await one("SELECT pulse_each()")).toBe("42");
    const before = await settled();
    const session = await server.session();
    process.kill(session.database.pid, "SIGKILL");
    await restarted(before);
    await expectFreshMemory();
    const said = (await server.events()).find(({ message }) =>
      message.includes(`(PID ${session.database.pid})`),
    );
    expect(said).toMatchObject({
      severity: "error",
      message: expect.stringMatching(/terminated by signal 9/) as string,
    });
  }, 60_000);

  it("a segmentation fault that is none of the loader's business as well", async () => {
    const before = await settled();
    const session = await server.session();
    await expect(session.error("SELECT pulse_crash()")).rejects.toThrow();
    await restarted(before);
    await expectFreshMemory();
    const said = (await server.events()).find(({ message }) => message.includes("terminated by signal 11"));
    expect(said?.detail).toMatch(/pulse_crash/);
  }, 60_000);

  it("SIGKILL of a worker its exit is shown, and it runs again", async () => {
    const before = await settled();
    const victim = before.find(({ name }) => name === "pulse idle")!;
    process.kill(victim.pid!, "SIGKILL");
    const rows = await restarted(before);
    expect(rows.find(({ name }) => name === "pulse idle")).toMatchObject({ state: "running", exit_code: -9 });
    expect(rows.find(({ name }) => name === "late idle")).toMatchObject({
      state: "running",
      exit_code: null,
    });
    const said = (await server.events()).find(({ message }) => message.includes(`(PID ${victim.pid})`));
    expect(said).toMatchObject({
      severity: "error",
      message: expect.stringMatching(
        /^background worker "pulse idle" \(PID \d+\) was terminated by signal 9/,
      ) as string,
      library: expect.stringMatching(/pulse\.so$/) as string,
    });
    await expectFreshMemory();
  }, 60_000);

  it("SIGKILL of the launcher the workers are back", async () => {
    const before = await settled();
    const pid = await one("SELECT pid FROM pg_stat_activity WHERE backend_type = 'dynpgext loader'");
    process.kill(Number(pid), "SIGKILL");
    await restarted(before);
  }, 60_000);

  it("the launcher was told to end the workers go on, and the next one looks after them", async () => {
    const before = await settled();
    const launcher = "SELECT pid FROM pg_stat_activity WHERE backend_type = 'dynpgext loader'";
    const pid = await one(launcher);
    await server.rows(`SELECT pg_terminate_backend(${pid})`);
    await eventually(
      () => one(launcher),
      (next) => next !== null && next !== pid,
    );
    expect(await settled()).toEqual(before);
    await server.rows("DROP EXTENSION pulse; CREATE EXTENSION pulse");
    await eventually(settled, (rows) => rows[0]?.pid !== before[0]?.pid);
  }, 60_000);

  it("SIGKILL of the postmaster the next start is as any other", async () => {
    const { postgres, run } = server.sandbox;
    const status = await postgres.status();
    if (!status.ok || status.value.pid === undefined) throw new Error("no server");
    process.kill(status.value.pid, "SIGKILL");
    await eventually(
      () => postgres.start(run),
      (started) => started.ok,
      40_000,
    );
    await settled();
    await expectFreshMemory();
  }, 90_000);
});
