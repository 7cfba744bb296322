import { readFile, readlink, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { readPostmasterPid } from "../interpret/postmasterPid";
import type { Layout } from "../plan/layout";
import { runProcess } from "./runProcess";
import { startOfProcess } from "./startOfProcess";

export interface LiveServer {
  readonly kind: "starting" | "running" | "stopping";
  readonly pid: number;
  readonly port: number;
  readonly socketFolder: string;
  readonly startedAt: Date;
}

/** What there is in the data directory: nothing, something of another major version, a cluster at rest, a live server. */
export type ClusterState =
  | { readonly kind: "none" }
  | { readonly kind: "foreign-major"; readonly found: string }
  | { readonly kind: "stopped" }
  | LiveServer;

/** Looks at `PG_VERSION` and `postmaster.pid`; a stale `postmaster.pid` does not count. */
export async function clusterState(layout: Layout, major: number): Promise<ClusterState> {
  const version = await readFile(join(layout.data, "PG_VERSION"), "utf8").catch(() => undefined);
  if (version === undefined) return { kind: "none" };
  if (version.trim() !== String(major)) return { kind: "foreign-major", found: version.trim() };
  const text = await readFile(join(layout.data, "postmaster.pid"), "utf8").catch(() => "");
  const written = readPostmasterPid(text);
  if (written === undefined || !(await isServerOf(written.pid, layout.data))) return { kind: "stopped" };
  return {
    kind: written.state === "ready" ? "running" : written.state === "stopping" ? "stopping" : "starting",
    pid: written.pid,
    port: written.port ?? 5432,
    socketFolder: written.socketFolder ?? layout.socketFolder,
    startedAt: new Date(written.startedAt * 1000),
  };
}

/**
 * The process is a server with this data directory, and not a later one that got its number. A postmaster's working
 * directory is its data directory. Source: ChangeToDataDir, src/backend/utils/init/miscinit.c, REL_15_STABLE.
 */
export async function isServerOf(pid: number, data: string): Promise<boolean> {
  if ((await startOfProcess(pid)) === undefined) return false;
  if (process.platform === "linux") {
    const folder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
    if (folder !== undefined) return folder === (await realpath(data).catch(() => data));
    const owner = await stat(`/proc/${pid}`).catch(() => undefined);
    const dataOwner = await stat(data).catch(() => undefined);
    return owner !== undefined && owner.uid === dataOwner?.uid;
  }
  const argv = ["ps", "-o", "command=", "-p", String(pid)] as const;
  const outcome = await runProcess({ argv: [...argv], cwd: "/", env: {} }, { timeoutMs: 10_000 });
  return outcome.ok && outcome.value.stdout.includes("postgres");
}
