import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runToSuccess } from "../../devpg/src/host/runToSuccess";
import type { LogRecord, ServerMessage } from "../../devpg/src/interpret/serverMessage";
import { makeSandbox, problemOf, recordingRun, rowsOf, value, withConnection, type Sandbox } from "./sandbox";

let sandbox: Sandbox;
const start = async (): Promise<number> => value(await sandbox.postgres.start(sandbox.run)).pid!;
const scalar = async (sql: string): Promise<string | null> => (await rowsOf(sandbox.postgres, sql))[0]![0]!;

beforeAll(async () => {
  sandbox = makeSandbox();
});
afterAll(() => sandbox.remove());

describe("the server of a dev Postgres", () => {
  it("is none before the first start, and asking makes nothing", async () => {
    expect(value(await sandbox.postgres.status()).state).toBe("none");
    expect(problemOf(await sandbox.postgres.connect(null)).code).toBe("server-not-running");
    expect(value(await sandbox.postgres.stop(sandbox.run)).state).toBe("none");
    expect(readdirSync(sandbox.home)).toEqual(["loaders"]);
  });

  it("starts from nothing, with the dev database, and answers", async () => {
    const status = value(await sandbox.postgres.start(sandbox.run));
    expect(status.state).toBe("running");
    expect(await rowsOf(sandbox.postgres, "select current_database(), current_user")).toEqual([
      ["dev", "postgres"],
    ]);
  });

  it("is left alone by a second start, and shared with other programs", async () => {
    const pid = await start();
    expect(await start()).toBe(pid);
    expect(value(await sandbox.again().status()).pid).toBe(pid);
    expect(await rowsOf(sandbox.again(), "select 1")).toEqual([["1"]]);
  });

  it("listens on no network, and on a socket in a private folder", async () => {
    const { socketFolder } = value(await sandbox.postgres.status()).layout;
    expect(await scalar("show listen_addresses")).toBe("");
    expect(statSync(socketFolder).mode & 0o777).toBe(0o700);
    expect(socketFolder.length).toBeLessThan(90);
  });

  it("keeps everything it has below the storage, and says there whose it is", async () => {
    const { layout } = value(await sandbox.postgres.status());
    expect(layout.data.startsWith(`${sandbox.home}/`)).toBe(true);
    expect(existsSync(layout.folderRecord)).toBe(true);
    expect(await scalar("show data_directory")).toBe(layout.data);
    expect(statSync(layout.data).mode & 0o777).toBe(0o700);
  });

  it("tells other tools how to connect, with a URL that they understand", async () => {
    const { connectionString, installation } = value(await sandbox.postgres.status());
    const argv = [join(installation.bindir, "psql"), "-X", "-A", "-t", "-d", connectionString] as const;
    const plan = { argv: [...argv, "-c", "select 40 + 2"] as [string, ...string[]], cwd: "/", env: {} };
    expect(value(await runToSuccess(plan, { timeoutMs: 20_000, code: "psql" })).stdout).toBe("42\n");
  });

  it("opens psql in the dev database or in another one", async () => {
    const plan = value(await sandbox.postgres.psql("template1"));
    const argv = [...plan.argv, "-X", "-A", "-t", "-c", "select current_database()"] as [string, ...string[]];
    const said = value(await runToSuccess({ ...plan, argv }, { timeoutMs: 20_000, code: "psql" })).stdout;
    expect(said).toBe("template1\n");
  });

  it("takes the settings of devpg/postgresql.conf, and starts again when they change", async () => {
    const pid = await start();
    mkdirSync(join(sandbox.folder, "devpg"), { recursive: true });
    const file = join(sandbox.folder, "devpg", "postgresql.conf");
    writeFileSync(file, "work_mem = '7MB'\nshared_preload_libraries = 'auto_explain'\n");
    expect(await start()).not.toBe(pid);
    expect(sandbox.said.steps.at(-1)).toBe(
      "Restarting PostgreSQL: shared_preload_libraries needs auto_explain",
    );
    expect(await scalar("show work_mem")).toBe("7MB");
    expect(await scalar("show shared_preload_libraries")).toBe("auto_explain");
    expect(value(await sandbox.postgres.status()).preloaded).toEqual(["auto_explain"]);
  });

  it("says what is wrong in devpg/postgresql.conf and where, and starts once that is mended", async () => {
    const file = join(sandbox.folder, "devpg", "postgresql.conf");
    writeFileSync(file, "work_mem = '7MB'\nno_such_setting = 1\n");
    const problem = problemOf(await sandbox.postgres.start(sandbox.run));
    expect(problem.code).toBe("server-start-failed");
    expect(problem.message).toContain(
      `unrecognized configuration parameter "no_such_setting" in file "${file}" line 2`,
    );
    expect(value(await sandbox.postgres.status()).state).toBe("stopped");
    writeFileSync(file, "");
    await start();
  });

  it("is another process after a restart", async () => {
    const pid = await start();
    expect(value(await sandbox.postgres.restart(sandbox.run)).pid).not.toBe(pid);
  });

  it("gets its dev database anew, whoever is connected to it", async () => {
    await rowsOf(sandbox.postgres, "create table left_over ()");
    const other = value(await sandbox.postgres.connect(null));
    value(await sandbox.postgres.resetDatabase(sandbox.run));
    await other.closed;
    expect(await scalar("select to_regclass('left_over')")).toBeNull();
  });

  it("is stopped once, and stopping again is no error", async () => {
    const pid = await start();
    expect(value(await sandbox.postgres.stop(sandbox.run)).state).toBe("stopped");
    expect(value(await sandbox.postgres.stop(sandbox.run)).state).toBe("stopped");
    expect(existsSync(`/proc/${pid}`)).toBe(false);
    expect(existsSync(value(await sandbox.postgres.status()).layout.socketFolder)).toBe(false);
    expect(problemOf(await sandbox.postgres.psql(null)).code).toBe("server-not-running");
  });
});

