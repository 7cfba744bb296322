import { link, mkdir, readFile, rm, rmdir, stat, unlink, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { DevResult, Run } from "./devPostgres";
import { fileProblem } from "./fileProblem";
import { makeReadable } from "./makeFolders";
import { problem } from "./problem";
import { startOfProcess } from "./startOfProcess";

/** Content of the lock file. */
export interface LockOwner {
  readonly pid: number;
  /** `startOfProcess`: tells the owner from a later process with its number. */
  readonly start: string;
  readonly host: string;
  /** What it is doing, for instance `build and load`. */
  readonly purpose: string;
}

const pollMs = 100;
const touchMs = 5_000;
/** An owner on another machine (a container, a shared home) is known to live by touching its file. */
const untouchedMs = 60_000;
const takeoverMs = 10_000;

/**
 * Does `work` while no other program changes the same dev Postgres. Waits for the one that does and says who it is; the
 * lock of a program that died is taken over. What gives space back is done without a lock when there is no room for the
 * lock's file (`evenOnFullDisk`). Fails with `cancelled`, `disk-full`, `storage-not-writable`, and as `work` does.
 */
export async function holdLock<T>(
  lockFile: string,
  purpose: string,
  run: Run,
  work: () => Promise<DevResult<T>>,
  options: { readonly evenOnFullDisk?: boolean } = {},
): Promise<DevResult<T>> {
  const owner: LockOwner = {
    pid: process.pid,
    start: (await startOfProcess(process.pid)) ?? "",
    host: hostname(),
    purpose,
  };
  try {
    await makeReadable(dirname(lockFile));
    let announced: string | undefined;
    while (!(await take(lockFile, owner))) {
      const holder = await readOwner(lockFile);
      if (holder !== undefined && !(await isAlive(holder, lockFile))) {
        await removeDead(lockFile, holder);
        continue;
      }
      const who = holder === undefined ? "another program" : describe(holder);
      if (who !== announced) run.watcher.step(`Waiting for ${who}, which is working on this dev Postgres`);
      announced = who;
      if (run.signal.aborted)
        return problem("cancelled", `Cancelled while waiting for ${who}`, {
          action: `If it hangs, end it, or remove ${lockFile}`,
        });
      await delay(pollMs, undefined, { signal: run.signal }).catch(() => undefined);
    }
  } catch (error) {
    const failed = fileProblem<T>(error, "The dev Postgres could not be locked");
    const isFull = !failed.ok && failed.problem.code === "disk-full";
    return isFull && options.evenOnFullDisk === true ? work() : failed;
  }
  const touching = setInterval(() => void touch(lockFile), touchMs);
  touching.unref();
  try {
    return await work();
  } finally {
    clearInterval(touching);
    // Somebody may have removed it by hand, or have taken it over while this machine slept.
    if (JSON.stringify(await readOwner(lockFile)) === JSON.stringify(owner))
      await unlink(lockFile).catch(() => undefined);
  }
}

/** Who holds the lock now; undefined when nobody does. */
export async function lockHolder(lockFile: string): Promise<LockOwner | undefined> {
  const holder = await readOwner(lockFile);
  return holder !== undefined && (await isAlive(holder, lockFile)) ? holder : undefined;
}

function describe(owner: LockOwner): string {
  const where = owner.host === hostname() ? "" : ` on ${owner.host}`;
  return `\`${owner.purpose}\` (process ${owner.pid}${where})`;
}

/** A link makes the file appear with its whole content, or not at all because there is one. */
async function take(lockFile: string, owner: LockOwner): Promise<boolean> {
  const unfinished = `${lockFile}.${owner.pid}.${Math.random().toString(36).slice(2)}`;
  try {
    await writeFile(unfinished, JSON.stringify(owner), { mode: 0o644 });
    await link(unfinished, lockFile);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(unfinished, { force: true });
  }
}

async function readOwner(lockFile: string): Promise<LockOwner | undefined> {
  const text = await readFile(lockFile, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const { pid, start, host, purpose } = JSON.parse(text) as Partial<LockOwner>;
    return {
      pid: pid ?? 0,
      start: start ?? "",
      host: host ?? hostname(),
      purpose: purpose ?? "another program",
    };
  } catch {
    // Damaged, for instance by a full disk in the middle of a machine's crash: nobody's.
    return { pid: 0, start: "", host: hostname(), purpose: "another program" };
  }
}

async function isAlive(owner: LockOwner, lockFile: string): Promise<boolean> {
  if (owner.host === hostname()) return owner.pid > 0 && (await startOfProcess(owner.pid)) === owner.start;
  const file = await stat(lockFile).catch(() => undefined);
  return file !== undefined && Date.now() - file.mtimeMs < untouchedMs;
}

/** Only one program at a time removes a dead owner's lock, after looking again: else it could remove a new owner's. */
async function removeDead(lockFile: string, dead: LockOwner): Promise<void> {
  const guard = `${lockFile}.takeover`;
  try {
    await mkdir(guard);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    const since = await stat(guard).catch(() => undefined);
    if (since !== undefined && Date.now() - since.mtimeMs > takeoverMs)
      await rmdir(guard).catch(() => undefined);
    await delay(pollMs);
    return;
  }
  try {
    const holder = await readOwner(lockFile);
    if (JSON.stringify(holder) === JSON.stringify(dead)) await unlink(lockFile);
  } finally {
    await rmdir(guard);
  }
}

async function touch(lockFile: string): Promise<void> {
  const now = new Date();
  await utimes(lockFile, now, now).catch(() => undefined); // Removed by hand; nothing to keep alive then.
}
