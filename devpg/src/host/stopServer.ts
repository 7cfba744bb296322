import { setTimeout as delay } from "node:timers/promises";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { clusterState, isServerOf, type LiveServer } from "./clusterState";
import type { DevResult } from "./devPostgres";
import { problem } from "./problem";
import { endLeftovers } from "./processesIn";
import type { Workplace } from "./workplace";

/** Fast shutdown, then immediate, then what nothing survives. Source: manual of 15, 19.5 "Shutting Down the Server". */
const steps: readonly { readonly signal: NodeJS.Signals; readonly waitMs: number }[] = [
  { signal: "SIGINT", waitMs: 20_000 },
  { signal: "SIGQUIT", waitMs: 10_000 },
  { signal: "SIGKILL", waitMs: 5_000 },
];

/** Stops the server if one runs, and waits until it is gone. The caller holds the lock. Fails with `server-not-stopped`. */
export async function stopServer(
  { layout }: Pick<Workplace, "layout">,
  major: number,
): Promise<DevResult<{ readonly wasRunning: boolean }>> {
  const state = await clusterState(layout, major);
  const live = isLive(state) ? state : undefined;
  if (live === undefined) return { ok: true, value: { wasRunning: false } };
  for (const { signal, waitMs } of steps) {
    if (!send(live.pid, signal)) break;
    if (await isGone(live.pid, layout.data, waitMs)) {
      if (signal === "SIGKILL") await rm(join(layout.data, "postmaster.pid"), { force: true });
      await endLeftovers(layout.data, 5_000);
      return { ok: true, value: { wasRunning: true } };
    }
  }
  if (await isGone(live.pid, layout.data, 0)) return { ok: true, value: { wasRunning: true } };
  return problem("server-not-stopped", `The server (process ${live.pid}) could not be stopped`, {
    action: `It may belong to another OS user: try \`sudo kill -INT ${live.pid}\``,
  });
}

function isLive(state: { readonly kind: string }): state is LiveServer {
  return state.kind === "running" || state.kind === "starting" || state.kind === "stopping";
}

async function isGone(pid: number, data: string, waitMs: number): Promise<boolean> {
  const deadline = performance.now() + waitMs;
  while (await isServerOf(pid, data)) {
    if (performance.now() > deadline) return false;
    await delay(20);
  }
  return true;
}

/** False when we may not. */
function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EPERM") return false;
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
  return true;
}
