import type { AdviceEntry } from "./adviceEntry";

/** Messages about background workers. Source: src/backend/postmaster/bgworker.c, REL_15_STABLE; other words in later majors. */
export const workerAdvice: readonly AdviceEntry[] = [
  {
    pattern: /background worker "(.*)": invalid restart interval/,
    advice: {
      explanation:
        "`bgw_restart_time` must be BGW_NEVER_RESTART (-1) or a number of seconds of at most one day.",
      action: "Set `bgw_restart_time = BGW_NEVER_RESTART`, or seconds",
      rule: "bgw-restart-time-ignored",
    },
  },
  {
    pattern:
      /background worker "(.*)": (?:background workers without shared memory access are not supported|must attach to shared memory|must request shared memory access)/,
    advice: {
      explanation: "The flags of the worker `$1` lack BGWORKER_SHMEM_ACCESS, which every worker needs.",
      action:
        "Set `bgw_flags = BGWORKER_SHMEM_ACCESS`, with `| BGWORKER_BACKEND_DATABASE_CONNECTION` if it uses a database",
      rule: "bgw-flags",
    },
  },
  {
    pattern: /background worker "(.*)": cannot request database access if starting at postmaster start/,
    advice: {
      explanation: "No database can be opened before recovery has ended.",
      action: "Set `bgw_start_time = BgWorkerStart_RecoveryFinished` for `$1`",
      rule: "bgw-flags",
    },
  },
  {
    pattern: /database connection requirement not indicated during registration/,
    advice: {
      explanation: "The worker connects to a database, but was registered without saying so.",
      action: "Add BGWORKER_BACKEND_DATABASE_CONNECTION to `bgw_flags`",
      rule: "bgw-flags",
    },
  },
  {
    pattern: /background worker "(.*)": must be registered in shared_preload_libraries/,
    advice: {
      explanation:
        "`RegisterBackgroundWorker` works only while the server starts; at any later time it does nothing but write this line.",
      action:
        "Name the library in `shared_preload_libraries` in devpg/postgresql.conf, or start the worker with RegisterDynamicBackgroundWorker",
    },
  },
  {
    pattern: /background worker "(.*)": only dynamic background workers can request notification/,
    advice: {
      explanation: "`bgw_notify_pid` means nothing to a worker that starts with the server.",
      action: "Set `bgw_notify_pid = 0` for `$1`",
    },
  },
  {
    pattern: /too many background workers|could not register background process/,
    advice: {
      explanation: "All places for workers are taken.",
      action:
        "Raise `max_worker_processes` in devpg/postgresql.conf of the workspace, then restart the dev Postgres",
      rule: "dynpgext-control",
    },
  },
];
