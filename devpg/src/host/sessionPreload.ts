import { quoteIdentifier } from "../plan/quoteIdentifier";
import { fileHash } from "./fileHash";
import type { Database } from "./database";
import type { DevResult } from "./devPostgres";
import type { Load } from "./loadProject";
import { changeLoadRecord, readLoadRecord } from "./loadRecord";

const setting = "session_preload_libraries";
const nothing: DevResult<void> = { ok: true, value: undefined };

/**
 * Makes every later session of the dev database load the libraries that change what sessions do. Theirs are put behind
 * what the user's own settings name; a library that needs it no longer is taken out again.
 */
export async function preloadInSessions(load: Load, database: Database): Promise<DevResult<void>> {
  const { plan, context, libraries } = load;
  const names = plan.session.map(({ name }) => name);
  const before = Object.keys(readLoadRecord(context.layout).session);
  if (names.length === 0 && before.length === 0) return nothing;
  const user = await database.query<{ value: string }>(
    `select coalesce((select setting from pg_file_settings where name = $1 and applied), '') as value`,
    [setting],
  );
  if (!user.ok) return user;
  const all = [...new Set([...listed(user.value[0]?.value ?? ""), ...names])];
  const target = `alter database ${quoteIdentifier(database.name)}`;
  const command =
    names.length === 0
      ? `${target} reset ${setting}`
      : `${target} set ${setting} = ${all.map(quoteIdentifier).join(", ")}`;
  const done = await database.run(command);
  if (!done.ok) return done;
  const paths = libraries.filter(({ name }) => names.includes(name));
  changeLoadRecord(context.layout, {
    session: Object.fromEntries(paths.map(({ name, path }) => [name, fileHash(path) ?? ""])),
  });
  return nothing;
}

/**
 * Takes out libraries of sessions that are not what they were: one that cannot be loaded would keep everybody, us
 * included, from connecting. They come back when they have been loaded.
 */
export async function withoutBrokenSessions({ context, server, libraries }: Load): Promise<void> {
  const { session } = readLoadRecord(context.layout);
  const isChanged = Object.entries(session).some(([name, hash]) => {
    const library = libraries.find((each) => each.name === name);
    return library === undefined || fileHash(library.path) !== hash;
  });
  if (!isChanged || (await server.live()) === undefined) return;
  const connected = await server.connect(null);
  // Without a server, or a database, there is no setting to be taken back.
  if (!connected.ok) return;
  await connected.value.run(`alter database ${quoteIdentifier(context.options.database)} reset ${setting}`);
  await connected.value.end();
}

function listed(value: string): readonly string[] {
  return value
    .split(",")
    .map((name) => name.trim().replace(/^"(.*)"$/, "$1"))
    .filter((name) => name !== "");
}