describe("a connection", () => {
  beforeAll(async () => void (await start()));

  it("gives the outcomes of all statements as text, with NULL as null", async () => {
    const outcomes = await withConnection(sandbox.postgres, async (database) =>
      value(
        await database.run("create temp table t (a int); insert into t values (1), (null); select a from t"),
      ),
    );
    expect(outcomes.map(({ command, rowCount }) => `${command} ${rowCount}`)).toEqual([
      "CREATE 0",
      "INSERT 2",
      "SELECT 2",
    ]);
    expect(outcomes[2]!.columns).toEqual([{ name: "a", typeOid: 23 }]);
    expect(outcomes[2]!.rows).toEqual([["1"], [null]]);
  });

  it("converts the values of a query with parameters", async () => {
    const rows = await withConnection(sandbox.postgres, async (database) =>
      value(
        await database.query<{ n: number; flag: boolean }>("select $1::int + 1 as n, true as flag", [41]),
      ),
    );
    expect(rows).toEqual([{ n: 42, flag: true }]);
  });

  it("reports an error with its fields, and stays usable", async () => {
    await withConnection(sandbox.postgres, async (database) => {
      const { code, serverMessage } = problemOf(await database.run("select 1; select nothing"));
      expect(code).toBe("query-failed");
      expect(serverMessage).toMatchObject({
        code: "42703",
        position: 18,
        file: "parse_relation.c",
        severity: "ERROR",
      });
      expect(value(await database.run("select 2"))[0]!.rows).toEqual([["2"]]);
    });
  });

  it("neither waits for input of COPY nor loses what follows", async () => {
    await withConnection(sandbox.postgres, async (database) => {
      const refused = await database.run("create temp table t (a int); copy t from stdin");
      expect(problemOf(refused).serverMessage?.code).toBe("57014");
      expect(value(await database.run("copy (select 1) to stdout; select 4")).at(-1)!.rows).toEqual([["4"]]);
    });
  });

  it("cancels a statement when asked to, and stays usable", async () => {
    await withConnection(sandbox.postgres, async (database) => {
      const abort = new AbortController();
      const sleeping = database.run("select pg_sleep(600)", abort.signal);
      await expect
        .poll(() =>
          scalar(
            `select count(*) from pg_stat_activity where pid = ${database.pid} and wait_event = 'PgSleep'`,
          ),
        )
        .toBe("1");
      abort.abort();
      expect(problemOf(await sleeping).code).toBe("cancelled");
      expect(value(await database.run("select 3"))[0]!.rows).toEqual([["3"]]);
    });
  });

  it("passes on notices and notifications", async () => {
    await withConnection(sandbox.postgres, async (database) => {
      const notices: ServerMessage[] = [];
      database.onNotice((notice) => notices.push(notice));
      const heard = new Promise<string>((resolve) => void database.listen('a "b', resolve));
      value(await database.run(`do $$ begin raise warning 'careful' using hint = 'slowly'; end $$`));
      await rowsOf(sandbox.postgres, `notify "a ""b", 'hello'`);
      expect(await heard).toBe("hello");
      expect(notices).toMatchObject([{ severity: "WARNING", message: "careful", hint: "slowly" }]);
    });
  });

  it("says when the server ended it, in the middle of a statement or not", async () => {
    const database = value(await sandbox.postgres.connect(null));
    const running = database.run("select pg_sleep(600)");
    await rowsOf(sandbox.postgres, `select pg_terminate_backend(${database.pid})`);
    expect(problemOf(await running)).toMatchObject({ serverMessage: { code: "57P01" } });
    await database.closed;
    expect(problemOf(await database.run("select 1")).code).toBe("connection-lost");
  });

  it("is refused for a database that does not exist", async () => {
    expect(problemOf(await sandbox.postgres.connect("no such")).code).toBe("database-missing");
  });
});

