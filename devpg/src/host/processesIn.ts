import { readdir, readFile, readlink, realpath } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { startOfProcess } from "./startOfProcess";

/** The processes of a server, by its data directory, which they work in. Linux only, elsewhere none are found. */
async function processesIn(folder: string): Promise<readonly number[]> {
  const real = await realpath(folder).catch(() => folder);
  const names = await readdir("/proc").catch(() => []);
  const pids = names.map(Number).filter((pid) => Number.isInteger(pid) && pid !== process.pid);
  const folders = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => undefined)));
  const found = pids.filter((_, position) => folders[position] === real);
  const servers: number[] = [];
  for (const pid of found) {
    // Somebody's shell may stand in the folder.
    const name = await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "");
    if (name.startsWith("postgres") && (await startOfProcess(pid)) !== undefined) servers.push(pid);
  }
  return servers;
}

/**
 * Waits until the processes that a dead postmaster left are gone: they end by themselves when they notice, and keep a
 * new server from starting until then. After `patienceMs` they are killed.
 */
export async function endLeftovers(data: string, patienceMs: number): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const left = await processesIn(data);
    if (left.length === 0) return;
    if (performance.now() > deadline) for (const pid of left) kill(pid);
    if (performance.now() > deadline + 5_000) return;
    await delay(50);
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== "ESRCH" && code !== "EPERM") throw error;
  }
}
