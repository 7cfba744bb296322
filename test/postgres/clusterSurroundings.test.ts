import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  accessSync,
  chownSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { fileProblem } from "../../devpg/src/host/fileProblem";
import { operate } from "../../devpg/src/host/operate";
import { runToSuccess } from "../../devpg/src/host/runToSuccess";
import { serveCluster } from "../../devpg/src/host/serveCluster";
import { killPrograms, startProgram } from "./otherProgram";
import {
  makeSandbox,
  problemOf,
  recordingRun,
  rowsOf,
  value,
  type Sandbox,
  type SandboxOptions,
} from "./sandbox";

const isRoot = process.getuid?.() === 0;
const sandboxes: Sandbox[] = [];
const sandboxWith = (options: SandboxOptions): Sandbox => {
  const sandbox = makeSandbox(options);
  sandboxes.push(sandbox);
  return sandbox;
};

afterEach(async () => {
  killPrograms();
  for (const sandbox of sandboxes.splice(0)) await sandbox.remove();
});

describe("paths", () => {
  it("with spaces, quotes and dollars are served, also for what `make` builds", async () => {
    const sandbox = sandboxWith({ below: `it's a "test" of $HOME; #1`, name: "my extension (new)" });
    const served = await operate(sandbox.options, "test", sandbox.run, ({ workplace, installation }) =>
      serveCluster(
        workplace,
        installation,
        { preload: ["dynpgext_loader"], bundledLoader: true },
        sandbox.run,
      ),
    );
    expect(value(served).preloaded).toEqual(["dynpgext_loader"]);
    expect(await rowsOf(sandbox.postgres, "select count(*) from dynpgext_dev.shmem")).toEqual([["0"]]);
    const { layout } = value(await sandbox.postgres.status());
    expect(layout.data).toContain(`it's a "test" of $HOME; #1`);
    expect(layout.prefix).not.toMatch(/[^A-Za-z0-9/._-]/);
    expect(lstatSync(join(layout.prefix, "..")).uid).toBe(process.getuid?.());
  });

  it("that are too long for a socket are passed over for a short one", async () => {
    const long = "x".repeat(100);
    const sandbox = sandboxWith({ below: long });
    mkdirSync(join(sandbox.root, "run"), { mode: 0o755 });
    const env = { ...sandbox.options.env, XDG_RUNTIME_DIR: join(sandbox.root, "run"), TMPDIR: sandbox.root };
    const postgres = sandbox.again({ env });
    const status = value(await postgres.start(sandbox.run));
    expect(status.layout.data).toContain(long);
    expect(`${status.layout.socketFolder}/.s.PGSQL.${status.port}`.length).toBeLessThan(100);
    expect(await rowsOf(postgres, "select 1")).toEqual([["1"]]);
  });
});

describe("an ordinary user", () => {
  // As root, this is another program that is not root; otherwise it is what all tests do.
  it("has a dev Postgres of its own, from the first start to its removal", async () => {
    const sandbox = sandboxWith({ example: "hello_dynpgext", ownLoader: true });
    if (isRoot) for (const path of [sandbox.home, sandbox.folder]) giveAway(path);
    const { env, ...options } = sandbox.options;
    const become = isRoot ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"] : [];
    const calls = ["load", "query", "restart", "stop", "remove"] as const;
    const user = startProgram({ options, calls }, { ...env, HOME: sandbox.folder }, become);
    expect(await user.resultOf("load")).toMatchObject({
      ok: true,
      value: { loader: "bundled", extensions: [{ name: "hello_dynpgext", action: "created" }] },
    });
    expect(await user.resultOf("query")).toMatchObject({ ok: true, value: [{ rows: [["postgres", "42"]] }] });
    expect(await user.resultOf("restart")).toMatchObject({ ok: true, value: { state: "running" } });
    expect(await user.resultOf("stop")).toMatchObject({ ok: true, value: { state: "stopped" } });
    expect(await user.resultOf("remove")).toMatchObject({ ok: true });
    expect(readdirSync(sandbox.home)).toEqual(["loaders"]); // It serves all workspaces.
    expect(existsSync(join(sandbox.folder, "compile_commands.json"))).toBe(false);
  });

  it("is told when the data belongs to somebody else, or when the server's user cannot get there", async () => {
    const sandbox = sandboxWith({});
    value(await sandbox.postgres.start(sandbox.run));
    value(await sandbox.postgres.stop(sandbox.run));
    const { data } = value(await sandbox.postgres.status()).layout;
    if (isRoot) {
      const { uid, gid } = lstatSync(data);
      chownSync(data, 65534, 65534);
      expect(problemOf(await sandbox.postgres.start(sandbox.run)).code).toBe("data-of-other-user");
      chownSync(data, uid, gid);
      const closed = { ...sandbox.options.env, DYNPGEXT_HOME: "/root/dynpgext" };
      const problem = problemOf(await sandbox.again({ env: closed }).start(sandbox.run));
      expect(problem).toMatchObject({
        code: "home-unreachable",
        action: expect.stringContaining("chmod o+x /root"),
      });
    } else {
      const folder = join(sandbox.root, "closed");
      mkdirSync(folder, { mode: 0o555 });
      const closed = { ...sandbox.options.env, DYNPGEXT_HOME: join(folder, "home") };
      const problem = problemOf(await sandbox.again({ env: closed }).start(sandbox.run));
      expect(problem.code).toBe("storage-not-writable");
    }
  });
});

