import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { idleWorker, worker, type CExtension } from "./cExtension";
import { eventually, startLoaderServer, type LoaderServer, type Worker } from "./loaderServer";

/** A global worker, one per database, and memory of both kinds that a callback fills. */
const clock = (version: string): CExtension => ({
  name: "clock",
  version,
  ...(version === "1.0" ? {} : { controlName: `clock--${version}`, library: `clock-${version}` }),
  ...(version === "1.0" ? {} : { control: `module_pathname = '$libdir/clock-${version}'\n` }),
  updateFrom: version === "1.0" ? [] : ["1.0"],
  body: `${idleWorker}
PGDLLEXPORT void alone_main(Datum arg);
PGDLLEXPORT void alone_main(Datum arg)
{
  pqsignal(SIGTERM, die);
  BackgroundWorkerUnblockSignals();
  for (;;)
  {
    (void) WaitLatch(MyLatch, WL_LATCH_SET | WL_EXIT_ON_PM_DEATH, 0, PG_WAIT_EXTENSION);
    ResetLatch(MyLatch);
    CHECK_FOR_INTERRUPTS();
  }
}`,
  init:
    worker(
      "clock alone",
      "alone_main",
      "DYNPGEXT_SCOPE_GLOBAL",
      "worker.bgw_flags = BGWORKER_SHMEM_ACCESS;",
    ) + worker("clock local", "idle_main"),
});

/** Its worker ends at once, with the code that its name says. */
const brief: CExtension = {
  name: "brief",
  body: `PGDLLEXPORT void brief_main(Datum arg);
PGDLLEXPORT void brief_main(Datum arg) { proc_exit(MyBgworkerEntry->bgw_extra[0] - '0'); }`,
  init:
    worker("brief 0", "brief_main", undefined, `worker.bgw_extra[0] = '0';`) +
    worker("brief 1", "brief_main", undefined, `worker.bgw_extra[0] = '1';`),
};

const many: CExtension = {
  name: "many",
  body: idleWorker,
  init: Array.from({ length: 30 }, (_, i) => worker(`many ${i}`, "idle_main")).join("\n"),
};

const three: CExtension = {
  name: "three",
  before: "#define DYNPGEXT_REGISTER_BGWORKER_ARGS 3",
  body: idleWorker,
  init: worker(
    "three worker",
    "idle_main",
    "DYNPGEXT_REGISTER_BGWORKER_DEFAULTS",
    // As much as fits; the path of a private installation may be longer, which is nobody's fault.
    "strncpy(worker.bgw_library_name, handle->library_name, BGW_MAXLEN);",
  ),
};

const stubborn: CExtension = {
  name: "stubborn",
  control:
    "default_version = '1.0'\nmodule_pathname = '$libdir/stubborn'\nrelocatable = true\nrequires = 'clock'\n",
  body: `static void started(BackgroundWorkerHandle *handle, void *data)
{
  pid_t pid;
  if (WaitForBackgroundWorkerStartup(handle, &pid) == BGWH_STARTED)
    elog(LOG, "callback of %s saw the worker start", (char *) data);
}
${idleWorker}`,
  init: worker("stubborn worker", "idle_main").replace(
    /REGISTER\(.*\);/,
    `handle->register_bgworker(handle, &worker, started, "stubborn",
       DYNPGEXT_SCOPE_DATABASE_LOCAL | DYNPGEXT_REGISTER_BGWORKER_NOTIFY);`,
  ),
};

let server: LoaderServer;

beforeAll(async () => {
  server = await startLoaderServer([clock("1.0"), clock("1.1"), brief, many, three, stubborn], {
    settings: ["dynpgext_dev.preset_databases = 2", "max_prepared_transactions = 2"],
  });
}, 120_000);

afterAll(() => server.remove());

/** Workers that have a process, as `name version database`. */
async function alive(extension = "clock"): Promise<readonly string[]> {
  const rows = await server.workers(extension);
  return rows
    .filter(({ pid }) => pid !== null)
    .map(({ name, version, database }) => `${name} ${version} ${database ?? "*"}`)
    .sort();
}

const becomes = async (expected: readonly string[], extension = "clock"): Promise<void> => {
  await eventually(
    () => alive(extension),
    (found) => found.join("\n") === [...expected].sort().join("\n"),
  );
};

const find = async (name: string, extension = "clock"): Promise<Worker> => {
  const [row] = (await server.workers(extension)).filter((one) => one.name === name);
  if (row === undefined) throw new Error(`no worker ${name}`);
  return row;
};

