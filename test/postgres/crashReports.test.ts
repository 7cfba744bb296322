import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DevProblem } from "../../devpg/src/host/devPostgres";
import type { Crash } from "../../devpg/src/interpret/crash";
import { copyDebuggee } from "./attachedDebugger";
import { makeSandbox, problemOf, repository, rowsOf, value, withConnection, type Sandbox } from "./sandbox";

/** The problem of a statement, as whoever ran it explains it. */
function problemWith(sandbox: Sandbox, sql: string): Promise<DevProblem> {
  return withConnection(sandbox.postgres, async (database) =>
    sandbox.postgres.explainLoss(problemOf(await database.run(sql)), database.pid),
  );
}

/** What is said at the line, which the message is not to repeat. */
function saidAtLine({ diagnostics, message }: DevProblem): string {
  const said = diagnostics?.[0]?.message ?? "";
  expect(message).not.toContain(said);
  return said;
}

/** Crashes that the server tells of while something is done. */
async function crashesDuring(
  { postgres }: Sandbox,
  work: () => Promise<unknown>,
  isEnough: (crashes: readonly Crash[]) => boolean,
): Promise<readonly Crash[]> {
  const end = new AbortController();
  const crashes: Crash[] = [];
  const following = postgres.followCrashes((crash) => crashes.push(crash), end.signal);
  // It follows from where the log ends when it begins: it has begun when it tells of something.
  await work();
  await expect.poll(() => isEnough(crashes), { timeout: 20_000 }).toBe(true);
  end.abort();
  value(await following);
  return crashes;
}

const answersWithin = async ({ postgres }: Sandbox, timeout: number): Promise<void> =>
  expect.poll(async () => (await postgres.connect(null)).ok, { timeout, interval: 20 }).toBe(true);

describe("a process of a server without the loader", () => {
  let sandbox: Sandbox;
  const source = readFileSync(join(repository, "test/postgres/debuggee/debuggee.c"), "utf8").split("\n");
  const lineOf = (text: string): number => source.findIndex((line) => line.includes(text)) + 1;
  beforeAll(async () => {
    sandbox = makeSandbox({ name: "debuggee", options: { loader: "none" } });
    copyDebuggee(sandbox);
    value(await sandbox.postgres.load("recreate", sandbox.run));
  });
  afterAll(() => sandbox.remove());

  it("says where it died, in which statement, with its callers; the server answers again within two seconds", async () => {
    const problem = await problemWith(sandbox, "select crash()\n  as nothing");
    await answersWithin(sandbox, 2_000);
    expect(problem.code).toBe("server-crashed");
    expect(problem.message).toMatch(/^The statement crashed the server: .*signal 11/u);
    expect(saidAtLine(problem)).toMatch(
      new RegExp(
        String.raw`died by SIGSEGV in read_through\(\) at debuggee\.c:${lineOf("return *pointer;")}, called by crash\(\) at debuggee\.c:\d+: .*0x7b, which is NULL and 123 bytes`,
        "u",
      ),
    );
    expect(problem.output?.[0]).toBe("while it ran: select crash()\n  as nothing");
    expect(problem.output?.join("\n")).toMatch(
      /#0 {2}read_through\(\) at .*\n#1 {2}crash\(\) at[\s\S]*PostgresMain\(\)/u,
    );
    expect(problem.diagnostics).toMatchObject([
      {
        path: join(sandbox.folder, "debuggee.c"),
        start: { line: lineOf("return *pointer;") - 1 },
        code: "SIGSEGV",
        related: [{ message: "called by crash()" }],
      },
    ]);
  });

  it("says so when it used up its stack, with another one", async () => {
    await answersWithin(sandbox, 20_000);
    const problem = await problemWith(sandbox, "select crash_below()");
    expect(saidAtLine(problem)).toContain("deeper() called itself again and again: the stack was used up");
    await answersWithin(sandbox, 20_000);
  });

  it("is noticed by whoever watches, also when it is killed and cannot say a word", async () => {
    await answersWithin(sandbox, 20_000);
    const crashes = await crashesDuring(
      sandbox,
      () =>
        withConnection(sandbox.postgres, async (database) => {
          const running = database.run("select pg_sleep(60)");
          process.kill(database.pid, "SIGKILL");
          problemOf(await running);
        }),
      (all) => all.length > 0,
    );
    expect(crashes).toMatchObject([{ signal: "SIGKILL", frames: [] }]);
    expect(crashes[0]?.message).toContain("it was killed from outside");
    await answersWithin(sandbox, 20_000);
    const [fault] = await crashesDuring(
      sandbox,
      () => problemWith(sandbox, "select crash()"),
      (all) => all.length > 0,
    );
    expect(fault).toMatchObject({ signal: "SIGSEGV", ending: "signal", query: "select crash()" });
    expect(fault?.frames[0]).toMatchObject({ function: "read_through", isOwn: true });
  });

  it("leaves other statements as they failed", async () => {
    await answersWithin(sandbox, 20_000);
    expect(await problemWith(sandbox, "select 1/0")).toMatchObject({
      code: "query-failed",
      message: "division by zero",
    });
  });
});