describe("a full disk", () => {
  it("is named with what to do, and in the way of nothing once there is space", async () => {
    const sandbox = sandboxWith({});
    const mount = (...args: string[]): boolean => isRoot && spawnSync("mount", args).status === 0;
    if (!mount("-t", "tmpfs", "-o", "size=30m,mode=755", "tmpfs", sandbox.home)) return onPaper();
    try {
      // First while the cluster is made, then while the copy of PostgreSQL is.
      const atCluster = problemOf(await sandbox.postgres.start(sandbox.run));
      expect(atCluster).toMatchObject({
        code: "disk-full",
        action: expect.stringContaining("DYNPGEXT_HOME"),
      });
      value(await sandbox.postgres.remove(sandbox.run));
      mount("-o", "remount,size=4m", sandbox.home);
      const atCopy = problemOf(await sandbox.postgres.start(sandbox.run));
      expect(atCopy).toMatchObject({ code: "disk-full", action: expect.stringContaining("DYNPGEXT_HOME") });
      mount("-o", "remount,size=400m", sandbox.home);
      value(await sandbox.postgres.start(sandbox.run));
      expect(await rowsOf(sandbox.postgres, "select 1")).toEqual([["1"]]);
      // With nothing left at all, what needs space says so, and what gives it back still works.
      spawnSync("dd", ["if=/dev/zero", `of=${join(sandbox.home, "filler")}`, "bs=64k"]);
      expect(problemOf(await sandbox.postgres.restart(sandbox.run)).code).toBe("disk-full");
      expect(value(await sandbox.postgres.stop(sandbox.run)).state).toBe("stopped");
      value(await sandbox.postgres.remove(sandbox.run));
      expect(readdirSync(sandbox.home)).toEqual(["filler"]);
    } finally {
      await sandbox.postgres.remove(recordingRun().run);
      spawnSync("umount", [sandbox.home]);
    }
  });

  /** Where nothing may be mounted: what the file system and programs say about it. */
  async function onPaper(): Promise<void> {
    const error = Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC", path: "/x" });
    expect(problemOf(fileProblem(error, "The cluster could not be made")).code).toBe("disk-full");
    const argv = ["/bin/sh", "-c", "echo 'initdb: error: No space left on device'; exit 1"] as const;
    const failed = await runToSuccess(
      { argv: [...argv], cwd: "/", env: {} },
      { timeoutMs: 9_000, code: "initdb-failed" },
    );
    expect(problemOf(failed).code).toBe("disk-full");
  }
});

describe("the system's PostgreSQL", () => {
  it("is byte for byte what it was, after all that is done to a dev Postgres", async () => {
    const sandbox = sandboxWith({ example: "hello_dynpgext" });
    const system = value(await sandbox.postgres.installation());
    const watched = [system.bindir, system.pkglibdir, system.sharedir, system.includedirServer];
    const clusters = ["/var/lib/postgresql", "/etc/postgresql"];
    const before = { tree: hashOf([...watched, ...clusters]), described: describePg(system.pgConfig) };
    value(await sandbox.postgres.load("recreate", sandbox.run));
    expect(await rowsOf(sandbox.postgres, "select count(*) from dynpgext_dev.shmem")).not.toEqual([["0"]]);
    value(await sandbox.postgres.resetDatabase(sandbox.run));
    value(await sandbox.postgres.restart(sandbox.run));
    value(await sandbox.postgres.remove(sandbox.run));
    expect({ tree: hashOf([...watched, ...clusters]), described: describePg(system.pgConfig) }).toEqual(
      before,
    );
  });

  function describePg(pgConfig: string): string {
    return spawnSync(pgConfig, { encoding: "utf8" }).stdout;
  }
});

/** What we may not read we cannot have changed. */
function isClosed(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return false;
  } catch {
    return true;
  }
}

/** To the user `nobody`, with all that is in it. */
function giveAway(path: string): void {
  chownSync(path, 65534, 65534);
  if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) giveAway(join(path, name));
}

/** Of names, kinds, sizes, times and contents. */
function hashOf(folders: readonly string[]): string {
  const hash = createHash("sha256");
  const add = (path: string): void => {
    const found = lstatSync(path);
    hash.update(`${path}\0${found.mode}\0${found.uid}\0${found.mtimeMs}\0`);
    if (found.isSymbolicLink()) hash.update(readlinkSync(path));
    else if (isClosed(path)) hash.update("closed");
    else if (found.isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name));
    else if (found.isFile()) hash.update(readFileSync(path));
  };
  for (const folder of folders) if (existsSync(folder)) add(folder);
  return hash.digest("hex");
}
