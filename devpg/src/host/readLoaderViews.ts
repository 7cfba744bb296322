import type { SourcePlace } from "../interpret/sourceDiagnostic";
import type { Database } from "./database";
import type { Allocation, DevResult, LoaderEvent, Worker } from "./devPostgres";
import { problem } from "./problem";
import type { AddressResolver } from "./resolveAddresses";

interface Located {
  readonly library: string | null;
  readonly caller_offset: string | null;
}

interface ShmemRow extends Located {
  readonly name: string;
  readonly extension: string;
  readonly version: string;
  readonly scope: Allocation["scope"];
  readonly database: string | null;
  readonly size: string;
  readonly guard: Allocation["guard"];
}

interface WorkerRow extends Located {
  readonly name: string;
  readonly extension: string;
  readonly version: string;
  readonly scope: Worker["scope"];
  readonly database: string | null;
  readonly pid: number | null;
  readonly state: Worker["state"];
  readonly function_name: string;
  readonly exit_code: number | null;
}

interface EventRow extends Located {
  readonly id: string;
  readonly at: Date;
  readonly pid: number;
  readonly severity: string;
  readonly rule: string | null;
  readonly message: string;
  readonly detail: string | null;
  readonly hint: string | null;
}

/** Rows of `dynpgext_dev.shmem`, by name and database; none where the bundled loader is not used. */
export async function readAllocations(
  database: Database,
  resolve: AddressResolver,
): Promise<DevResult<readonly Allocation[]>> {
  const rows = await rowsOf<ShmemRow>(
    database,
    "shmem",
    "select name, extension, version, scope, database, size, guard, library, caller_offset from dynpgext_dev.shmem order by name, database nulls first",
  );
  if (!rows.ok) return rows;
  const places = await placesOf(rows.value, resolve);
  return {
    ok: true,
    value: rows.value.map((row, index): Allocation => {
      const { name, extension, version, scope, guard } = row;
      return {
        ...{ name, extension, version, scope, sizeBytes: Number(row.size), guard },
        ...(row.database === null ? {} : { database: row.database }),
        ...withPlace(places[index]),
      };
    }),
  };
}

/** Rows of `dynpgext_dev.workers`, by name and database. */
export async function readWorkers(
  database: Database,
  resolve: AddressResolver,
): Promise<DevResult<readonly Worker[]>> {
  const rows = await rowsOf<WorkerRow>(
    database,
    "workers",
    "select name, extension, version, scope, database, pid, state, function_name, exit_code, library, caller_offset from dynpgext_dev.workers order by name, database nulls first",
  );
  if (!rows.ok) return rows;
  const places = await placesOf(rows.value, resolve);
  return {
    ok: true,
    value: rows.value.map((row, index): Worker => {
      const { name, extension, version, scope, state } = row;
      return {
        ...{ name, extension, version, scope, state, functionName: row.function_name },
        ...(row.database === null ? {} : { database: row.database }),
        ...(row.pid === null || row.pid === 0 ? {} : { pid: row.pid }),
        ...(row.exit_code === null ? {} : { lastExit: row.exit_code }),
        ...withPlace(places[index]),
      };
    }),
  };
}

/** Rows of `dynpgext_dev.events` with an id greater than `after`, oldest first. */
export async function readEvents(
  database: Database,
  after: number,
  resolve: AddressResolver,
): Promise<DevResult<readonly LoaderEvent[]>> {
  const rows = await rowsOf<EventRow>(
    database,
    "events",
    "select id, at, pid, severity, rule, message, detail, hint, library, caller_offset from dynpgext_dev.events where id > $1 order by id",
    [after],
  );
  if (!rows.ok) return rows;
  const places = await placesOf(rows.value, resolve);
  return {
    ok: true,
    value: rows.value.map((row, index): LoaderEvent => {
      const { at, pid, message, rule, detail, hint } = row;
      return {
        ...{ id: Number(row.id), at, pid, severity: severityOf(row.severity), message },
        ...(rule === null ? {} : { rule }),
        ...(detail === null ? {} : { detail }),
        ...(hint === null ? {} : { hint }),
        ...withPlace(places[index]),
      };
    }),
  };
}

/** Bytes of an allocation as they are now, fewer than asked for at its end. Fails with `allocation-missing`, `query-failed`. */
export async function peekAllocation(
  database: Database,
  allocation: Pick<Allocation, "name" | "database">,
  offset: number,
  lengthBytes: number,
): Promise<DevResult<Uint8Array>> {
  const found = await database.query<{ bytes: Buffer | null }>(
    `select dynpgext_dev.peek($1, $2::bigint, $3::int, (select oid from pg_database where datname = $4)) as bytes`,
    [allocation.name, offset, lengthBytes, allocation.database ?? null],
  );
  if (!found.ok) return found;
  const bytes = found.value[0]?.bytes ?? undefined;
  if (bytes === undefined)
    return problem("allocation-missing", `There is no shared memory of the name ${allocation.name} any more`);
  return { ok: true, value: new Uint8Array(bytes) };
}

/** None when the views are not there: the loader is another one, or there is none. */
async function rowsOf<Row extends object>(
  database: Database,
  view: string,
  text: string,
  values: readonly unknown[] = [],
): Promise<DevResult<readonly Row[]>> {
  const rows = await database.query<Row>(text, values);
  const code = rows.ok ? undefined : rows.problem.serverMessage?.code;
  // undefined_table, invalid_schema_name; the loader's own word for "not preloaded" is object_not_in_prerequisite_state.
  if (code === "42P01" || code === "3F000" || code === "55000") return { ok: true, value: [] };
  if (!rows.ok)
    return {
      ok: false,
      problem: { ...rows.problem, message: `dynpgext_dev.${view} cannot be read: ${rows.problem.message}` },
    };
  return rows;
}

async function placesOf(
  rows: readonly Located[],
  resolve: AddressResolver,
): Promise<(SourcePlace | undefined)[]> {
  const sites = rows.map((row) =>
    row.library === null || row.library === "" || row.caller_offset === null
      ? undefined
      : { library: row.library, offset: Number(row.caller_offset) },
  );
  const found = await resolve(sites.filter((site) => site !== undefined));
  let next = 0;
  return sites.map((site) => (site === undefined ? undefined : found[next++]));
}

function withPlace(place: SourcePlace | undefined): { readonly place?: SourcePlace } {
  return place === undefined ? {} : { place };
}

function severityOf(text: string): LoaderEvent["severity"] {
  const lower = text.toLowerCase();
  if (lower === "warning" || lower === "notice") return lower;
  return lower === "error" || lower === "fatal" || lower === "panic" ? "error" : "info";
}