describe("a process that uses shared memory wrongly", () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = makeSandbox({ example: "hello_dynpgext", options: { loader: "bundled" } });
    const file = join(sandbox.folder, "greetings.c");
    const text = readFileSync(file, "utf8");
    const wrong = text
      .replace('#include "hello_dynpgext.h"', '#include "hello_dynpgext.h"\n#include <dynpgext.h>')
      .replace(
        "HelloDatabase *database = hello_database();\n\tchar\t\tshort_name",
        'HelloDatabase *database = dynpgext_lookup_shmem("hello_dynpgext:0.1:databse");\n\tchar\t\tshort_name',
      )
      .replace(
        "PG_RETURN_INT64((int64) pg_atomic_read_u64(&hello_cluster()->heartbeats));",
        "HelloCluster *cluster = hello_cluster();\n\n\tspoil(cluster, (int *) (UINT64CONST(1) << 62));\n\tPG_RETURN_INT64(0);",
      )
      .replace(
        "/* hello.heartbeats()",
        "static void\nspoil(HelloCluster *cluster, volatile int *number)\n{\n\t*number = 1;\n}\n\n/* hello.heartbeats()",
      );
    expect(wrong).toContain("databse");
    writeFileSync(file, wrong);
    value(await sandbox.postgres.load("recreate", sandbox.run));
  });
  afterAll(() => sandbox.remove());

  it("names the function, the line and the look-up that gave NULL, and ends only that session", async () => {
    const before = await rowsOf(sandbox.postgres, "select pg_postmaster_start_time()");
    const crashes = await crashesDuring(
      sandbox,
      async () => {
        const problem = await problemWith(sandbox, "select hello.greet('you')");
        expect(problem.serverMessage?.severity).toBe("FATAL");
        const line = readFileSync(join(sandbox.folder, "greetings.c"), "utf8")
          .split("\n")
          .findIndex((text) => text.includes("SpinLockAcquire"));
        expect(problem.diagnostics).toMatchObject([
          { path: join(sandbox.folder, "greetings.c"), start: { line }, code: "SIGSEGV" },
        ]);
        expect(problem.diagnostics?.[0]?.message).toMatch(
          /called by hello_greet\(\) at greetings\.c:\d+.*The look-up of shared memory "hello_dynpgext:0\.1:databse" gave NULL/u,
        );
      },
      (all) => all.length > 0,
    );
    expect(crashes).toMatchObject([
      { signal: "SIGSEGV", ending: "error", query: "select hello.greet('you')" },
    ]);
    expect(await rowsOf(sandbox.postgres, "select pg_postmaster_start_time()")).toEqual(before);
  });

  it("names the allocation that it was working with", async () => {
    const problem = await problemWith(sandbox, "select hello.heartbeats()");
    expect(saidAtLine(problem)).toMatch(
      /spoil\(\) at greetings\.c:\d+, called by hello_heartbeats\(\) at greetings\.c:\d+/u,
    );
    expect(saidAtLine(problem)).toMatch(/shared memory "hello_dynpgext:0\.1:cluster" \(16 bytes\)/u);
    // The system says 0 of an address that can be none.
    expect(saidAtLine(problem)).not.toContain("NULL");
    await answersWithin(sandbox, 20_000);
  });
});
