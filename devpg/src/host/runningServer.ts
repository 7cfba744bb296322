import { setTimeout as delay } from "node:timers/promises";
import { clusterState, type LiveServer } from "./clusterState";
import type { Run } from "./devPostgres";
import type { Workplace } from "./workplace";

const patienceMs = 120_000;

/**
 * The server that runs, whoever started it. One that somebody is starting or stopping (a program that was killed in the
 * middle of it) is waited for; one that does neither in time, or until the signal aborts, is no running server.
 */
export async function runningServer(
  { layout }: Pick<Workplace, "layout">,
  major: number,
  run: Run,
): Promise<LiveServer | undefined> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const state = await clusterState(layout, major);
    if (state.kind === "running") return state;
    const isMoving = state.kind === "starting" || state.kind === "stopping";
    if (!isMoving || run.signal.aborted || performance.now() > deadline) return undefined;
    await delay(50);
  }
}
