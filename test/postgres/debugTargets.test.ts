import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { connectDatabase } from "../../devpg/src/host/connectDatabase";
import type { Database } from "../../devpg/src/host/database";
import type { DebugTarget } from "../../devpg/src/plan/debugTarget";
import { debugClient, type DebugClient } from "./debugClient";
import { makeSandbox, recordingRun, rowsOf, value, type Sandbox } from "./sandbox";

let sandbox: Sandbox;
let libraries: readonly string[];
const clients: DebugClient[] = [];

beforeAll(async () => {
  sandbox = makeSandbox({ example: "hello_dynpgext" });
  libraries = value(await sandbox.postgres.load("recreate", sandbox.run)).build.libraries;
});

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.adapter.end()));
});

afterAll(async () => {
  await sandbox.remove();
});

async function debugged(target: DebugTarget, more: object = {}): Promise<DebugClient> {
  const client = await debugClient(sandbox, { target, libraries, ...more });
  clients.push(client);
  return client;
}

function lineOf(file: string, text: string): number {
  const lines = readFileSync(join(sandbox.folder, file), "utf8").split("\n");
  return lines.findIndex((line) => line.includes(text)) + 1;
}

async function named(application: string, database = "dev"): Promise<Database> {
  const { port, layout } = value(await sandbox.postgres.status());
  return value(
    await connectDatabase({ socketFolder: layout.socketFolder, port: port! }, database, application),
  );
}

const greetings = (): string => join(sandbox.folder, "greetings.c");
const greeting = (): Record<string, number[]> => ({
  [greetings()]: [lineOf("greetings.c", "GetCurrentTimestamp()")],
});
const workers = (): string => join(sandbox.folder, "workers.c");

describe("attaching to a backend", () => {
  it("stops what the backend runs next, and leaves it as it was", async () => {
    const other = await named("somebody");
    const client = await debugged({ kind: "process", pid: other.pid });
    await client.start("attach", greeting());
    const answer = other.run("select hello.greet('somebody')");
    const stop = await client.stop();
    expect(stop.frames[0]).toMatchObject({ name: "hello_greet", file: greetings() });
    await client.ask("disconnect");
    expect(await answer).toMatchObject({ ok: true, value: [{ rows: [["Hello, somebody!"]] }] });
    await other.end();
  });

  it("switches its time limits off as long as it is debugged", async () => {
    const other = await named("limited");
    await other.run("set statement_timeout = '700ms'");
    const client = await debugged({ kind: "process", pid: other.pid });
    await client.start("attach", greeting());
    const answer = other.run("select hello.greet('limited')");
    const { thread } = await client.stop();
    const stoppedAt = performance.now();
    await expect.poll(() => performance.now() - stoppedAt, { interval: 100 }).toBeGreaterThan(900);
    await client.ask("continue", { threadId: thread });
    expect(await answer).toMatchObject({ ok: true, value: [{ rows: [["Hello, limited!"]] }] });
    await client.ask("disconnect");
    expect(await other.query("show statement_timeout")).toEqual({
      ok: true,
      value: [{ statement_timeout: "700ms" }],
    });
    await other.end();
  });

  it("that is gone says so, and what to do next", async () => {
    const other = await named("short");
    const client = await debugged({ kind: "process", pid: other.pid });
    await other.end();
    await expect
      .poll(() => rowsOf(sandbox.postgres, `select 1 from pg_stat_activity where pid = ${other.pid}`))
      .toEqual([]);
    const refused = await client.start("attach");
    expect(refused).toMatchObject({ success: false, message: "backend-gone" });
    expect(JSON.stringify(refused.body)).toContain("Attach to Backend…");
  });

  it("tells when the process is terminated while it is debugged", async () => {
    const other = await named("victim");
    const client = await debugged({ kind: "process", pid: other.pid });
    await client.start("attach");
    await rowsOf(sandbox.postgres, `select pg_terminate_backend(${other.pid})`);
    await client.event("terminated");
    expect(client.output("important")).toMatch(/^process \d+ has ended: .*server log/);
  });
});

