import type { WorkerStartTarget } from "../../plan/debugTarget";
import type { DevPostgres, DevResult } from "../devPostgres";
import { watchHeldProcesses, workerMissing, type Waiting } from "./heldProcesses";
import { holdPlainWorker } from "./holdPlainWorker";
import type { PreparedTarget } from "./preparedTarget";

/**
 * A worker before its first line. One that the bundled loader starts is ended, started anew and held by it; any other
 * is caught while the server delays its start. Fails with `worker-missing`, `cancelled`.
 */
export async function holdWorkerStart(
  postgres: DevPostgres,
  target: WorkerStartTarget,
  waiting: Waiting,
): Promise<DevResult<PreparedTarget>> {
  const workers = await postgres.workers();
  if (!workers.ok) return workers;
  const known = workers.value.find(({ name }) => name === target.name);
  if (known === undefined) return holdPlainWorker(postgres, target, waiting);
  return holdLoadersWorker(postgres, { functionName: known.functionName, ...target }, waiting);
}

async function holdLoadersWorker(
  postgres: DevPostgres,
  target: WorkerStartTarget,
  waiting: Waiting,
): Promise<DevResult<PreparedTarget>> {
  const { name, functionName, database } = target;
  const held = await watchHeldProcesses(postgres, `The start of ${name} cannot be held`);
  if (!held.ok) return held;
  const connected = await postgres.connect(database ?? null);
  if (!connected.ok) {
    await held.value.end();
    return connected;
  }
  const control = connected.value;
  try {
    const asked = await control.query<{ restarted: number }>(
      "select dynpgext_dev.wait_for_debugger($1), dynpgext_dev.restart_worker($1) as restarted",
      [name],
    );
    if (!asked.ok) return asked;
    if (asked.value[0]?.restarted === 0) waiting.say(`Waiting for the worker ${name} to be started`);
    const pid = await held.value.next(`background worker "${name}"`, waiting);
    if (pid === undefined) {
      await control.query("select dynpgext_dev.wait_for_debugger('')");
      return workerMissing(name, waiting);
    }
    const entry = functionName === undefined ? {} : { entryFunction: functionName };
    const release = async (): Promise<void> => undefined;
    return { ok: true, value: { pid, title: `worker ${name} (${pid})`, ...entry, release } };
  } finally {
    await control.end();
    await held.value.end();
  }
}
