import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { Run } from "../../devpg/src/host/devPostgres";
import { adviceFor } from "../../devpg/src/interpret/advice";
import type { ServerMessage } from "../../devpg/src/interpret/serverMessage";
import { makeSandbox, problemOf, recordingRun, rowsOf, value, type Sandbox } from "./sandbox";
import { pgxsExtension } from "./smallExtension";

let sandbox: Sandbox | undefined;
afterEach(async () => {
  await sandbox?.remove();
  sandbox = undefined;
});

function sandboxOf(name: string, files: Readonly<Record<string, string>>): Sandbox {
  return (sandbox = makeSandbox({ name, files }));
}

function edit(name: string, from: string, to: string): void {
  const path = join(sandbox!.folder, name);
  const text = readFileSync(path, "utf8");
  if (!text.includes(from)) throw new Error(`${name} has no ${from}`);
  writeFileSync(
    path,
    text.replace(from, () => to),
  );
}

/** A run that aborts when something is said that fits. */
function runUntil(pattern: RegExp, act: (controller: AbortController) => void): Run {
  const controller = new AbortController();
  const { run } = recordingRun(controller.signal);
  let isDone = false;
  const hear = (text: string): void => {
    if (isDone || !pattern.test(text)) return;
    isDone = true;
    act(controller);
  };
  const { watcher } = run;
  return {
    signal: run.signal,
    watcher: {
      step: (title) => (watcher.step(title), hear(title)),
      command: (plan) => (watcher.command(plan), hear(plan.argv.join(" "))),
      output: (text) => (watcher.output(text), hear(text)),
    },
  };
}

/** Processes whose command line has a word in it, for instance the name of a folder that is ours alone. */
function processesWith(word: string): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && name !== String(process.pid))
    .flatMap((pid) => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
        return line.includes(word) ? [line] : [];
      } catch {
        return []; // It has ended since.
      }
    });
}

async function answers(): Promise<void> {
  expect(await rowsOf(sandbox!.postgres, "select 1")).toEqual([["1"]]);
}

describe("a load that is disturbed", () => {
  it("is cancelled during the build: the compiler ends, and the next build begins anew", async () => {
    const files = pgxsExtension({ name: "slow" });
    const box = sandboxOf("slow", {
      ...files,
      Makefile: `${files["Makefile"]!}\nslow.o: marker\nmarker:\n\techo waiting\n\tsleep 600\n.PHONY: marker\n`,
    });
    const run = runUntil(/waiting/, (controller) => controller.abort());
    const problem = problemOf(await box.postgres.load("recreate", run));
    expect(problem.code).toBe("cancelled");
    expect(processesWith("sleep 600")).toEqual([]);
    edit("Makefile", "sleep 600", "true");
    expect(value(await box.postgres.load("recreate", box.run)).extensions[0]?.action).toBe("created");
    expect(box.said.commands.some((command) => /^make clean /.test(command))).toBe(true);
    await answers();
  });

  it("has the server killed in the middle: the message says so, and the next load works", async () => {
    const files = pgxsExtension({ name: "killed" });
    const box = sandboxOf("killed", {
      ...files,
      "killed--1.0.sql": `${files["killed--1.0.sql"]!}select pg_sleep(60);\n`,
    });
    value(await box.postgres.start(box.run));
    const pid = value(await box.postgres.status()).pid!;
    const run = runUntil(/^Creating the extension/, () => void killWhenAsleep(pid));
    const problem = problemOf(await box.postgres.load("recreate", run));
    expect(problem.code).toBe("connection-lost");
    expect(problem.action).toMatch(/log/);
    edit("killed--1.0.sql", "select pg_sleep(60);\n", "");
    expect(value(await box.postgres.load("recreate", box.run)).extensions[0]?.action).toBe("created");
    await answers();
  });

  /** The postmaster, when the script of the extension sleeps. */
  async function killWhenAsleep(pid: number): Promise<void> {
    const asleep = "select count(*) from pg_stat_activity where wait_event = 'PgSleep'";
    await expect.poll(() => rowsOf(sandbox!.postgres, asleep), { timeout: 20_000 }).toEqual([["1"]]);
    process.kill(pid, "SIGKILL");
  }

  it("is cancelled while the script runs: nothing of it stays", async () => {
    const files = pgxsExtension({ name: "napping" });
    const box = sandboxOf("napping", {
      ...files,
      "napping--1.0.sql": `${files["napping--1.0.sql"]!}select pg_sleep(60);\n`,
    });
    const run = runUntil(/^Creating the extension/, (controller) => controller.abort());
    const problem = problemOf(await box.postgres.load("recreate", run));
    expect(problem.code).toBe("cancelled");
    expect(await rowsOf(box.postgres, "select count(*) from pg_extension where extname = 'napping'")).toEqual(
      [["0"]],
    );
  });
});

