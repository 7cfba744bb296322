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
      found.push({ folder, storage, pids: await serversIn(storage) });
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

async function serversIn(storage: string): Promise<readonly number[]> {
  const pids: number[] = [];
  for (const major of await readdir(storage).catch((): string[] => [])) {
    const data = join(storage, major, "data");
    const text = await readFile(join(data, "postmaster.pid"), "utf8").catch(() => "");
    const pid = readPostmasterPid(text)?.pid;
    if (pid !== undefined && (await isServerOf(pid, data))) pids.push(pid);
  }
  return pids;
}
