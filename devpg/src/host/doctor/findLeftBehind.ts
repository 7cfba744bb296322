import { access, readdir, readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import type { LeftBehind } from "../../interpret/doctorFacts";
import { readPostmasterPid } from "../../interpret/postmasterPid";
import { storageHomes } from "../../plan/planLayout";
import { isServerOf } from "../clusterState";
import type { DevPostgresOptions } from "../devPostgres";

/** Storage of workspace folders that are gone, with the servers that still run in it. */
export async function findLeftBehind({ env }: DevPostgresOptions): Promise<readonly LeftBehind[]> {
  const found: LeftBehind[] = [];
  for (const home of storageHomes(env, env["HOME"] ?? homedir(), process.getuid?.() === 0)) {
    for (const name of await readdir(home).catch((): string[] => [])) {
      const storage = join(home, name);
      const folder = (await readFile(join(storage, "folder"), "utf8").catch(() => "")).replace(/\n$/, "");
      if (folder === "" || !(await isGone(folder))) continue;
      const servers = await serversIn(storage);
      const sockets = servers.flatMap(({ socketFolder }) => socketFolder ?? []);
      found.push({ folder, storage: [storage, ...sockets], servers });
    }
  }
  return found;
}

/** A folder that may not be looked at is there. */
async function isGone(folder: string): Promise<boolean> {
  return access(folder).then(
    () => false,
    (error: NodeJS.ErrnoException) => error.code === "ENOENT" || error.code === "ENOTDIR",
  );
}

interface LeftServer {
  readonly pid: number;
  readonly pidFile: string;
  readonly socketFolder: string | undefined;
}

async function serversIn(storage: string): Promise<readonly LeftServer[]> {
  const servers: LeftServer[] = [];
  for (const major of await readdir(storage).catch((): string[] => [])) {
    const data = join(storage, major, "data");
    const pidFile = join(data, "postmaster.pid");
    const text = await readFile(pidFile, "utf8").catch(() => "");
    const written = readPostmasterPid(text);
    if (written === undefined || !(await isServerOf(written.pid, data))) continue;
    servers.push({ pid: written.pid, pidFile, socketFolder: written.socketFolder });
  }
  return servers;
}
