import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { SetupProblem } from "./setupProblem.mjs";

const POLL_MS = 200;
const LIMIT_MS = 15 * 60_000;

/**
 * Runs `work` while this process alone holds the lock file `path`. A lock whose owner no longer runs is taken over.
 * Fails with a `SetupProblem` when another run holds it for a quarter of an hour.
 */
export async function withLock(path, work) {
  mkdirSync(dirname(path), { recursive: true });
  const deadline = Date.now() + LIMIT_MS;
  let announced = false;
  while (!take(path)) {
    if (dropIfAbandoned(path)) continue;
    if (Date.now() > deadline)
      throw new SetupProblem(`Another run still holds ${path}. Remove that file if no other run exists.`);
    if (!announced) process.stdout.write(`setup: waiting for another run that holds ${path}\n`);
    announced = true;
    await wait(POLL_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

function take(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

/** True when the lock was removed. It is renamed first, so that of two waiting runs only one can drop the same lock. */
function dropIfAbandoned(path) {
  const owner = ownerOf(path);
  if (owner === undefined || isRunning(owner)) return false;
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (error.code === "ENOENT") return false;
    throw error;
  }
  // Between the look and the rename a living run may have taken it: then it is given back.
  const isTheSame = readFileSync(aside, "utf8") === String(owner);
  if (isTheSame) rmSync(aside, { force: true });
  else renameSync(aside, path);
  return isTheSame;
}

function ownerOf(path) {
  try {
    const owner = Number.parseInt(readFileSync(path, "utf8"), 10);
    return Number.isNaN(owner) ? undefined : owner;
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
