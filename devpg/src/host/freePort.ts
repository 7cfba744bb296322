import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { startOfProcess } from "./startOfProcess";

const firstPort = 5432;

/**
 * A port number, which names the socket, that nobody uses in this folder. What a dead server left there is removed.
 * Source of the lock file: CreateSocketLockFile, src/backend/utils/init/miscinit.c, REL_15_STABLE.
 */
export async function freePort(socketFolder: string): Promise<number> {
  const names = new Set(await readdir(socketFolder).catch(() => []));
  for (let port = firstPort; ; port++) {
    const socket = `.s.PGSQL.${port}`;
    if (!names.has(socket) && !names.has(`${socket}.lock`)) return port;
    const text = await readFile(join(socketFolder, `${socket}.lock`), "utf8").catch(() => "");
    const owner = Number.parseInt(text, 10);
    if (await isServer(owner)) continue;
    await rm(join(socketFolder, socket), { force: true });
    await rm(join(socketFolder, `${socket}.lock`), { force: true });
    return port;
  }
}

/** The process lives, and is a server as far as the system tells. */
async function isServer(pid: number): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 0 || (await startOfProcess(pid)) === undefined) return false;
  const name = await readFile(`/proc/${pid}/comm`, "utf8").catch(() => undefined);
  return name === undefined || name.startsWith("postgres");
}
