import type { Installation } from "../plan/installation";

/**
 * What `pg_config` without arguments printed, as an installation. Undefined when it is not that (no version, or one of
 * the folders that every build needs is missing). Source: src/bin/pg_config/pg_config.c, REL_15_STABLE.
 */
export function readPgConfig(pgConfig: string, output: string): Installation | undefined {
  const variables: Record<string, string> = {};
  for (const line of output.split(/\r?\n/)) {
    const match = /^([A-Z][A-Z0-9_-]*) = ?(.*)$/.exec(line);
    if (match !== null) variables[match[1]!] = match[2]!.trim();
  }
  const major = majorOf(variables["VERSION"] ?? "");
  const folder = (key: string): string => variables[key] ?? "";
  const needed = ["BINDIR", "SHAREDIR", "PKGLIBDIR", "INCLUDEDIR-SERVER", "PGXS"];
  if (major === undefined || needed.some((key) => !folder(key).startsWith("/"))) return undefined;
  return {
    pgConfig,
    version: folder("VERSION"),
    major,
    bindir: folder("BINDIR"),
    sharedir: folder("SHAREDIR"),
    pkglibdir: folder("PKGLIBDIR"),
    libdir: folder("LIBDIR"),
    includedir: folder("INCLUDEDIR"),
    pkgincludedir: folder("PKGINCLUDEDIR"),
    includedirServer: folder("INCLUDEDIR-SERVER"),
    localedir: folder("LOCALEDIR"),
    sysconfdir: folder("SYSCONFDIR"),
    pgxs: folder("PGXS"),
    cc: folder("CC"),
    variables,
  };
}

/** `PostgreSQL 15.20 (Debian …)`, `PostgreSQL 18beta1`, `PostgreSQL 17devel`. */
function majorOf(version: string): number | undefined {
  const match = /^\D*(\d+)(?:\.\d+|devel|alpha\d*|beta\d*|rc\d*)?/.exec(version);
  return match === null ? undefined : Number(match[1]);
}
