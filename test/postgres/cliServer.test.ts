import { execFileSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clusterState } from "../../devpg/src/host/clusterState";
import { installProgram, runProgram, startProgram, waitFor, type ProgramOptions } from "./cliProgram";
import { makeSandbox, recordingRun, rowsOf, value, withConnection, type Sandbox } from "./sandbox";

let sandbox: Sandbox;
let program: string;
const dynpgext = (args: readonly string[], options?: ProgramOptions) =>
  runProgram(sandbox, program, args, options);

beforeAll(() => {
  sandbox = makeSandbox({ files: { "src/.keep": "", "shop.control": "default_version = '1'\n" } });
  program = installProgram(sandbox);
});
afterAll(() => sandbox.remove());

describe("dynpgext and its server", () => {
  it("says with exit code 3 that nothing runs, and has made nothing", async () => {
    const { code, stdout } = await dynpgext(["status", "--json"]);
    expect({ code, ...(JSON.parse(stdout) as object) }).toMatchObject({ code: 3, state: "none" });
    expect((await dynpgext(["stop"])).code).toBe(0);
    expect((await dynpgext(["logs"])).code).toBe(0);
  });

  it("starts it, finds it from a folder below, and leaves it running", async () => {
    const started = await dynpgext(["start"]);
    expect(started).toMatchObject({
      code: 0,
      stderr: expect.stringContaining("Starting PostgreSQL") as string,
    });
    const { code, stdout } = await dynpgext(["status", "--json"], { cwd: join(sandbox.folder, "src") });
    const status = JSON.parse(stdout) as { state: string; pid: number; connectionString: string };
    expect({ code, state: status.state }).toEqual({ code: 0, state: "running" });
    expect(process.kill(status.pid, 0)).toBe(true);
    expect((await dynpgext(["start", "-q"])).stdout).toBe("");
    expect(value(await sandbox.postgres.status()).pid).toBe(status.pid);
  });

  it("hands words after -- to psql and ends as psql ends", async () => {
    const shown = await dynpgext(["psql", "-q", "--", "-X", "-A", "-t", "-c", "select current_database()"]);
    expect(shown).toMatchObject({ code: 0, stdout: "dev\n" });
    const failed = await dynpgext(["psql", "--", "-X", "-v", "ON_ERROR_STOP=1", "-c", "select nope"]);
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain('column "nope" does not exist');
    const piped = await dynpgext(["psql", "--", "-X", "-A", "-t"], { stdin: "select 6 * 7;\n\\q\n" });
    expect(piped.stdout).toBe("42\n");
  });

  it("leaves Ctrl+C to psql, which cancels the statement and not us", async () => {
    const args = ["psql", "--", "-X", "-c", "select pg_sleep(3600)"];
    const running = startProgram(sandbox, program, args, { ownGroup: true });
    const sleeping = "select count(*) from pg_stat_activity where query = 'select pg_sleep(3600)'";
    await waitFor(
      () => "the statement to run",
      async () => (await rowsOf(sandbox.postgres, sleeping))[0]?.[0] === "1",
    );
    process.kill(-running.child.pid!, "SIGINT");
    const ended = await running.ended;
    expect(ended).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("canceling statement") as string,
    });
  });

  it("shows the end of the log, follows it, and stops to follow at Ctrl+C", async () => {
    await withConnection(sandbox.postgres, (database) =>
      database.run("do $$ begin raise warning 'seen %', 'before'; end $$"),
    );
    const level = ["--level", "warning"];
    const shown = await dynpgext(["logs", "-n", "1", ...level]);
    expect(shown.stdout).toMatch(/^[\d:.]+ \[\d+\] dev WARNING {2}seen before\n/);
    const following = startProgram(sandbox, program, ["logs", "-f", "-n", "100", ...level]);
    await following.wrote("seen before");
    await withConnection(sandbox.postgres, (database) =>
      database.run("do $$ begin raise warning 'seen %', 'later'; end $$; select nope"),
    );
    await following.wrote("seen later");
    await following.wrote('column "nope" does not exist');
    following.child.kill("SIGINT");
    expect(await following.ended).toMatchObject({ code: 130, stderr: "" });
  });

  it("asks before it drops the database, and does without asking when told", async () => {
    await withConnection(sandbox.postgres, (database) => database.run("create table kept ()"));
    const refused = await dynpgext(["reset"]);
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining("--yes") as string });
    const tables = "select count(*) from pg_class where relname = 'kept'";
    expect(await rowsOf(sandbox.postgres, tables)).toEqual([["1"]]);
    expect((await dynpgext(["reset", "--yes"])).code).toBe(0);
    expect(await rowsOf(sandbox.postgres, tables)).toEqual([["0"]]);
  });

  it("restarts and stops it; stopping twice is fine", async () => {
    const before = value(await sandbox.postgres.status()).pid;
    expect((await dynpgext(["restart"])).code).toBe(0);
    expect(value(await sandbox.postgres.status()).pid).not.toBe(before);
    expect((await dynpgext(["stop"])).code).toBe(0);
    expect((await dynpgext(["stop"])).code).toBe(0);
    expect((await dynpgext(["status", "-q"])).code).toBe(3);
  });

  it("takes its turn when another program changes the same server", async () => {
    const starting = startProgram(sandbox, program, ["start"]);
    const stopping = startProgram(sandbox, program, ["stop"]);
    expect([(await starting.ended).code, (await stopping.ended).code]).toEqual([0, 0]);
  });

  it("removes everything it made", async () => {
    const { layout } = value(await sandbox.postgres.status());
    expect((await dynpgext(["remove"])).code).toBe(2);
    expect(existsSync(layout.data)).toBe(true);
    expect((await dynpgext(["remove", "-y"])).code).toBe(0);
    expect(existsSync(layout.root)).toBe(false);
  });
});

