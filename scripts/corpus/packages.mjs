/**
 * Debian source packages that make up the corpora: names only. Where to get them follows from the apt
 * sources of the machine (`aptSource.mjs`); which version was measured is in `test/corpus/expected`.
 */

/** PostgreSQL itself. Its `contrib` folder and its `src` folder are measured apart. */
export const serverPackage = "postgresql-15";

/** Maintained extensions written in C. Each is a workspace of its own. */
export const extensionPackages = [
  "bgw-replstatus",
  "extra-window-functions",
  "first-last-agg",
  "ip4r",
  "jsquery",
  "pg-auto-failover",
  "pg-catcheck",
  "pg-dirtyread",
  "pg-partman",
  "pg-rational",
  "pg-repack",
  "pg-similarity",
  "pg-snakeoil",
  "pgaudit-1.7",
  "pgextwlist",
  "pgfincore",
  "pglogical",
  "pgmemcache",
  "pgpcre",
  "pgpointcloud",
  "pgpool2",
  "pgq",
  "pgsphere",
  "pgsql-asn1oid",
  "pgvector",
  "plprofiler",
  "postgis",
  "postgresql-mysql-fdw",
  "postgresql-numeral",
  "postgresql-periods",
  "postgresql-pgmp",
  "postgresql-pllua",
  "postgresql-plproxy",
  "postgresql-plsh",
  "postgresql-prioritize",
  "postgresql-q3c",
  "postgresql-rum",
  "postgresql-semver",
  "postgresql-set-user",
  "postgresql-unit",
  "powa-archivist",
  "prefix",
  "preprepare",
  "repmgr",
];
