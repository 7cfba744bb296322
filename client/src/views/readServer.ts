import type { Database } from "../../../devpg/src/host/database";
import type { DevPostgres, DevResult } from "../../../devpg/src/host/devPostgres";
import type { AddressResolver } from "../../../devpg/src/host/resolveAddresses";
import { withDatabase } from "../devpg/withDatabase";
import type { DatabaseRow, DevSnapshot, ExtensionRow } from "./devNodes";

/** What a look at a running server shows. */
export type ServerContent = Pick<DevSnapshot, "databases" | "extensions" | "allocations" | "workers">;

/**
 * Reads all that the view shows, over one connection. `opened` are the databases whose extensions are wanted; one that is not the dev database costs a
 * connection more, because an extension is known in its database only. Fails as `connect` does.
 */
export async function readServer(
  postgres: DevPostgres,
  opened: ReadonlySet<string>,
  resolve: AddressResolver,
): Promise<DevResult<ServerContent>> {
  const { readAllocations, readWorkers } = await import("../../../devpg/src/host/readLoaderViews");
  const dev = postgres.options.database;
  return withDatabase(postgres, dev, async (database) => {
    const databases = await database.query<DatabaseRow>(databasesQuery, [dev]);
    if (!databases.ok) return databases;
    const allocations = await readAllocations(database, resolve);
    if (!allocations.ok) return allocations;
    const workers = await readWorkers(database, resolve);
    if (!workers.ok) return workers;
    const extensions: Record<string, readonly ExtensionRow[]> = {};
    for (const { name } of databases.value.filter((row) => opened.has(row.name))) {
      const found =
        name === dev ? await extensionsOf(database) : await withDatabase(postgres, name, extensionsOf);
      if (found.ok) extensions[name] = found.value;
    }
    return {
      ok: true,
      value: {
        databases: databases.value,
        allocations: allocations.value,
        workers: workers.value,
        extensions,
      },
    };
  });
}

const databasesQuery = `
select d.datname as name,
       pg_database_size(d.oid)::float8 as "sizeBytes",
       (select count(*)::int from pg_stat_activity a
         where a.datid = d.oid and a.backend_type = 'client backend'
           and a.application_name not like 'dynpgext%' and a.pid <> pg_backend_pid()) as connections
  from pg_database d
 where not d.datistemplate
 order by d.datname <> $1, d.datname`;

function extensionsOf(database: Database): Promise<DevResult<readonly ExtensionRow[]>> {
  return database.query<ExtensionRow>(
    `select e.extname as name, e.extversion as version, n.nspname as schema
       from pg_extension e join pg_namespace n on n.oid = e.extnamespace
      where e.extname not in ('plpgsql', 'dynpgext_dev')
      order by 1`,
  );
}
