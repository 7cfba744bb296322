import { setTimeout as delay } from "node:timers/promises";
import type { Database } from "../database";
import type { DevPostgres, DevResult } from "../devPostgres";
import { problem } from "../problem";

const pollMs = 30;

/** What waits for a session or worker to come. */
export interface Waiting {
  /** Starts what opens it; called when it would be caught. */
  readonly begin?: (signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  /** Something is going to take a while, or needs the user's doing. */
  readonly say: (what: string) => void;
}

/** Processes that the bundled loader holds until a debugger is attached, from a moment on. */
export interface HeldProcesses {
  /** The process that the loader holds; `who` as the loader calls it. Undefined when none came in time. */
  next(who: string, waiting: Waiting): Promise<number | undefined>;
  end(): Promise<void>;
}

/** Begins to watch. Fails with `loader-missing`. */
export async function watchHeldProcesses(
  postgres: DevPostgres,
  what: string,
): Promise<DevResult<HeldProcesses>> {
  const connected = await postgres.connect(null);
  if (!connected.ok) return connected;
  const database = connected.value;
  const last = await database.query<{ id: string }>(
    "select coalesce(max(id), 0) as id from dynpgext_dev.events",
  );
  if (!last.ok) {
    await database.end();
    return loaderMissing(what);
  }
  const after = last.value[0]?.id ?? "0";
  return {
    ok: true,
    value: {
      next: async (who, { signal, timeoutMs }) => {
        const until = performance.now() + timeoutMs;
        while (!signal.aborted && performance.now() < until) {
          const pid = await heldProcess(database, who, after);
          if (pid !== undefined) return pid;
          await delay(pollMs);
        }
        return undefined;
      },
      end: () => database.end(),
    },
  };
}

async function heldProcess(database: Database, who: string, after: string): Promise<number | undefined> {
  const found = await database.query<{ pid: number }>(
    "select pid from dynpgext_dev.events where id > $1 and starts_with(message, $2 || ' waits for a debugger') limit 1",
    [after, who],
  );
  return found.ok ? found.value[0]?.pid : undefined;
}

function loaderMissing<T>(what: string): DevResult<T> {
  return problem("loader-missing", `${what}: the bundled loader is not preloaded in this server`, {
    action: "Set `dynpgext.devpg.loader` to `bundled`, build and load, then try again",
  });
}

export function workerMissing<T>(name: string, { signal, timeoutMs }: Waiting): DevResult<T> {
  if (signal.aborted) return problem("cancelled", "Nobody waits for the worker any more");
  return problem("worker-missing", `No worker ${name} was started within ${timeoutMs / 1000} s`, {
    action: "Look at the server log for why; a worker that SQL starts has to be started while this waits",
  });
}
