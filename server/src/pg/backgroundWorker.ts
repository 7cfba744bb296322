/** `BackgroundWorker` as data. Source: src/include/postmaster/bgworker.h, REL_15_STABLE unless said. */

export interface WorkerField {
  readonly name: string;
  /** Bytes of a character array, undefined for other fields. */
  readonly arrayBytes?: number;
}

/** BGW_MAXLEN. */
export const workerNameBytes = 96;

/** Fields in the order of declaration, which positional initializers follow. */
export const workerFields: readonly WorkerField[] = [
  { name: "bgw_name", arrayBytes: workerNameBytes },
  { name: "bgw_type", arrayBytes: workerNameBytes },
  { name: "bgw_flags" },
  { name: "bgw_start_time" },
  { name: "bgw_restart_time" },
  { name: "bgw_library_name", arrayBytes: workerNameBytes },
  { name: "bgw_function_name", arrayBytes: workerNameBytes },
  { name: "bgw_main_arg" },
  { name: "bgw_extra", arrayBytes: 128 },
  { name: "bgw_notify_pid" },
];

/** Bytes of `bgw_library_name`: MAXPGPATH from PostgreSQL 17 on. Source: src/include/postmaster/bgworker.h, REL_17_STABLE. */
export function libraryNameBytes(pgMajor: number): number {
  return pgMajor >= 17 ? 1024 : workerNameBytes;
}

export const workerConstants: Readonly<Record<string, number>> = {
  BGWORKER_SHMEM_ACCESS: 1,
  BGWORKER_BACKEND_DATABASE_CONNECTION: 2,
  BGWORKER_CLASS_PARALLEL: 16,
  BgWorkerStart_PostmasterStart: 0,
  BgWorkerStart_ConsistentState: 1,
  BgWorkerStart_RecoveryFinished: 2,
  BGW_NEVER_RESTART: -1,
  BGW_DEFAULT_RESTART_INTERVAL: 60,
  BGW_MAXLEN: workerNameBytes,
  BGW_EXTRALEN: 128,
};

export const shmemAccessFlag = 1;
export const databaseConnectionFlag = 2;
export const startAtPostmasterStart = 0;
export const neverRestart = -1;

/** Functions that give a worker its database. Source: src/include/postmaster/bgworker.h, REL_15_STABLE. */
export const connectFunctions: ReadonlySet<string> = new Set([
  "BackgroundWorkerInitializeConnection",
  "BackgroundWorkerInitializeConnectionByOid",
]);

/** Bytes of a character array field for a major, undefined for other fields. */
export function arrayBytes(field: string, pgMajor: number): number | undefined {
  if (field === "bgw_library_name") return libraryNameBytes(pgMajor);
  return workerFields.find(({ name }) => name === field)?.arrayBytes;
}
