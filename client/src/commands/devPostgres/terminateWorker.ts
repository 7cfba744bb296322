import { window } from "vscode";
import type { Worker } from "../../../../devpg/src/host/devPostgres";
import type { DevFolder } from "../../devpg/devFolder";
import type { DevPostgresParts } from "../../devpg/devPostgresParts";
import { withAnswer } from "../../devpg/withProgress";

/**
 * Sends SIGTERM to a worker, as its server would at shutdown. `pg_terminate_backend` does not reach workers without a
 * database, which are in no list of backends (src/backend/storage/ipc/signalfuncs.c, REL_15_STABLE).
 */
export async function terminateWorker(
  parts: DevPostgresParts,
  dev: DevFolder,
  { name, pid }: Worker,
): Promise<void> {
  const workers = await withAnswer(parts, dev, (postgres) => postgres.workers());
  const isThere = workers?.some((worker) => worker.pid === pid && worker.state === "running") === true;
  if (pid === undefined || !isThere) return;
  try {
    process.kill(pid, "SIGTERM");
    window.setStatusBarMessage(`$(check) Asked “${name}” (process ${pid}) to end`, 5000);
  } catch (error) {
    void window.showErrorMessage(
      `“${name}” (process ${pid}) could not be ended: ${(error as Error).message}. Restart the dev Postgres instead.`,
    );
  }
}
