import { execFileSync } from "node:child_process";
import {
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Layout } from "../../devpg/src/plan/layout";
import { killPrograms, startProgram, type OtherProgram } from "./otherProgram";
import type { ProgramTask } from "./program";
import { makeSandbox, problemOf, recordingRun, rowsOf, value, type Sandbox } from "./sandbox";

let sandbox: Sandbox;
const layout = async (): Promise<Layout> => value(await sandbox.postgres.status()).layout;
const start = async (): Promise<number> => value(await sandbox.postgres.start(recordingRun().run)).pid!;
const answers = async (): Promise<void> =>
  expect(await rowsOf(sandbox.postgres, "select 1")).toEqual([["1"]]);
const program = (task: Omit<ProgramTask, "options">): OtherProgram => {
  const { env, ...options } = sandbox.options;
  return startProgram({ ...task, options }, env);
};

beforeAll(async () => {
  sandbox = makeSandbox();
  value(await sandbox.postgres.start(sandbox.run));
});
afterEach(() => killPrograms());
afterAll(() => sandbox.remove());

describe("a data directory", () => {
  it("of another major version is left as it is, and named", async () => {
    value(await sandbox.postgres.stop(sandbox.run));
    const file = join((await layout()).data, "PG_VERSION");
    const version = readFileSync(file, "utf8");
    writeFileSync(file, "9\n");
    const problem = problemOf(await sandbox.postgres.start(sandbox.run));
    expect(problem.code).toBe("data-of-other-major");
    expect(problem.message).toContain("PostgreSQL 9");
    expect(problem.action).toMatch(/Move it away/);
    expect(value(await sandbox.postgres.status()).state).toBe("foreign-major");
    expect(readFileSync(file, "utf8")).toBe("9\n");
    writeFileSync(file, version);
    await start();
    await answers();
  });

  it("with the pid file of a server that is gone, whose number another process has, is served", async () => {
    value(await sandbox.postgres.stop(sandbox.run));
    const { data } = await layout();
    writeFileSync(
      join(data, "postmaster.pid"),
      `${process.pid}\n${data}\n1700000000\n5432\n/tmp\n\n\nready   \n`,
    );
    expect(value(await sandbox.postgres.status()).state).toBe("stopped");
    await start();
    await answers();
  });

  it("whose making was interrupted is made anew", async () => {
    value(await sandbox.postgres.remove(sandbox.run));
    const { data } = await layout();
    mkdirSync(join(`${data}.new`, "base"), { recursive: true });
    writeFileSync(join(`${data}.new`, "PG_VERSION"), "15\n");
    mkdirSync(data);
    writeFileSync(join(data, "rest"), "");
    await start();
    await answers();
  });
});