describe("the next session of an application", () => {
  it("is held in whatever database it opens, also in one that is made later", async () => {
    const begin = async (): Promise<void> => {
      await rowsOf(sandbox.postgres, "create database made_later");
      const other = await named("pg_regress/later", "made_later");
      await other.run("load '$libdir/hello_dynpgext'; select 1/0");
      await other.end();
    };
    const client = await debugged(
      { kind: "session", database: "made_later", application: "pg_regress/later" },
      { waiting: { timeoutMs: 30_000, say: () => undefined, begin }, stopOnError: {} },
    );
    await client.start("attach");
    const stop = await client.stop();
    expect(stop.body).toMatchObject({ reason: "exception" });
    await client.ask("continue", { threadId: stop.thread });
    await client.event("terminated");
  });

  it("is held in its first statement until its breakpoints are set", async () => {
    let answer: Promise<unknown> = Promise.resolve();
    const begin = async (): Promise<void> => {
      const other = await named("pg_regress/hello");
      answer = other.run("select hello.greet('test')");
      await answer;
      await other.end();
    };
    const client = await debugged(
      { kind: "session", database: "dev", application: "pg_regress/hello" },
      { waiting: { timeoutMs: 30_000, say: () => undefined, begin } },
    );
    await client.start("attach", greeting());
    const stop = await client.stop();
    expect(stop.frames[0]).toMatchObject({ name: "hello_greet" });
    await client.ask("continue", { threadId: stop.thread });
    expect(await answer).toMatchObject({ ok: true, value: [{ rows: [["Hello, test!"]] }] });
    await client.event("terminated");
  });
});

describe("a worker of the bundled loader", () => {
  it("is found by its name, and stopped in its loop", async () => {
    const client = await debugged({ kind: "worker", name: "hello_dynpgext clock" });
    await client.start("attach", { [workers()]: [lineOf("workers.c", "pg_atomic_fetch_add_u64")] });
    const stop = await client.stop();
    expect(stop.frames[0]?.file).toBe(workers());
    await client.ask("disconnect");
    const beats = async (): Promise<number> =>
      Number((await rowsOf(sandbox.postgres, "select hello.heartbeats()"))[0]?.[0]);
    const before = await beats();
    await expect.poll(beats, { timeout: 10_000 }).toBeGreaterThan(before);
  });

  it("that does not run is missing, which leads to its start-up", async () => {
    const client = await debugged({ kind: "worker", name: "no such worker" });
    const refused = await client.start("attach");
    expect(refused).toMatchObject({ success: false, message: "worker-missing" });
    expect(JSON.stringify(refused.body)).toContain("Debug Worker Start-up");
  });

  for (const [name, main] of [
    ["hello_dynpgext clock", "hello_clock_main"],
    ["hello_dynpgext reporter", "hello_reporter_main"],
  ] as const)
    it(`is started anew and stops at the first line of ${main}`, async () => {
      const client = await debugged({ kind: "worker-start", name });
      await client.start("attach");
      const stop = await client.stop();
      expect(stop.frames[0]).toMatchObject({ name: main, file: workers() });
      expect(stop.frames[0]!.line).toBeGreaterThanOrEqual(lineOf("workers.c", `${main}(Datum`));
      await client.ask("disconnect");
      await expect
        .poll(() =>
          rowsOf(sandbox.postgres, `select state, pid from dynpgext_dev.workers where name = '${name}'`),
        )
        .toEqual([["running", String(stop.thread)]]);
    });
});

describe("a server that goes down", () => {
  it("is not held up by a process that the debugger has stopped", async () => {
    const client = await debugged({ kind: "sql", sql: "select hello.greet('x')" });
    await client.start("launch", greeting());
    await client.stop();
    const beganAt = performance.now();
    value(await sandbox.postgres.restart(recordingRun().run));
    expect(performance.now() - beganAt).toBeLessThan(15_000);
    await client.event("terminated");
    expect(client.output("important")).toContain("The server is being stopped or restarted");
    expect(await rowsOf(sandbox.postgres, "select hello.greet('again')")).toEqual([["Hello, again!"]]);
  });
});
