import { chownSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { connect as connectTo } from "node:net";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { installProgram, runProgram, startProgram, waitFor, type ProgramOptions } from "./cliProgram";
import { startForeignServer } from "./foreignServer";
import { makeSandbox, rowsOf, value, withConnection, type Sandbox, type SandboxOptions } from "./sandbox";

const hello = { example: "hello_dynpgext" };
const greet = [
  "run",
  "--sql",
  "select hello.greet('World') as greeting, hello.database_greetings() as number",
];

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** A sandbox that is gone after the test, and ways to run `dynpgext` in its workspace. */
function workshop(wanted: SandboxOptions) {
  const sandbox = makeSandbox(wanted);
  cleanUps.push(() => sandbox.remove());
  return programIn(sandbox);
}

function programIn(sandbox: Sandbox) {
  const program = installProgram(sandbox);
  const dynpgext = (args: readonly string[], options?: ProgramOptions) =>
    runProgram(sandbox, program, args, options);
  const start = (args: readonly string[], options?: ProgramOptions) =>
    startProgram(sandbox, program, args, options);
  return { sandbox, dynpgext, start };
}

/** One for several tests: each new one costs a cluster and a loader. */
let shared: ReturnType<typeof programIn>;
beforeAll(() => {
  shared = programIn(makeSandbox(hello));
});
afterAll(() => shared.sandbox.remove());

const greeting = (number: number) =>
  `   greeting    | number \n---------------+--------\n Hello, World! |      ${number}\n(1 row)\n\n`;

describe("dynpgext run on the example", () => {
  it("builds, loads and prints the rows; the second time takes less than half", async () => {
    const { dynpgext } = shared;
    const first = await dynpgext(greet);
    expect(first).toMatchObject({ code: 0, stdout: greeting(1) });
    expect(first.stderr).toMatch(
      /^Making a private copy of PostgreSQL[\s\S]*\nBuilding hello_dynpgext\n[\s\S]*\nCreating/,
    );
    const second = await dynpgext(greet);
    expect(second).toMatchObject({ code: 0, stdout: greeting(2) });
    expect(second.durationMs).toBeLessThan(first.durationMs / 2);
    const load = await dynpgext(["load"]);
    expect(load.stdout).toMatch(/^hello_dynpgext 0\.1 unchanged in database dev: 2 allocations, 2 workers /);
    expect(load.stdout).toMatch(
      /^ {2}hello_dynpgext:0\.1:cluster +global +\d+ bytes +hello_dynpgext\.c:\d+$/m,
    );
    expect(load.stdout).toMatch(
      /^ {2}hello_dynpgext clock +global +running \(pid \d+\) +hello_dynpgext\.c:\d+$/m,
    );
  });

  it("works in a path with blanks and quotes, with make -j", async () => {
    const { dynpgext, sandbox } = workshop({ ...hello, name: `it's "my" ext; $(x)`, below: "a b/c'd" });
    const ended = await dynpgext(greet, { env: { MAKEFLAGS: "-j4" } });
    expect(ended).toMatchObject({ code: 0, stdout: greeting(1) });
    expect(existsSync(join(sandbox.folder, "hello_dynpgext.so"))).toBe(true);
  });

  it("works as a normal user", async () => {
    const { dynpgext, sandbox } = workshop(hello);
    expect(await dynpgext(greet, asNormalUser(sandbox))).toMatchObject({ code: 0, stdout: greeting(1) });
    expect((await dynpgext(["remove", "--yes"], asNormalUser(sandbox))).code).toBe(0);
  });

  it("leaves another server alone that listens on port 5432", async () => {
    // On some machines there is one already, which is not ours to look into.
    const foreign = (await answers(5432)) ? undefined : await startForeignServer(5432);
    if (foreign !== undefined) cleanUps.push(() => foreign.stop());
    expect(await answers(5432)).toBe(true);
    const { dynpgext, sandbox } = shared;
    expect((await dynpgext(["restart"])).code).toBe(0);
    const { code, stdout } = await dynpgext(greet);
    expect({ code, stdout }).toEqual({ code: 0, stdout: greeting(1) });
    expect(value(await sandbox.postgres.status()).pid).not.toBe(foreign?.pid);
    expect(await foreign?.databases()).not.toContain("dev");
    expect(await answers(5432)).toBe(true);
  });
});

/** Everything below the sandbox belongs to that user then. */
function asNormalUser({ root, folder, home }: Sandbox): ProgramOptions {
  if (process.getuid?.() !== 0) return {};
  const nobody = 65534;
  for (const path of [root, folder, home, ...filesIn(folder)]) chownSync(path, nobody, nobody);
  const before = ["setpriv", `--reuid=${nobody}`, `--regid=${nobody}`, "--clear-groups", "--"];
  return { before, env: { HOME: root, USER: "nobody", XDG_RUNTIME_DIR: undefined } };
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name));
}

