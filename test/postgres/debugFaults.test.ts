import { execFileSync } from "node:child_process";
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { DebugTarget } from "../../devpg/src/plan/debugTarget";
import { debugClient, type DebugClient } from "./debugClient";
import { makeSandbox, rowsOf, value, type Sandbox } from "./sandbox";

let sandbox: Sandbox;
let libraries: readonly string[];
const clients: DebugClient[] = [];

beforeAll(async () => {
  sandbox = makeSandbox({ example: "hello_dynpgext" });
  const before = "\t/* Cut between characters";
  const crash = '\tif (strcmp(name, "crash") == 0)\n\t\t*(volatile int *) 0 = 1;\n';
  writeFileSync(greetings(), readFileSync(greetings(), "utf8").replace(before, crash + before));
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

const sql = (text: string): DebugTarget => ({ kind: "sql", sql: text });
const greetings = (): string => join(sandbox.folder, "greetings.c");

function greeting(): Record<string, number[]> {
  const lines = readFileSync(greetings(), "utf8").split("\n");
  return { [greetings()]: [lines.findIndex((line) => line.includes("GetCurrentTimestamp()")) + 1] };
}

/** Processes that this one has started, by a word of their command line. */
function children(word: string): readonly number[] {
  return readdirSync("/proc").flatMap((name) => {
    try {
      const isOurs = readFileSync(`/proc/${name}/stat`, "latin1").includes(`) S ${process.pid} `);
      return isOurs && readFileSync(`/proc/${name}/cmdline`, "latin1").includes(word) ? [Number(name)] : [];
    } catch {
      return []; // No process, or one that has ended meanwhile.
    }
  });
}

const serverStart = async (): Promise<unknown> =>
  rowsOf(
    sandbox.postgres,
    "select pg_postmaster_start_time(), (select min(backend_start) from pg_stat_activity)",
  );

describe("a debugger that is killed", () => {
  it("leaves a backend that goes on, past the breakpoints that it left in its code", async () => {
    const client = await debugged(sql("select hello.greet('one'); select hello.greet('two')"));
    await client.start("launch", greeting());
    await client.stop();
    const before = await serverStart();
    const [debuggerPid] = children("lldb-dap");
    process.kill(debuggerPid!, "SIGKILL");
    await client.event("terminated");
    expect(client.output("important")).toMatch(/^The debugger \(\S*lldb-dap\S*\) has ended/);
    expect(await rowsOf(sandbox.postgres, "select hello.greet('x')")).toEqual([["Hello, x!"]]);
    expect(await serverStart()).toEqual(before);
    expect(children("lldb-dap")).toEqual([]);
  });
});

describe("a function that crashes", () => {
  it("is stopped where it does, and then told of as a crash; the server comes back", async () => {
    const client = await debugged(sql("select hello.greet('crash')"));
    await client.start("launch");
    const stop = await client.stop();
    expect(stop.body).toMatchObject({ reason: "exception" });
    expect(stop.frames[0]).toMatchObject({ name: "hello_greet", file: greetings() });
    // The loader notes the crash and lets it happen again, which the debugger tells too.
    const again = client.events.length;
    await client.ask("continue", { threadId: stop.thread });
    await client.stop(again);
    await client.ask("continue", { threadId: stop.thread });
    await client.event("terminated");
    expect(client.output("stderr")).toMatch(/crash|signal 11/u);
    await expect
      .poll(
        () => sandbox.postgres.connect(null).then((found) => found.ok && found.value.end().then(() => true)),
        {
          timeout: 10_000,
        },
      )
      .toBe(true);
  });
});

describe("a core file", () => {
  it("is shown as the process was, and refused when it is not there", async () => {
    const { pid, installation } = value(await sandbox.postgres.status());
    const program = join(installation.bindir, "postgres");
    const file = join(sandbox.root, `core.${pid}`);
    execFileSync("gdb", ["-batch", "-nx", "-p", String(pid), "-ex", `generate-core-file ${file}`], {
      stdio: "ignore",
    });
    const client = await debugged({ kind: "core", file, program });
    await client.start("attach");
    const { frames } = await client.stop();
    expect(frames.map(({ name }) => name)).toContain("PostmasterMain");
    await client.ask("disconnect");
    const gone = await debugged({ kind: "core", file: `${file}.gone`, program });
    expect(await gone.start("attach")).toMatchObject({ success: false, message: "core-missing" });
  });
});

describe("what keeps a debugger out", () => {
  function ptraceScope(scope: number): string {
    const path = join(sandbox.root, `ptrace_scope_${scope}`);
    writeFileSync(path, `${scope}\n`);
    return path;
  }

  it("is told with the next step: ptrace_scope 3", async () => {
    const client = await debugged(sql("select 1"), { ptrace: { scopePath: ptraceScope(3) } });
    const refused = await client.start("launch");
    expect(refused).toMatchObject({ success: false, message: "ptrace-forbidden" });
    expect(JSON.stringify(refused.body)).toMatch(/ptrace_scope is 3.*sysctl\.d.*restart/);
    expect(
      await rowsOf(
        sandbox.postgres,
        "select count(*) from pg_stat_activity where application_name = 'dynpgext debug'",
      ),
    ).toEqual([["0"]]);
  });

  it("does not: ptrace_scope 1, where the bundled loader has allowed debuggers", async () => {
    const client = await debugged(sql("select 1 as one"), { ptrace: { scopePath: ptraceScope(1) } });
    await client.start("launch");
    await client.event("terminated");
    expect(client.output("stdout")).toContain("1\n(1 row)");
  });

  it("does not, but breakpoints: a library without debug information, which is told with the next step", async () => {
    const [library = ""] = libraries;
    const stripped = join(sandbox.root, "hello_stripped.so");
    copyFileSync(library, stripped);
    execFileSync("strip", ["--strip-debug", stripped]);
    const client = await debugged(sql("select 1"), { libraries: [stripped] });
    await client.start("launch");
    await client.event("terminated");
    expect(client.output("important")).toMatch(/^hello_stripped\.so has no debug information.*profile/);
  });

  it("is told when the process belongs to somebody else", async () => {
    const client = await debugged(sql("select 1"), { ptrace: { uid: 54321 } });
    const refused = await client.start("launch");
    expect(refused).toMatchObject({ success: false, message: "ptrace-other-user" });
  });
});
