import { join } from "node:path/posix";
import type { Installation } from "./installation";

/** A folder of the system's installation that appears in the private prefix. */
export interface MirroredFolder {
  readonly from: string;
  readonly to: string;
  /** Programs are copied: PostgreSQL finds its folders from its executable, after resolving links. The rest is linked. */
  readonly how: "copy" | "link";
  /** Sub-folders into which extensions are installed: real folders with a link per file. */
  readonly open: readonly string[];
  /** Only entries with a name that matches; absent is all. A regular expression, case matters. */
  readonly only?: string;
}

/**
 * How to make a private, relocated copy of an installation below `prefix`: every folder at its own absolute path below
 * it. PostgreSQL replaces the part of a built-in path that it shares with the folder of its programs by where its
 * programs are. Source: make_relative_path, src/port/path.c, REL_15_STABLE.
 */
export function planPrefix(system: Installation, prefix: string): readonly MirroredFolder[] {
  const folders: MirroredFolder[] = [];
  const mirror = (from: string, how: "copy" | "link", open: readonly string[], only?: string): void => {
    if (!from.startsWith("/") || folders.some((folder) => folder.from === from)) return;
    const more = only === undefined ? {} : { only };
    folders.push({ from, to: join(prefix, from), how, open, ...more });
  };
  const unlessOwn = (path: string, only: string): string | undefined =>
    isOwnFolder(path) ? undefined : only;
  mirror(system.bindir, "copy", [], programs);
  mirror(system.pkglibdir, "link", ["bitcode"]);
  mirror(system.sharedir, "link", ["extension", "contrib", "tsearch_data"]);
  mirror(system.includedirServer, "link", ["extension"]);
  mirror(system.pkgincludedir, "link", [], unlessOwn(system.pkgincludedir, headers));
  mirror(system.includedir, "link", [], unlessOwn(system.includedir, headers));
  mirror(system.libdir, "link", [], unlessOwn(system.libdir, libraries));
  return folders;
}

/** `bindir` may be /usr/bin: only what PostgreSQL itself installs there. */
const programs =
  "^(postgres|postmaster|initdb|pg_config|pg_ctl|psql|pg_isready|pg_controldata|pg_resetwal|pg_dump|pg_dumpall|" +
  "pg_restore|pg_waldump|pg_basebackup|pg_amcheck|pg_checksums|pgbench|createdb|dropdb|createuser|dropuser|" +
  "reindexdb|vacuumdb|clusterdb|ecpg)$";
const headers =
  "^(libpq|libpgport|libpgcommon|postgres_ext|pg_config|ecpg|sqlca|sqlda|sql3types|pgtypes|informix)";
const libraries = "^lib(pq|pgport|pgcommon|pgtypes|pgfeutils|ecpg)";

/** PostgreSQL alone has it: `…/postgresql/…`, `…/pgsql`, `…/postgresql@17`. Its build gives paths without such a word one. Source: src/Makefile.global.in, REL_15_STABLE. */
function isOwnFolder(path: string): boolean {
  return /postgres|pgsql/.test(path);
}

/** The folders that must lie below the prefix; an installation whose `pg_config` says otherwise cannot be relocated. */
export function outsidePrefix(installation: Installation, prefix: string): readonly string[] {
  const { bindir, sharedir, pkglibdir, includedirServer, pgxs } = installation;
  return [bindir, sharedir, pkglibdir, includedirServer, pgxs].filter(
    (path) => !path.startsWith(`${prefix}/`),
  );
}

/** What the copy was made from and how; when it differs, the copy is made again. */
export interface PrefixStamp {
  /** Counts up when the plan changes. */
  readonly format: number;
  readonly pgConfig: string;
  readonly version: string;
  /** Time of last change in milliseconds since 1970 by path, of the server program and of the folders that packages install into. */
  readonly changedAt: Readonly<Record<string, number>>;
}

export const prefixFormat = 1;

/** What to look at to see whether the system's installation has changed. */
export function stampedPaths(system: Installation): readonly string[] {
  const { bindir, pkglibdir, sharedir, includedirServer } = system;
  return [
    ...[bindir, join(bindir, "postgres"), pkglibdir, sharedir],
    ...["extension", "contrib", "tsearch_data"].map((name) => join(sharedir, name)),
    includedirServer,
  ];
}

export function sameStamp(a: PrefixStamp, b: PrefixStamp): boolean {
  const times = (stamp: PrefixStamp): string =>
    JSON.stringify(Object.entries(stamp.changedAt).sort(([x], [y]) => (x < y ? -1 : 1)));
  return (
    a.format === b.format && a.pgConfig === b.pgConfig && a.version === b.version && times(a) === times(b)
  );
}

/** `pg_config` of the copy. */
export function privatePgConfig(system: Installation, prefix: string): string {
  return join(prefix, system.bindir, "pg_config");
}