describe("a server", () => {
  it("that was killed counts as stopped, and starts again with what it held", async () => {
    await start();
    await rowsOf(sandbox.postgres, "create table kept as select 5 as n");
    const pid = await start();
    process.kill(pid, "SIGKILL");
    await expect.poll(async () => value(await sandbox.postgres.status()).state).toBe("stopped");
    expect(await start()).not.toBe(pid);
    expect(await rowsOf(sandbox.postgres, "select n from kept")).toEqual([["5"]]);
  });

  it("killed in the middle of its start is a failed start, and the next one succeeds", async () => {
    value(await sandbox.postgres.stop(sandbox.run));
    const { data } = await layout();
    const starting = sandbox.postgres.start(recordingRun().run);
    const pid = await pidWritten(data);
    process.kill(pid, "SIGKILL");
    const result = await starting;
    // It may have been ready by then; what counts is that nothing is in the way.
    if (!result.ok)
      expect(result.problem.code).toMatch(/^(server-start-failed|server-not-running|connection-)/);
    await start();
    await answers();
  });

  it("says which library it could not load, and starts without it", async () => {
    const file = join(sandbox.folder, "devpg", "postgresql.conf");
    mkdirSync(join(sandbox.folder, "devpg"), { recursive: true });
    writeFileSync(file, "shared_preload_libraries = 'no_such_library'\n");
    const problem = problemOf(await sandbox.postgres.start(sandbox.run));
    expect(problem.code).toBe("server-start-failed");
    expect(problem.message).toContain(`could not access file "no_such_library"`);
    expect(problem.action).toBeDefined();
    rmSync(file);
    await start();
    await answers();
  });

  it("that a library crashes at its start names the libraries, and starts without them", async () => {
    const { pkglibdir } = value(await sandbox.postgres.status()).installation;
    const source = join(sandbox.folder, "crasher.c");
    writeFileSync(source, `${magic}#include <signal.h>\nvoid _PG_init(void) { raise(SIGSEGV); }\n`);
    const includes = ["-I", value(await sandbox.postgres.status()).installation.includedirServer];
    execFileSync("gcc", ["-shared", "-fPIC", ...includes, "-o", join(pkglibdir, "crasher.so"), source]);
    const file = join(sandbox.folder, "devpg", "postgresql.conf");
    writeFileSync(file, "shared_preload_libraries = 'crasher'\n");
    const problem = problemOf(await sandbox.postgres.start(sandbox.run));
    expect(problem.code).toBe("server-start-failed");
    expect(problem.message).toMatch(/ended while starting.*SIGSEGV/);
    expect(problem.action).toContain("crasher");
    rmSync(file);
    await start();
    await answers();
  });

  it("whose socket somebody removed is started again", async () => {
    const pid = await start();
    rmSync((await layout()).socketFolder, { recursive: true });
    expect(await start()).not.toBe(pid);
    await answers();
  });

  it("whose port is taken says so, and starts on another; other servers do not disturb it", async () => {
    const taken = await listening();
    const { port } = taken.address() as AddressInfo;
    const file = join(sandbox.folder, "devpg", "postgresql.conf");
    mkdirSync(join(sandbox.folder, "devpg"), { recursive: true });
    writeFileSync(file, `listen_addresses = '127.0.0.1'\nport = ${port}\n`);
    const problem = problemOf(await sandbox.postgres.start(sandbox.run));
    expect(problem.code).toBe("server-start-failed");
    expect(problem.output?.join("\n")).toMatch(/could not bind .*Address already in use/);
    writeFileSync(file, `port = ${port}\n`);
    await start();
    expect(value(await sandbox.postgres.status()).port).toBe(port);
    await answers();
    await new Promise((resolve) => taken.close(resolve));
    rmSync(file);
  });

  it("starts beside another one that has its socket in the same folder", async () => {
    value(await sandbox.postgres.stop(sandbox.run));
    const { socketFolder, data } = await layout();
    const neighbour = makeSandbox();
    try {
      const pid = value(await neighbour.postgres.start(neighbour.run)).pid!;
      mkdirSync(socketFolder, { mode: 0o700 });
      if (process.getuid?.() === 0) chownSync(socketFolder, statSync(data).uid, statSync(data).gid);
      writeFileSync(join(socketFolder, ".s.PGSQL.5432"), "");
      writeFileSync(join(socketFolder, ".s.PGSQL.5432.lock"), `${pid}\n`);
      await start();
      expect(value(await sandbox.postgres.status()).port).toBe(5433);
      await answers();
      value(await sandbox.postgres.stop(sandbox.run));
    } finally {
      await neighbour.remove();
    }
    // Its owner is dead now, so the files are nobody's.
    await start();
    expect(value(await sandbox.postgres.status()).port).toBe(5432);
  });
});

describe("cancelling", () => {
  it("during initdb ends it, leaves no process, and the next start succeeds", async () => {
    value(await sandbox.postgres.remove(sandbox.run));
    const abort = new AbortController();
    const { run } = recordingRun(abort.signal);
    const output = (text: string): void => {
      if (text.includes("bootstrap")) abort.abort();
    };
    const result = await sandbox.postgres.start({ ...run, watcher: { ...run.watcher, output } });
    expect(problemOf(result).code).toBe("cancelled");
    expect(processesBelow(sandbox.home)).toEqual([]);
    await start();
    await answers();
  });

  it("during the start of the server stops it again", async () => {
    value(await sandbox.postgres.stop(sandbox.run));
    const abort = new AbortController();
    const { run } = recordingRun(abort.signal);
    const command = (): void => abort.abort();
    const result = await sandbox.postgres.start({ ...run, watcher: { ...run.watcher, command } });
    expect(problemOf(result).code).toBe("cancelled");
    expect(processesBelow(sandbox.home)).toEqual([]);
    await start();
    await answers();
  });
});

