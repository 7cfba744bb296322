import type { Database } from "../../../devpg/src/host/database";
import type { DevPostgres, DevResult } from "../../../devpg/src/host/devPostgres";

/**
 * Works with a connection of its own to a database (null: the dev database). It is closed again: one that is held would
 * stand in the way of `DROP DATABASE`. Fails as `connect` does.
 */
export async function withDatabase<T>(
  postgres: DevPostgres,
  name: string | null,
  work: (database: Database) => Promise<DevResult<T>>,
): Promise<DevResult<T>> {
  const database = await postgres.connect(name);
  if (!database.ok) return database;
  try {
    return await work(database.value);
  } finally {
    await database.value.end();
  }
}