describe("workers of an extension", () => {
  it("are registered, and do not run, before a database has it", async () => {
    const rows = await server.workers("clock");
    expect(rows.map(({ name, version, state }) => `${name} ${version} ${state}`).sort()).toEqual([
      "clock alone 1.0 registered",
      "clock alone 1.1 registered",
      "clock local 1.0 registered",
      "clock local 1.1 registered",
    ]);
  });

  it("do not start when the transaction that creates it is rolled back", async () => {
    await server.rows("BEGIN; CREATE EXTENSION clock; ROLLBACK");
    await server.rows(
      "BEGIN; SAVEPOINT s; CREATE EXTENSION clock; ROLLBACK TO s; CREATE EXTENSION brief; DROP EXTENSION brief; COMMIT",
    );
    // The launcher has seen what was committed when it has started this one.
    await server.rows("CREATE EXTENSION three");
    await becomes(["three worker 1.0 dev"], "three");
    expect(await alive()).toEqual([]);
    await server.rows("DROP EXTENSION three");
    await becomes([], "three");
  });

  it("start with CREATE EXTENSION: the global one once, the others in each database", async () => {
    await server.rows("CREATE EXTENSION clock");
    await becomes(["clock alone 1.0 *", "clock local 1.0 dev"]);
    await server.rows("CREATE DATABASE second");
    await server.rows("CREATE EXTENSION clock", "second");
    await becomes(["clock alone 1.0 *", "clock local 1.0 dev", "clock local 1.0 second"]);
  });

  it("start in a database made from a template that has it, and do not keep the template from being copied", async () => {
    await server.rows("CREATE DATABASE third TEMPLATE second");
    await becomes([
      "clock alone 1.0 *",
      "clock local 1.0 dev",
      "clock local 1.0 second",
      "clock local 1.0 third",
    ]);
  });

  it("end with DROP DATABASE, which they do not hinder, nor ALTER DATABASE", async () => {
    await server.rows("DROP DATABASE third");
    await becomes(["clock alone 1.0 *", "clock local 1.0 dev", "clock local 1.0 second"]);
    await server.rows("ALTER DATABASE second RENAME TO other");
    await becomes(["clock alone 1.0 *", "clock local 1.0 dev", "clock local 1.0 other"]);
  });

  it("come back when a statement that would have needed their database fails", async () => {
    const before = await find("clock local");
    const session = await server.session();
    const error = await session.error("BEGIN; DROP DATABASE other");
    expect(error.message).toBe("DROP DATABASE cannot run inside a transaction block");
    await session.run("ROLLBACK");
    await becomes(["clock alone 1.0 *", "clock local 1.0 dev", "clock local 1.0 other"]);
    expect((await find("clock local")).pid).toBe(before.pid);
  });

  it("are those of the new version after ALTER EXTENSION UPDATE", async () => {
    await server.rows("ALTER EXTENSION clock UPDATE TO '1.1'", "other");
    await becomes(["clock alone 1.0 *", "clock alone 1.1 *", "clock local 1.0 dev", "clock local 1.1 other"]);
  });

  it("are others after DROP and CREATE, and never twice", async () => {
    const before = await find("clock local");
    await server.rows("DROP EXTENSION clock; CREATE EXTENSION clock");
    await eventually(
      () => server.workers("clock"),
      (rows) => rows.some(({ database, pid }) => database === "dev" && pid !== null && pid !== before.pid),
    );
    await becomes(["clock alone 1.0 *", "clock alone 1.1 *", "clock local 1.0 dev", "clock local 1.1 other"]);
  });

  it("end with DROP EXTENSION, the global one with the last", async () => {
    await server.rows("DROP EXTENSION clock", "other");
    await becomes(["clock alone 1.0 *", "clock local 1.0 dev"]);
    await server.rows("CREATE SCHEMA s; ALTER EXTENSION clock SET SCHEMA s; DROP SCHEMA s CASCADE");
    await becomes([]);
    expect((await find("clock local")).state).toBe("stopped");
  });

  it("start with CREATE EXTENSION … CASCADE, and end with DROP … CASCADE", async () => {
    await server.rows("CREATE EXTENSION stubborn CASCADE");
    await becomes(["clock alone 1.0 *", "clock local 1.0 dev"]);
    await becomes(["stubborn worker 1.0 dev"], "stubborn");
    await server.rows("DROP EXTENSION clock CASCADE");
    await becomes([]);
    await becomes([], "stubborn");
  });

  it("start after COMMIT PREPARED", async () => {
    await server.rows("BEGIN; CREATE EXTENSION three; PREPARE TRANSACTION 'p'");
    await server.rows("COMMIT PREPARED 'p'");
    await becomes(["three worker 1.0 dev"], "three");
    await server.rows("DROP EXTENSION three");
    await becomes([], "three");
  });
});