describe("an extension that does what it may not", () => {
  it("crashes when it is created: the message says so, and the server answers again", async () => {
    const files = pgxsExtension({ name: "crash", init: "	*(volatile int *) NULL = 1;" });
    const box = sandboxOf("crash", files);
    const problem = problemOf(await box.postgres.load("recreate", box.run));
    expect(problem.code).toBe("server-crashed");
    expect(problem.message).toMatch(/^CREATE EXTENSION crash crashed the server: .*signal 11/);
    expect(problem.action).toMatch(/debug/);
    await expect.poll(async () => (await box.postgres.connect(null)).ok, { timeout: 20_000 }).toBe(true);
    edit("crash.c", "*(volatile int *) NULL = 1;", "");
    expect(value(await box.postgres.load("recreate", box.run)).extensions[0]?.action).toBe("created");
  });

  const worker = (flags: string, more: string): string => `	BackgroundWorker worker = {0};

	worker.bgw_flags = ${flags};
	worker.bgw_start_time = BgWorkerStart_RecoveryFinished;
	worker.bgw_restart_time = BGW_NEVER_RESTART;
	strlcpy(worker.bgw_name, "odd worker", BGW_MAXLEN);
	strlcpy(worker.bgw_library_name, "odd", BGW_MAXLEN);
	strlcpy(worker.bgw_function_name, "odd_main", BGW_MAXLEN);
	${more}
	RegisterBackgroundWorker(&worker);`;
  const both = "BGWORKER_SHMEM_ACCESS | BGWORKER_BACKEND_DATABASE_CONNECTION";
  const connects = `#include "postmaster/bgworker.h"
PGDLLEXPORT void odd_main(Datum arg);
void odd_main(Datum arg) { BackgroundWorkerInitializeConnection("postgres", NULL, 0); }`;

  it.each([
    ["invalid restart interval", worker(both, "worker.bgw_restart_time = -7;"), "bgw-restart-time-ignored"],
    ["without shared memory access", worker("0", ""), "bgw-flags"],
    ["database connection requirement not indicated", worker("BGWORKER_SHMEM_ACCESS", ""), "bgw-flags"],
    [
      "cannot request database access if starting at postmaster start",
      worker(both, "worker.bgw_start_time = BgWorkerStart_PostmasterStart;"),
      "bgw-flags",
    ],
    [
      'could not find function "odd_man"',
      worker(both, 'strlcpy(worker.bgw_function_name, "odd_man", BGW_MAXLEN);'),
      undefined,
    ],
    ['could not access file ""', worker(both, "worker.bgw_library_name[0] = 0;"), "bgw-library-name"],
  ])("registers a worker wrongly, which the log tells with advice: %s", async (message, init, rule) => {
    const box = sandboxOf("odd", pgxsExtension({ name: "odd", source: connects, init, isExtension: false }));
    const { notices } = value(await box.postgres.load("recreate", box.run));
    // Refused while the server starts, or ended by it a moment later.
    const said = async (): Promise<ServerMessage | undefined> =>
      [...notices, ...value(await box.postgres.readLog(500))].find((each) => each.message.includes(message));
    await expect.poll(said, { timeout: 20_000 }).toBeDefined();
    const record = (await said())!;
    const advice = adviceFor(record);
    expect(advice?.action).toBeDefined();
    expect(advice?.rule).toBe(rule);
    await answers();
  });

  it.each([
    [
      "cannot request additional shared memory outside shmem_request_hook",
      "	RequestAddinShmemSpace(1024);",
      '#include "storage/ipc.h"\n#include "storage/shmem.h"',
    ],
    [
      "cannot request additional LWLocks outside shmem_request_hook",
      '	RequestNamedLWLockTranche("odd", 1);',
      '#include "storage/lwlock.h"',
    ],
    [
      "undefined symbol: nowhere",
      "	nowhere(); RequestAddinShmemSpace(0);",
      '#include "storage/ipc.h"\nextern void nowhere(void);',
    ],
  ])(
    "keeps the server from starting, which is said with advice, and is mended by the next load: %s",
    async (message, init, source) => {
      const box = sandboxOf("odd", pgxsExtension({ name: "odd", source, init, isExtension: false }));
      const problem = problemOf(await box.postgres.load("recreate", box.run));
      expect(problem.code).toBe("server-start-failed");
      expect(problem.message).toContain(message);
      expect(problem.advice?.explanation).toBeDefined();
      expect(value(await box.postgres.status()).state).toBe("stopped");
      edit("odd.c", init, "");
      expect(value(await box.postgres.load("recreate", box.run)).preloaded).toEqual([]);
      await answers();
    },
  );
});

