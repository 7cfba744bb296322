import { readdir, readFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { serverProcesses } from "../debug/processFacts";
import type { DevPostgres } from "../devPostgres";

/** A session that stands still until it is let go. */
export interface HeldSession {
  readonly pid: number;
  letGo(): void;
}

/** Which session is waited for. */
export interface TestSession {
  readonly database: string;
  /** `pg_regress/<test>`. */
  readonly application: string;
}

const pollMs = 20;

/**
 * Waits for the session of a test that runs with `sessionDelayS` and stops it before its first statement; undefined when
 * the signal aborts first. For servers without the bundled loader, which would hold it otherwise. A session sleeps before
 * anybody can see its name, so psql is asked for it: only one has that name in its environment. Linux only.
 */
export async function holdTestSession(
  postgres: DevPostgres,
  { database, application }: TestSession,
  signal: AbortSignal,
): Promise<HeldSession | undefined> {
  while (!signal.aborted) {
    const status = await postgres.status();
    const postmaster = status.ok ? status.value.pid : undefined;
    if (postmaster !== undefined && (await isRunBy(application))) {
      const all = await serverProcesses(postmaster);
      const found = all.find(
        ({ title }) => title.split(" ")[1] === database && !title.startsWith("autovacuum"),
      );
      if (found !== undefined) return hold(found.pid);
    }
    await delay(pollMs);
  }
  return undefined;
}

function hold(pid: number): HeldSession | undefined {
  const send = (name: NodeJS.Signals): void => {
    try {
      process.kill(pid, name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  };
  send("SIGSTOP");
  return { pid, letGo: () => send("SIGCONT") };
}

/** psql has the name from pg_regress. Source: psql_start_test, src/test/regress/pg_regress_main.c, REL_15_STABLE. */
async function isRunBy(application: string): Promise<boolean> {
  for (const name of await readdir("/proc").catch(() => [])) {
    if (!/^\d+$/.test(name)) continue;
    const program = await readFile(`/proc/${name}/comm`, "latin1").catch(() => "");
    if (program.trim() !== "psql") continue;
    const environment = await readFile(`/proc/${name}/environ`, "latin1").catch(() => "");
    if (environment.split("\0").includes(`PGAPPNAME=${application}`)) return true;
  }
  return false;
}
