import { bundledLoader } from "../plan/planLoaderBuild";
import { quoteIdentifier } from "../plan/quoteIdentifier";
import type { LiveServer } from "./clusterState";
import { connectDatabase } from "./connectDatabase";
import type { Database } from "./database";
import type { DevResult } from "./devPostgres";
import type { ServerNeed } from "./projectContext";
import type { Workplace } from "./workplace";

const nothing: DevResult<void> = { ok: true, value: undefined };

/** Makes the dev database when it does not exist, and in it the extension of the bundled loader when that is needed. */
export async function prepareDatabase(
  { options }: Workplace,
  server: LiveServer,
  need: Pick<ServerNeed, "bundledLoader">,
  loaderIsNew: boolean,
): Promise<DevResult<void>> {
  const made = await withDatabase(server, maintenance(options.database), async (postgres) => {
    const found = await postgres.query("select 1 from pg_database where datname = $1", [options.database]);
    if (!found.ok || found.value.length > 0) return found.ok ? nothing : found;
    return discard(await postgres.run(`create database ${quoteIdentifier(options.database)}`));
  });
  if (!made.ok || !need.bundledLoader) return made;
  return withDatabase(server, options.database, async (database) => {
    const name = quoteIdentifier(bundledLoader.extension);
    const drop = loaderIsNew ? `drop extension if exists ${name};` : "";
    // That it exists already is news to nobody, in the log neither.
    const quiet = "set client_min_messages = warning; set log_min_messages = warning;";
    return discard(await database.run(`${quiet} ${drop} create extension if not exists ${name}`));
  });
}

/** Drops the dev database, whoever is connected to it, and makes it anew. */
export async function recreateDatabase(
  workplace: Workplace,
  server: LiveServer,
  need: Pick<ServerNeed, "bundledLoader">,
): Promise<DevResult<void>> {
  const dropped = await withDatabase(server, maintenance(workplace.options.database), async (postgres) =>
    discard(
      await postgres.run(
        `drop database if exists ${quoteIdentifier(workplace.options.database)} with (force)`,
      ),
    ),
  );
  return dropped.ok ? prepareDatabase(workplace, server, need, false) : dropped;
}

async function withDatabase(
  server: LiveServer,
  name: string,
  work: (database: Database) => Promise<DevResult<void>>,
): Promise<DevResult<void>> {
  const connected = await connectDatabase(server, name);
  if (!connected.ok) return connected;
  try {
    return await work(connected.value);
  } finally {
    await connected.value.end();
  }
}

function discard(result: DevResult<unknown>): DevResult<void> {
  return result.ok ? nothing : result;
}

/** A database to stand in while another is made or dropped. */
function maintenance(database: string): string {
  return database === "postgres" ? "template1" : "postgres";
}