describe("a build that cannot be", () => {
  it.each([
    [
      "a header that is not there",
      { "x.c": '#include "postgres.h"\n#include "nosuch/thing.h"\n' },
      /nosuch\/thing\.h/,
      /PG_CPPFLAGS/,
    ],
    [
      "a missing separator",
      { Makefile: "MODULES = x\nall:\n    echo\n$(error)" },
      /missing separator/,
      /Correct it/,
    ],
    [
      "a source that is not there",
      { Makefile: "MODULE_big = x\nOBJS = x.o gone.o\n" },
      /gone\.o/,
      /Correct it/,
    ],
    [
      "a library that is not there",
      { Makefile: "MODULE_big = x\nOBJS = x.o\nSHLIB_LINK = -lnosuchlib\n" },
      /-lnosuchlib/,
      /libnosuchlib-dev/,
    ],
    [
      "a program that is not there",
      { Makefile: "MODULES = x\nx.o: y\ny:\n\tnosuchprogram\n" },
      /nosuchprogram/,
      /Install nosuchprogram/,
    ],
    [
      "a symbol that is not defined",
      {
        Makefile:
          "MODULE_big = x\nOBJS = x.o\nSHLIB_LINK = -Wl,-z,defs -Wl,--unresolved-symbols=report-all\n",
        "x.c":
          '#include "postgres.h"\nextern int nowhere(void);\nint use(void);\nint use(void) { return nowhere(); }\n',
      },
      /`\w+` is used but not defined/,
      /OBJS/,
    ],
  ])(
    "says what is wrong and what to do: %s",
    async (_title, files: Record<string, string>, message, action) => {
      const { Makefile, ...rest } = pgxsExtension({ name: "x", isExtension: false });
      const pgxs = Makefile!.slice(Makefile!.indexOf("PG_CONFIG"));
      const wanted = files["Makefile"] === undefined ? Makefile! : `${files["Makefile"]}${pgxs}`;
      const box = sandboxOf("x", { ...rest, ...files, Makefile: wanted });
      const problem = problemOf(await box.postgres.build(box.run));
      expect(problem.code).toBe("build-failed");
      expect(problem.message).toMatch(message);
      expect(problem.action).toMatch(action);
      expect(
        problem.diagnostics?.some(({ path, severity }) => severity === "error" && existsSync(path)),
      ).toBe(true);
    },
  );

  it("says what it looked for in a folder without an extension", async () => {
    const box = sandboxOf("nothing", { "README.md": "" });
    expect(problemOf(await box.postgres.load("recreate", box.run)).code).toBe("project-missing");
    expect(problemOf(await box.postgres.build(box.run)).code).toBe("project-missing");
  });

  it("names the folders when there are several extensions", async () => {
    const files = pgxsExtension({ name: "x" });
    const inBoth = Object.entries(files).flatMap(
      ([name, text]) =>
        [
          [`a/${name}`, text],
          [`b/${name}`, text],
        ] as const,
    );
    const box = sandboxOf("both", Object.fromEntries(inBoth));
    expect(problemOf(await box.postgres.build(box.run)).message).toMatch(/a, b/);
  });
});