describe("dynpgext doctor", () => {
  it("looks at this machine and finds that extensions can be built and run here", async () => {
    const { code, stdout } = await dynpgext(["doctor", "--json"]);
    const checks = JSON.parse(stdout) as { title: string; state: string }[];
    expect(checks.filter(({ state }) => state === "bad")).toEqual([]);
    expect(code).toBe(0);
    expect(checks.map(({ title }) => title)).toEqual(
      expect.arrayContaining(["PostgreSQL", "trial compilation", "storage", "socket"]),
    );
  });

  it("says what is missing, and ends with 1", async () => {
    const nowhere = { PATH: "/nonexistent", PG_CONFIG: undefined };
    const args = ["doctor", "--pg-config", "/nonexistent/pg_config"];
    const { code, stdout } = await dynpgext(args, { env: nowhere });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^bad +PostgreSQL +There is no pg_config at \/nonexistent\/pg_config/);
    expect(stdout).toMatch(/^bad +make +make is not on PATH$/m);
  });

  it("finds the server of a folder that is gone, and its remedy ends it", async () => {
    const gone = makeSandbox({ name: "soon gone" });
    try {
      const { pid, layout, installation } = value(await gone.postgres.start(recordingRun().run));
      rmSync(gone.folder, { recursive: true });
      const { stdout } = await dynpgext(["doctor", "--json"], { env: { DYNPGEXT_HOME: gone.home } });
      const checks = JSON.parse(stdout) as { title: string; found: string; remedy: string }[];
      const left = checks.find(({ title }) => title === "left behind");
      expect(left?.found).toBe(`${gone.folder} is gone, its server still runs (pid ${pid!})`);
      execFileSync("sh", ["-c", left?.remedy ?? "false"], { timeout: 60_000 });
      expect(await clusterState(layout, installation.major)).toEqual({ kind: "none" });
      const again = await dynpgext(["doctor"], { env: { DYNPGEXT_HOME: gone.home } });
      expect(again.stdout).toContain("no server or data of folders that are gone");
    } finally {
      rmSync(gone.root, { recursive: true, force: true });
    }
  });
});
