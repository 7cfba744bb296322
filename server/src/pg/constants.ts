/** Integer constants of PostgreSQL's headers that names, sizes and flags are computed from. REL_15_STABLE. */
export const postgresConstants: Readonly<Record<string, number>> = {
  // src/include/c.h
  true: 1,
  false: 0,
  NULL: 0,
  // Empty there: an array of no length of its own.
  FLEXIBLE_ARRAY_MEMBER: 0,
  // src/include/pg_config_manual.h
  NAMEDATALEN: 64,
  MAXPGPATH: 1024,
  // src/include/utils/elog.h
  DEBUG5: 10,
  DEBUG4: 11,
  DEBUG3: 12,
  DEBUG2: 13,
  DEBUG1: 14,
  LOG: 15,
  LOG_SERVER_ONLY: 16,
  COMMERROR: 16,
  INFO: 17,
  NOTICE: 18,
  WARNING: 19,
  WARNING_CLIENT_ONLY: 20,
  ERROR: 21,
  FATAL: 22,
  PANIC: 23,
  // src/include/postgres_ext.h
  InvalidOid: 0,
  // C11 limits, LP64
  INT_MAX: 2147483647,
  UINT_MAX: 4294967295,
  PG_INT16_MAX: 32767,
  PG_INT32_MAX: 2147483647,
  PG_UINT32_MAX: 4294967295,
  BLCKSZ: 8192,
};

/** What tells the postmaster's start from other processes, while it loads `shared_preload_libraries`. Source: src/include/miscadmin.h, src/backend/utils/init/miscinit.c process_shared_preload_libraries, REL_15_STABLE. */
export const postmasterVariables: Readonly<Record<string, number>> = {
  process_shared_preload_libraries_in_progress: 1,
  process_shared_preload_libraries_done: 0,
  IsUnderPostmaster: 0,
  IsPostmasterEnvironment: 1,
  MyBackendId: -1,
};

/** `ereport` levels from this one on do not return. Source: src/include/utils/elog.h, REL_15_STABLE. */
export const errorLevel = 21;
