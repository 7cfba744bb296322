import type { NextSessionTarget } from "../../plan/debugTarget";
import type { DevPostgres, DevResult } from "../devPostgres";
import { problem } from "../problem";
import { watchHeldProcesses, type Waiting } from "./heldProcesses";
import type { PreparedTarget } from "./preparedTarget";

/**
 * The next session of an application, in any database: the bundled loader holds it in its first statement. Fails with
 * `loader-missing`, `session-missing` when none came, `cancelled`.
 */
export async function awaitSession(
  postgres: DevPostgres,
  target: NextSessionTarget,
  waiting: Waiting,
): Promise<DevResult<PreparedTarget>> {
  const held = await watchHeldProcesses(postgres, "The next session cannot be caught");
  if (!held.ok) return held;
  const connected = await postgres.connect(null);
  if (!connected.ok) {
    await held.value.end();
    return connected;
  }
  const control = connected.value;
  const end = new AbortController();
  try {
    const armed = await control.query("select dynpgext_dev.wait_for_debugger(null, $1)", [
      target.application,
    ]);
    if (!armed.ok) return armed;
    const began = waiting.begin?.(end.signal);
    if (began === undefined) waiting.say(`Waiting for a session of ${target.application}`);
    const pid = await held.value.next("a session", waiting);
    if (pid !== undefined) return { ok: true, value: heldSession(pid, target.database, began, end) };
    end.abort();
    await control.query("select dynpgext_dev.wait_for_debugger(null, 'dynpgext: nobody')");
    return missing(target.application, waiting);
  } finally {
    await control.end();
    await held.value.end();
  }
}

function heldSession(
  pid: number,
  database: string,
  began: Promise<void> | undefined,
  end: AbortController,
): PreparedTarget {
  const run = async (): Promise<boolean> => {
    await began;
    return true;
  };
  return {
    pid,
    title: `backend ${pid} (${database})`,
    hasTimeLimits: true,
    ...(began === undefined ? {} : { run }),
    release: async () => {
      end.abort();
      await began?.catch(() => undefined); // Its failure was told by `run`.
    },
  };
}

function missing<T>(application: string, { signal, timeoutMs }: Waiting): DevResult<T> {
  if (signal.aborted) return problem("cancelled", "Nobody waits for the session any more");
  return problem("session-missing", `No session of ${application} came within ${timeoutMs / 1000} s`, {
    action: "Look whether what should open it has failed, then start again",
  });
}