describe("the log", () => {
  it("has errors with their place in C, and the statement", async () => {
    await withConnection(sandbox.postgres, (database) => database.run("select 1/0 as wrong"));
    const find = async (): Promise<LogRecord | undefined> =>
      value(await sandbox.postgres.readLog(20)).find(
        (record) => record.severity === "ERROR" && record.code === "22012",
      );
    await expect.poll(find).toMatchObject({
      message: "division by zero",
      file: "int.c",
      routine: "int4div",
      statement: "select 1/0 as wrong",
      database: "dev",
    });
  });

  it("is followed from its last records on, over a restart of the server, until told to stop", async () => {
    const seen: LogRecord[] = [];
    const abort = new AbortController();
    const following = sandbox.postgres.followLog(1, (record) => seen.push(record), abort.signal);
    await expect.poll(() => seen.length).toBe(1);
    const raise = (text: string) =>
      withConnection(sandbox.postgres, (database) => database.run(`select ${text}`));
    await raise("before_restart");
    value(await sandbox.postgres.restart(recordingRun().run));
    await raise("after_restart");
    const has = (text: string) => () => seen.filter((record) => record.message.includes(text)).length;
    await expect.poll(has("before_restart"), { timeout: 10_000 }).toBe(1);
    await expect.poll(has("after_restart"), { timeout: 10_000 }).toBe(1);
    abort.abort();
    value(await following);
  });
});

describe("removing", () => {
  it("leaves nothing behind, and is no error when nothing is there", async () => {
    const { layout } = value(await sandbox.postgres.status());
    value(await sandbox.postgres.remove(sandbox.run));
    expect([layout.workspaceRoot, layout.socketFolder, layout.prefix].filter(existsSync)).toEqual([]);
    value(await sandbox.postgres.remove(sandbox.run));
    expect(value(await sandbox.postgres.status()).state).toBe("none");
  });
});
