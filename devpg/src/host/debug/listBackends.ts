import type { DevPostgres, DevResult } from "../devPostgres";
import { serverProcesses } from "./processFacts";

/** A process of the server that somebody may want to debug. */
export interface Backend {
  readonly pid: number;
  /** `client backend`, `background worker`, …, or what a worker calls its kind. */
  readonly kind: string;
  readonly database?: string;
  readonly application?: string;
  /** `active`, `idle`, … */
  readonly state?: string;
  /** What it runs, or has run last. */
  readonly query?: string;
  /** Since it was started. */
  readonly ageS: number;
}

interface ActivityRow {
  readonly pid: number;
  readonly kind: string;
  readonly database: string | null;
  readonly application: string | null;
  readonly state: string | null;
  readonly query: string | null;
  readonly age: number;
}

/** `pg_stat_activity` shows no workers without shared memory, and its own session is of no interest. */
const activity = `select pid, backend_type as kind, datname as database, application_name as application, state, query,
  extract(epoch from clock_timestamp() - backend_start)::float8 as age
  from pg_stat_activity where pid <> pg_backend_pid() order by backend_type = 'client backend' desc, backend_start desc`;

/** Processes of the server: sessions first, the youngest first; then workers, then the server's own. Fails as `connect` does. */
export async function listBackends(postgres: DevPostgres): Promise<DevResult<readonly Backend[]>> {
  const connected = await postgres.connect(null);
  if (!connected.ok) return connected;
  try {
    const rows = await connected.value.query<ActivityRow>(activity);
    if (!rows.ok) return rows;
    const found = rows.value.map(backendOf);
    const status = await postgres.status();
    const postmaster = status.ok ? status.value.pid : undefined;
    const processes = postmaster === undefined ? [] : await serverProcesses(postmaster);
    const known = new Set([connected.value.pid, ...found.map(({ pid }) => pid)]);
    const others = processes.filter(({ pid }) => !known.has(pid));
    const unlisted = others.map(({ pid, title }): Backend => ({ pid, kind: title, ageS: 0 }));
    return { ok: true, value: [...found, ...unlisted] };
  } finally {
    await connected.value.end();
  }
}

function backendOf(row: ActivityRow): Backend {
  const { pid, kind, database, application, state, query, age } = row;
  return {
    ...{ pid, kind, ageS: age },
    ...(database === null ? {} : { database }),
    ...(application === null || application === "" ? {} : { application }),
    ...(state === null ? {} : { state }),
    ...(query === null || query === "" ? {} : { query }),
  };
}
