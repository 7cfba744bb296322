import { open, readdir, realpath } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { newestMajor, oldestMajor } from "../pg/versions";

/**
 * The major version of the first `pg_config` on the search path, found without running it: from its real path
 * (`/usr/lib/postgresql/15/bin/pg_config`) or from the headers installed beside it. Undefined when there is none
 * or nothing tells its version.
 */
export async function findPgMajor(searchPath: string): Promise<number | undefined> {
  for (const folder of searchPath.split(delimiter)) {
    if (folder === "") continue;
    const found = await realPathOf(
      join(folder, process.platform === "win32" ? "pg_config.exe" : "pg_config"),
    );
    if (found !== undefined) return majorOf(found);
  }
  return undefined;
}

/** The major to check for: the one that is set, else that of the `pg_config` found as far as it is known, else the newest. */
export async function targetMajor(pgVersion: number | undefined, searchPath: string): Promise<number> {
  if (pgVersion !== undefined) return pgVersion;
  const found = await findPgMajor(searchPath);
  return found === undefined ? newestMajor : Math.min(Math.max(found, oldestMajor), newestMajor);
}

async function majorOf(pgConfig: string): Promise<number | undefined> {
  return majorInPath(pgConfig) ?? (await newestOfDebian(pgConfig)) ?? (await majorInHeaders(pgConfig));
}

/** `…/15/bin`, `…/pgsql-15/bin`, `…/postgresql@15/15.4/bin`, `…/postgresql-15.4/bin`. */
function majorInPath(pgConfig: string): number | undefined {
  const match = /[/\\](?:pgsql-|postgresql[-@])?(\d{1,2})(?:\.\d+)*[/\\]bin[/\\][^/\\]*$/.exec(pgConfig);
  return match === null ? undefined : plausible(Number(match[1]));
}

/**
 * On Debian `/usr/bin/pg_config` is a script that runs the newest `/usr/lib/postgresql/<major>/bin/pg_config`.
 * Source: the script itself, postgresql-common of Debian 12.
 */
async function newestOfDebian(pgConfig: string): Promise<number | undefined> {
  const versions = join(dirname(dirname(pgConfig)), "lib", "postgresql");
  const majors: number[] = [];
  for (const name of await namesIn(versions)) {
    const major = plausible(Number(name));
    if (major !== undefined && (await realPathOf(join(versions, name, "bin", "pg_config"))))
      majors.push(major);
  }
  return majors.length === 0 ? undefined : Math.max(...majors);
}

async function majorInHeaders(pgConfig: string): Promise<number | undefined> {
  const include = join(dirname(dirname(pgConfig)), "include");
  for (const folder of ["server", "", "postgresql/server", "postgresql", "pgsql/server", "pgsql"]) {
    const head = await headOf(join(include, folder, "pg_config.h"));
    const match = /^[ \t]*#[ \t]*define[ \t]+PG_MAJORVERSION[ \t]+"(\d+)"/m.exec(head);
    if (match !== null) return plausible(Number(match[1]));
  }
  return undefined;
}

/** pg_config.h has its version macros within the first 40 kB. Source: src/include/pg_config.h.in, REL_17_STABLE. */
async function headOf(path: string): Promise<string> {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return "";
  try {
    const buffer = Buffer.alloc(65536);
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
    return buffer.toString("latin1", 0, bytesRead);
  } catch {
    return "";
  } finally {
    await file.close();
  }
}

function plausible(major: number): number | undefined {
  return Number.isInteger(major) && major >= 9 && major < 100 ? major : undefined;
}

async function realPathOf(path: string): Promise<string | undefined> {
  return realpath(path).catch(() => undefined);
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}