describe("a worker", () => {
  it("that ends stays ended, and its exit code is shown", async () => {
    await server.rows("CREATE EXTENSION brief");
    await eventually(
      () => server.workers("brief"),
      (rows) => rows.every(({ state }) => state === "exited"),
    );
    expect((await server.workers("brief")).map(({ name, exit_code }) => [name, exit_code])).toEqual([
      ["brief 0", 0],
      ["brief 1", 1],
    ]);
    const said = (await server.events()).filter(({ message }) =>
      message.startsWith('background worker "brief'),
    );
    expect(said.map(({ severity, message }) => `${severity}: ${message}`).sort()).toEqual([
      'info: background worker "brief 0" ended with exit code 0',
      'warning: background worker "brief 1" ended with exit code 1',
    ]);
    await server.rows("DROP EXTENSION brief");
  });

  it("whose process is told to end shows that within two seconds, and is not started again", async () => {
    await server.rows("CREATE EXTENSION three");
    await becomes(["three worker 1.0 dev"], "three");
    const { pid } = await find("three worker", "three");
    await server.rows(`SELECT pg_terminate_backend(${pid})`);
    await eventually(
      () => find("three worker", "three"),
      ({ state, exit_code }) => state === "exited" && exit_code === 1,
      2_000,
    );
    await server.rows("CREATE EXTENSION brief; DROP EXTENSION brief");
    expect(await alive("three")).toEqual([]);
    const rules = (await server.events()).map(({ rule }) => rule);
    expect(rules).not.toContain("bgw-name-copy");
    expect(rules).not.toContain("bgw-library-name");
  });

  it("has a callback that can wait for its start", async () => {
    await server.rows("CREATE EXTENSION stubborn CASCADE");
    await becomes(["stubborn worker 1.0 dev"], "stubborn");
    const events = await server.events();
    expect(events.filter(({ message }) => message.includes("callback of background worker"))).toEqual([]);
    const log: string[] = [];
    const { postgres } = server.sandbox;
    const stop = new AbortController();
    await eventually(
      async () => {
        await postgres.followLog(
          200,
          (record) => {
            log.push(record.message);
            stop.abort();
          },
          AbortSignal.any([stop.signal, AbortSignal.timeout(500)]),
        );
        return log;
      },
      (lines) => lines.includes("callback of stubborn saw the worker start"),
    );
    await server.rows("DROP EXTENSION clock CASCADE");
  });
});

describe("settle", () => {
  it("waits until what was committed has had its effect on workers", async () => {
    await server.rows("DROP EXTENSION three");
    for (let round = 0; round < 3; round++) {
      await server.rows("CREATE EXTENSION clock; CREATE EXTENSION three");
      expect(await server.rows("SELECT dynpgext_dev.settle()")).toEqual([["t"]]);
      expect(await alive()).toEqual(["clock alone 1.0 *", "clock local 1.0 dev"]);
      expect(await alive("three")).toEqual(["three worker 1.0 dev"]);
      const before = await find("clock local");
      await server.rows("DROP EXTENSION clock; CREATE EXTENSION clock; DROP EXTENSION three");
      expect(await server.rows("SELECT dynpgext_dev.settle()")).toEqual([["t"]]);
      expect(await alive()).toEqual(["clock alone 1.0 *", "clock local 1.0 dev"]);
      expect((await find("clock local")).pid).not.toBe(before.pid);
      expect(await alive("three")).toEqual([]);
      await server.rows("DROP EXTENSION clock");
      expect(await server.rows("SELECT dynpgext_dev.settle()")).toEqual([["t"]]);
      expect(await alive()).toEqual([]);
    }
  });
});

describe("thirty workers", () => {
  it("run, and those that find no place are named", async () => {
    await server.rows("CREATE EXTENSION many");
    await eventually(
      () => alive("many"),
      (found) => found.length === 30,
    );
    // 64 places: 30 and 30, the launcher, and logical replication's.
    await server.rows("CREATE DATABASE crowd");
    await server.rows("CREATE EXTENSION many", "crowd");
    await eventually(
      () => alive("many"),
      (found) => found.length === 60,
    );
    await server.rows("CREATE DATABASE queue");
    await server.rows("CREATE EXTENSION many", "queue");
    const full = await eventually(
      () => server.events(),
      (events) => events.some(({ message }) => message.startsWith("there is no place for background worker")),
    );
    expect(full.find(({ message }) => message.startsWith("there is no place"))).toMatchObject({
      severity: "error",
      detail: "max_worker_processes is 64, and all of them are in use.",
      hint: "Enlarge max_worker_processes. It is started as soon as another one ends.",
    });
    await server.rows("DROP EXTENSION many", "crowd");
    await eventually(
      () => alive("many"),
      (found) => found.filter((one) => one.endsWith(" queue")).length === 30,
    );
    for (const database of ["crowd", "queue"]) await server.rows(`DROP DATABASE ${database}`);
    await server.rows("DROP EXTENSION many");
    await becomes([], "many");
  }, 60_000);
});

describe("a restart", () => {
  it("brings the workers back", async () => {
    await server.rows("CREATE EXTENSION clock");
    await server.rows("CREATE EXTENSION clock", "other");
    await becomes(["clock alone 1.0 *", "clock local 1.0 dev", "clock local 1.0 other"]);
    await server.restart();
    await becomes(["clock alone 1.0 *", "clock local 1.0 dev", "clock local 1.0 other"]);
  });
});