/** Whether something accepts connections on a port of this machine. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connectTo(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

describe("what goes wrong", () => {
  it("in C is shown at its line, with exit code 1; mended, it loads", async () => {
    const { dynpgext, sandbox } = shared;
    const file = join(sandbox.folder, "greetings.c");
    const right = readFileSync(file, "utf8");
    writeFileSync(file, `${right}\nint wrong = nope;\n`);
    const failed = await dynpgext(greet);
    const line = right.split("\n").length + 1;
    expect(failed).toMatchObject({ code: 1, stdout: "" });
    expect(failed.stderr).toContain(`--> greetings.c:${line}:13\n`);
    expect(failed.stderr).toContain(`| int wrong = nope;\n`);
    expect(failed.stderr).toMatch(/^error\[build-failed\]: /m);
    writeFileSync(file, right);
    expect((await dynpgext(greet)).code).toBe(0);
  });

  it("in SQL is shown with its place, with exit code 1; in the script of the extension too", async () => {
    const { dynpgext, sandbox } = shared;
    const failed = await dynpgext(["run", "-q", "--sql", "select 1;\nselect hello.greets('x')"]);
    expect(failed).toMatchObject({ code: 1, stdout: "" });
    expect(failed.stderr).toMatch(
      /^error\[42883\]: function hello\.greets\(unknown\) does not exist\n --> --sql:2:8\n/,
    );
    const script = join(sandbox.folder, "hello_dynpgext--0.1.sql");
    const right = readFileSync(script, "utf8");
    writeFileSync(script, `${right}\nCREATE TABLE t (\n    a nosuchtype\n);\n`);
    const broken = await dynpgext(["load"]);
    expect(broken.code).toBe(1);
    expect(broken.stderr).toContain('type "nosuchtype" does not exist');
    expect(broken.stderr).toMatch(/--> hello_dynpgext--0\.1\.sql:\d+:/);
    writeFileSync(script, right);
    expect((await dynpgext(greet)).code).toBe(0);
  });

  it("at run time is what the loader saw, with the rule and the line, and the server goes on", async () => {
    const { dynpgext, sandbox } = workshop({ example: "broken_dynpgext" });
    const file = join(sandbox.folder, "broken_dynpgext.c");
    const silent = await dynpgext(["load"]);
    expect(silent).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("created in database dev") as string,
    });
    expect(silent.stderr).toMatch(/^warning\[dynpgext-magic-missing\]: .*\n +--> broken_dynpgext\.c:\d+:1$/m);
    const text = readFileSync(file, "utf8").replace(/^PG_MODULE_MAGIC;$/m, "$&\nDYNPGEXT_MAGIC;");
    writeFileSync(file, text);
    const line = text.split("\n").findIndex((one) => one.includes("= dynpgext_lookup_shmem(")) + 1;
    const seen = await dynpgext(["run", "--sql", "select 42 as answer"]);
    expect(seen).toMatchObject({ code: 0, stdout: expect.stringContaining("42") as string });
    expect(seen.stderr).toContain("error[shmem-lookup-in-init]: ");
    expect(seen.stderr).toContain(` --> broken_dynpgext.c:${line}:`);
    expect(seen.stderr).toContain("= see: dynpgext explain shmem-lookup-in-init\n");
  });

  it("in the call or on the machine has exit code 2", async () => {
    const { dynpgext, sandbox } = workshop({});
    const calls = [
      ["run", "nowhere"],
      ["load"],
      ["run", "-f", "missing.sql"],
      ["build", "--pg-config", "/no/pg_config"],
    ];
    for (const args of calls) {
      const { code, stdout, stderr } = await dynpgext(args);
      expect({ args, code, stdout }).toEqual({ args, code: 2, stdout: "" });
      expect(stderr).not.toBe("");
    }
    // Nothing was made for a folder without anything to build; the loader is there for all.
    expect(readdirSync(sandbox.home)).toEqual(["loaders"]);
  });
});

describe("Ctrl+C", () => {
  const slow = {
    "slow.control": "default_version = '1'\nmodule_pathname = '$libdir/slow'\n",
    "slow--1.sql": "",
    "slow.c": '#include "postgres.h"\n#include "fmgr.h"\nPG_MODULE_MAGIC;\n',
    Makefile: [
      "MODULES = slow\nEXTENSION = slow\nDATA = slow--1.sql",
      "PG_CONFIG = pg_config\nPGXS := $(shell $(PG_CONFIG) --pgxs)\ninclude $(PGXS)",
      "slow.o: wait\nwait:\n\t@if [ -e hold ]; then touch started; sleep 3671; fi\n.PHONY: wait\n",
    ].join("\n"),
  };

  it("ends a build with all it started, and the next one goes on", async () => {
    const { sandbox, start, dynpgext } = workshop({ files: { ...slow, hold: "" } });
    const building = start(["load"]);
    const marker = join(sandbox.folder, "started");
    await waitFor(
      () => "the build to begin",
      () => existsSync(marker),
    );
    building.child.kill("SIGINT");
    const ended = await building.ended;
    expect(ended).toMatchObject({ code: 130, stdout: "" });
    expect(ended.stderr).toMatch(/dynpgext: cancelled\n$/);
    expect(commandLines().filter((line) => line.includes("sleep 3671"))).toEqual([]);
    writeFileSync(join(sandbox.folder, "Makefile"), slow.Makefile.replace("-e hold", "-e nothing"));
    expect(await dynpgext(["load"])).toMatchObject({ code: 0 });
  });

  it("twice ends the program at once, and still nothing is left of the build", async () => {
    // This compiler does not end when it is asked to.
    const stubborn = slow.Makefile.replace("sleep 3671", "trap '' TERM INT; sleep 3672 & wait; wait");
    const { sandbox, start } = workshop({ files: { ...slow, Makefile: stubborn, hold: "" } });
    const building = start(["build"]);
    const marker = join(sandbox.folder, "started");
    await waitFor(
      () => "the build to begin",
      () => existsSync(marker),
    );
    building.child.kill("SIGINT");
    building.child.kill("SIGINT");
    expect((await building.ended).code).toBe(130);
    await waitFor(
      () => `the end of ${commandLines().join("\n")}`,
      () => !commandLines().some((line) => line.includes("sleep 3672")),
    );
  });

  it("cancels the statement that runs", async () => {
    const { sandbox, start } = shared;
    const running = start(["run", "--sql", "select pg_sleep(3600)"]);
    const sleeping =
      "select count(*) from pg_stat_activity where query = 'select pg_sleep(3600)' and state = 'active'";
    const count = async () => (await rowsOf(sandbox.postgres, sleeping))[0]?.[0];
    await waitFor(
      () => "the statement to run",
      async () => (await count()) === "1",
    );
    running.child.kill("SIGINT");
    expect(await running.ended).toMatchObject({ code: 130, stdout: "" });
    await waitFor(
      () => "the statement to end",
      async () => (await count()) === "0",
    );
    await withConnection(sandbox.postgres, async (database) => value(await database.run("select 1")));
  });
});

/** Of all processes. */
function commandLines(): string[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.map((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    } catch {
      return ""; // It has ended meanwhile.
    }
  });
}
