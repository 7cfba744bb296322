/** What the fields and constants of `BackgroundWorker` mean, with what is different under Dynpgext. Source: src/include/postmaster/bgworker.h, REL_15_STABLE; loaders measured on PostgreSQL 15. */
export interface WorkerDoc {
  readonly declaration: string;
  readonly text: string;
  /** What a Dynpgext loader makes of it. */
  readonly remark?: string;
}

export const workerDocs: ReadonlyMap<string, WorkerDoc> = new Map<string, WorkerDoc>([
  [
    "bgw_name",
    {
      declaration: "char bgw_name[BGW_MAXLEN]",
      text: "Name of the worker in logs and process lists; at most 95 bytes.",
    },
  ],
  [
    "bgw_type",
    {
      declaration: "char bgw_type[BGW_MAXLEN]",
      text: "Kind of worker, the same for all of a kind: `backend_type` in `pg_stat_activity`. Empty: as `bgw_name`.",
    },
  ],
  [
    "bgw_flags",
    {
      declaration: "int bgw_flags",
      text: "`BGWORKER_SHMEM_ACCESS`, with `BGWORKER_BACKEND_DATABASE_CONNECTION` for a worker that connects to a database.",
      remark: "`BGWORKER_SHMEM_ACCESS` is always needed.",
    },
  ],
  [
    "bgw_start_time",
    {
      declaration: "BgWorkerStartTime bgw_start_time",
      text: "From when on the worker may start; with a database connection not at `BgWorkerStart_PostmasterStart`.",
    },
  ],
  [
    "bgw_restart_time",
    {
      declaration: "int bgw_restart_time",
      text: "Seconds after which a worker that crashed is started again, or `BGW_NEVER_RESTART`.",
      remark:
        "The loader ignores it: the workers of a preloaded library are never restarted. Write `BGW_NEVER_RESTART`.",
    },
  ],
  [
    "bgw_library_name",
    {
      declaration: "char bgw_library_name[]",
      text: "Library that holds the main function; 95 bytes, 1023 from PostgreSQL 17 on.",
      remark: "Copy `handle->library_name` with `strlcpy`: the loader does not fill it in.",
    },
  ],
  [
    "bgw_function_name",
    {
      declaration: "char bgw_function_name[BGW_MAXLEN]",
      text: "Main function, `void name(Datum main_arg)`. It must not be static, and needs `PGDLLEXPORT` from PostgreSQL 16 on.",
    },
  ],
  [
    "bgw_main_arg",
    {
      declaration: "Datum bgw_main_arg",
      text: "Argument of the main function.",
      remark: "For a worker of each database the loader sets it to the database's oid.",
    },
  ],
  [
    "bgw_extra",
    {
      declaration: "char bgw_extra[BGW_EXTRALEN]",
      text: "128 bytes for the worker, in `MyBgworkerEntry->bgw_extra`.",
    },
  ],
  [
    "bgw_notify_pid",
    {
      declaration: "pid_t bgw_notify_pid",
      text: "Process that gets SIGUSR1 when the worker starts and ends.",
      remark: "0 in `_Dynpgext_init`.",
    },
  ],
  [
    "BGWORKER_SHMEM_ACCESS",
    { declaration: "BGWORKER_SHMEM_ACCESS", text: "The worker uses shared memory. Always needed." },
  ],
  [
    "BGWORKER_BACKEND_DATABASE_CONNECTION",
    {
      declaration: "BGWORKER_BACKEND_DATABASE_CONNECTION",
      text: "The worker may connect to a database, with `BackgroundWorkerInitializeConnection` or `…ByOid`.",
    },
  ],
  [
    "BGW_NEVER_RESTART",
    { declaration: "BGW_NEVER_RESTART = -1", text: "A worker that ends is not started again." },
  ],
  [
    "BGW_DEFAULT_RESTART_INTERVAL",
    {
      declaration: "BGW_DEFAULT_RESTART_INTERVAL = 60",
      text: "A minute between crash and restart.",
      remark: "The loader never restarts a worker of a preloaded library.",
    },
  ],
  [
    "BgWorkerStart_PostmasterStart",
    {
      declaration: "BgWorkerStart_PostmasterStart",
      text: "As soon as the postmaster is up, before a database can be used.",
    },
  ],
  [
    "BgWorkerStart_ConsistentState",
    { declaration: "BgWorkerStart_ConsistentState", text: "When a standby can be read." },
  ],
  [
    "BgWorkerStart_RecoveryFinished",
    { declaration: "BgWorkerStart_RecoveryFinished", text: "When the server is open for writing." },
  ],
]);

/** The values that a field takes, where they are constants. */
export const workerFieldValues: ReadonlyMap<string, readonly string[]> = new Map([
  ["bgw_flags", ["BGWORKER_SHMEM_ACCESS", "BGWORKER_BACKEND_DATABASE_CONNECTION"]],
  [
    "bgw_start_time",
    ["BgWorkerStart_PostmasterStart", "BgWorkerStart_ConsistentState", "BgWorkerStart_RecoveryFinished"],
  ],
  ["bgw_restart_time", ["BGW_NEVER_RESTART"]],
]);
