import type { DebugTarget } from "../../plan/debugTarget";
import type { DevPostgres, DevResult } from "../devPostgres";
import { problem } from "../problem";
import type { PreparedTarget } from "./preparedTarget";
import { isProcessAlive, serverProcesses } from "./processFacts";

const nothing = async (): Promise<void> => undefined;

/** A process of this server that runs. Fails with `backend-gone`. */
export async function attachToProcess(pid: number): Promise<DevResult<PreparedTarget>> {
  if (await isProcessAlive(pid))
    return { ok: true, value: { pid, title: `process ${pid}`, hasTimeLimits: true, release: nothing } };
  return problem("backend-gone", `There is no process ${pid} any more`, {
    action: "Choose another one: `Dynpgext: Attach to Backend…` lists those that run",
  });
}

/** A worker that runs, whoever started it. Fails with `worker-missing` and `server-not-running`. */
export async function attachToWorker(
  postgres: DevPostgres,
  { name, database }: Extract<DebugTarget, { readonly kind: "worker" }>,
): Promise<DevResult<PreparedTarget>> {
  const pid = await findWorker(postgres, name, database);
  if (!pid.ok) return pid;
  if (pid.value !== undefined)
    return {
      ok: true,
      value: {
        pid: pid.value,
        title: `worker ${name} (${pid.value})`,
        hasTimeLimits: true,
        release: nothing,
      },
    };
  const where = database === undefined ? "" : ` in ${database}`;
  return problem("worker-missing", `No worker ${name} runs${where}`, {
    action:
      "Build and load the extension. To debug a worker that ends at once, use `Dynpgext: Debug Worker Start-up…`",
  });
}

/** The pid of a worker: from the loader's table, else by what the process calls itself; undefined when there is none. */
export async function findWorker(
  postgres: DevPostgres,
  name: string,
  database: string | undefined,
): Promise<DevResult<number | undefined>> {
  const workers = await postgres.workers();
  if (!workers.ok) return workers;
  const known = workers.value.find(
    (worker) =>
      worker.name === name &&
      worker.pid !== undefined &&
      worker.state === "running" &&
      (database === undefined || worker.database === undefined || worker.database === database),
  );
  if (known?.pid !== undefined) return { ok: true, value: known.pid };
  const status = await postgres.status();
  if (!status.ok) return status;
  if (status.value.pid === undefined) return { ok: true, value: undefined };
  const processes = await serverProcesses(status.value.pid);
  return { ok: true, value: processes.find(({ title }) => isWorkerTitle(title, name))?.pid };
}

/**
 * The title of a worker is its name, since PostgreSQL 18 with ` ` and more behind it when it has a database.
 * Source: StartBackgroundWorker, src/backend/postmaster/bgworker.c, REL_13_STABLE to REL_18_STABLE: init_ps_display(worker->bgw_name).
 */
export function isWorkerTitle(title: string, name: string): boolean {
  return title === name || title.startsWith(`${name} `);
}
