import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { connectDatabase } from "../../../devpg/src/host/connectDatabase";
import { value } from "../sandbox";
import { idleWorker, worker, type CExtension } from "./cExtension";
import { eventually, startLoaderServer, type Event, type LoaderServer } from "./loaderServer";

const slow: CExtension = {
  name: "slow",
  body: idleWorker,
  init: `ALLOCATE("slow:1.0:v", 8, NULL, NULL, 0); ${worker("slow start", "idle_main")}`,
};

/** Attaches to a process as a debugger does, and stays until its input ends. */
const tracer = `#include <stdio.h>
#include <stdlib.h>
#include <sys/ptrace.h>
int main(int argc, char **argv)
{
  if (ptrace(PTRACE_SEIZE, atoi(argv[1]), 0, 0) != 0)
  {
    perror("ptrace");
    return 1;
  }
  puts("attached");
  fflush(stdout);
  while (getchar() != EOF)
    ;
  return 0;
}
`;

let server: LoaderServer;
let attached: ChildProcess | undefined;

beforeAll(async () => {
  server = await startLoaderServer([slow], { settings: ["dynpgext_dev.debugger_timeout = 30"] });
  const source = join(server.sandbox.root, "tracer.c");
  writeFileSync(source, tracer);
  execFileSync("gcc", ["-o", join(server.sandbox.root, "tracer"), source]);
}, 120_000);

afterEach(() => attached?.stdin?.end());
afterAll(() => server.remove());

async function attach(pid: number): Promise<void> {
  const child = spawn(join(server.sandbox.root, "tracer"), [String(pid)], {
    stdio: ["pipe", "pipe", "pipe"],
  });
  attached = child;
  await new Promise<void>((resolve, reject) => {
    child.stdout.once("data", () => resolve());
    child.stderr.once("data", (text: Buffer) => reject(new Error(text.toString())));
  });
}

const waiting = (who: string, after: number): Promise<Event> =>
  eventually(
    async () =>
      (await server.events()).find(
        ({ id, message }) => Number(id) > after && message.startsWith(`${who} waits for a debugger`),
      )!,
    (event) => event !== undefined,
  );

const pidIn = ({ message }: Event): number => Number(/pid (\d+)$/.exec(message)?.[1]);

const lastId = async (): Promise<number> => Number((await server.events()).at(-1)?.id ?? 0);

describe("wait_for_debugger", () => {
  it("holds the first statement of the next session until a debugger is attached, and no other session", async () => {
    const after = await lastId();
    const asking = await server.session();
    const victim = await server.sandbox.postgres.connect(null);
    if (!victim.ok) throw new Error(victim.problem.message);
    await asking.run("SELECT dynpgext_dev.wait_for_debugger()");
    let answered = false;
    const answer = victim.value.run("SELECT 42").then((result) => {
      answered = true;
      return result;
    });
    const event = await waiting("a session", after);
    expect(pidIn(event)).toBe(victim.value.pid);
    expect(await asking.text("SELECT 1")).toBe("1");
    expect(await server.rows("SELECT 2")).toEqual([["2"]]);
    expect(answered).toBe(false);
    await attach(victim.value.pid);
    expect(await answer).toMatchObject({ ok: true, value: [{ rows: [["42"]] }] });
    await victim.value.end();
  });

  it("holds only a session of the application that is named", async () => {
    const after = await lastId();
    await server.rows("SELECT dynpgext_dev.wait_for_debugger(application => 'debugged')");
    expect(await server.rows("SELECT 1")).toEqual([["1"]]);
    const { port, layout } = value(await server.sandbox.postgres.status());
    const endpoint = { socketFolder: layout.socketFolder, port: port! };
    const victim = value(await connectDatabase(endpoint, "dev", "debugged"));
    const answer = victim.run("SELECT 43");
    expect(pidIn(await waiting("a session", after))).toBe(victim.pid);
    await attach(victim.pid);
    expect(await answer).toMatchObject({ ok: true, value: [{ rows: [["43"]] }] });
    await victim.end();
  });

  it("holds the next start of a worker before its function is called", async () => {
    const after = await lastId();
    await server.rows("SELECT dynpgext_dev.wait_for_debugger('slow start')");
    await server.rows("CREATE EXTENSION slow");
    const pid = pidIn(await waiting('background worker "slow start"', after));
    const connected = `SELECT count(datid) FROM pg_stat_activity WHERE pid = ${pid}`;
    expect(await server.rows(connected)).toEqual([["0"]]);
    expect(await server.workers("slow")).toMatchObject([{ pid, state: "running" }]);
    await attach(pid);
    await eventually(
      () => server.rows(connected),
      ([row]) => row?.[0] === "1",
    );
    await server.rows("DROP EXTENSION slow");
  });

  it("holds a worker that is started anew, whatever became of its last process", async () => {
    await server.rows("CREATE EXTENSION slow");
    const [before] = await eventually(
      () => server.workers("slow"),
      ([row]) => row?.state === "running",
    );
    const after = await lastId();
    const restart =
      "SELECT dynpgext_dev.wait_for_debugger('slow start'), dynpgext_dev.restart_worker('slow start')";
    expect((await server.rows(restart))[0]?.[1]).toBe("1");
    const pid = pidIn(await waiting('background worker "slow start"', after));
    expect(pid).not.toBe(before?.pid);
    await attach(pid);
    expect(await server.workers("slow")).toMatchObject([{ pid, state: "running" }]);
    expect(await server.rows("SELECT dynpgext_dev.restart_worker('no such worker')")).toEqual([["0"]]);
    await server.rows("DROP EXTENSION slow");
  });

  it("lets a worker that waits be stopped", async () => {
    const after = await lastId();
    await server.rows("SELECT dynpgext_dev.wait_for_debugger('slow start')");
    await server.rows("CREATE EXTENSION slow");
    await waiting('background worker "slow start"', after);
    await server.rows("DROP EXTENSION slow");
    await eventually(
      () => server.workers("slow"),
      ([row]) => row?.state === "stopped",
    );
  });

  it("gives up after a time, and says so", async () => {
    await server.rows("ALTER SYSTEM SET dynpgext_dev.debugger_timeout = 1");
    await server.rows("SELECT pg_reload_conf()");
    await eventually(
      () => server.rows("SHOW dynpgext_dev.debugger_timeout"),
      ([row]) => row?.[0] === "1s",
    );
    const asking = await server.session();
    await asking.run("SELECT dynpgext_dev.wait_for_debugger()");
    const victim = await server.session();
    expect(await victim.text("SELECT 42")).toBe("42");
    expect(victim.notices.map(({ severity, message }) => [severity, message])).toEqual([
      ["WARNING", `no debugger was attached to pid ${victim.database.pid} within 1 seconds`],
    ]);
  });
});