describe("another program", () => {
  it("that works on the dev Postgres is waited for and named; waiting can be cancelled", async () => {
    const { lockFile } = await layout();
    const holder = program({ calls: ["hold"], lockFile });
    await holder.line((line) => "step" in line && line.step === "holding");
    const abort = new AbortController();
    const { run, said } = recordingRun(abort.signal);
    const waiting = sandbox.postgres.restart(run);
    await expect.poll(() => said.steps, { timeout: 10_000 }).toHaveLength(1);
    expect(said.steps[0]).toBe(
      `Waiting for \`dynpgext test\` (process ${holder.pid}), which is working on this dev Postgres`,
    );
    abort.abort();
    expect(problemOf(await waiting)).toMatchObject({
      code: "cancelled",
      message: expect.stringContaining(`${holder.pid}`),
    });
    await answers();

    const second = sandbox.postgres.restart(recordingRun().run);
    await holder.kill();
    value(await second);
    await answers();
  });

  it("that was killed while it made the cluster leaves nothing in the way", async () => {
    value(await sandbox.postgres.remove(sandbox.run));
    const starter = program({ calls: ["start"] });
    await starter.line((line) => "command" in line && line.command.includes("initdb"));
    await starter.kill();
    await expect.poll(() => processesBelow(sandbox.home), { timeout: 15_000 }).toEqual([]);
    await start();
    await answers();
  });

  it("that was killed while it started the server leaves one to be taken over", async () => {
    value(await sandbox.postgres.stop(sandbox.run));
    const starter = program({ calls: ["start"] });
    await starter.line((line) => "command" in line && line.command.includes("/postgres "));
    const pid = await pidWritten((await layout()).data);
    await starter.kill();
    await start();
    await answers();
    expect(processesBelow(sandbox.home).filter((process) => process.isPostmaster)).toHaveLength(1);
    expect(pid).toBeGreaterThan(0);
  });

  it("that starts the same dev Postgres at the same time gets the same server", async () => {
    value(await sandbox.postgres.stop(sandbox.run));
    const [ours, others] = await Promise.all([
      start(),
      program({ calls: ["start"] }).resultOf("start") as Promise<{ value: { pid: number } }>,
    ]);
    expect(others.value.pid).toBe(ours);
  });

  it("starts a server that outlives it", async () => {
    value(await sandbox.postgres.stop(sandbox.run));
    const starter = program({ calls: ["start"] });
    const started = (await starter.resultOf("start")) as { value: { pid: number } };
    await starter.kill();
    expect(value(await sandbox.postgres.status())).toMatchObject({
      state: "running",
      pid: started.value.pid,
    });
    expect(await start()).toBe(started.value.pid);
    await answers();
  });
});

const magic = '#include "postgres.h"\n#include "fmgr.h"\nPG_MODULE_MAGIC;\n';

async function pidWritten(data: string): Promise<number> {
  let pid = 0;
  const read = (): number => {
    try {
      pid = Number.parseInt(readFileSync(join(data, "postmaster.pid"), "utf8"), 10) || 0;
    } catch {
      pid = 0;
    }
    return pid;
  };
  await expect.poll(read, { timeout: 20_000, interval: 2 }).toBeGreaterThan(0);
  return pid;
}

/** Processes that work in or run from a folder below `folder`. */
function processesBelow(folder: string): readonly { readonly pid: number; readonly isPostmaster: boolean }[] {
  const found: { pid: number; isPostmaster: boolean }[] = [];
  for (const pid of readdirSync("/proc").map(Number).filter(Number.isInteger)) {
    try {
      if (!readlinkSync(`/proc/${pid}/exe`).startsWith(`${folder}/`)) continue;
      const command = readFileSync(`/proc/${pid}/cmdline`, "latin1");
      found.push({ pid, isPostmaster: command.includes("\0-D\0") });
    } catch {
      continue; // It has ended meanwhile.
    }
  }
  return found;
}

function listening(): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => resolve(server));
  });
}
