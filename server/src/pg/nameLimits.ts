import { workerNameBytes } from "./backgroundWorker";
import { maxShmemNameBytes } from "./dynpgextInterface";

interface NameLimit {
  readonly bytes: number;
  /** For messages: "the name of … has at most …". */
  readonly what: string;
}

/** Longest names in bytes, without the final zero, by kind of entity. */
export const nameLimits: {
  readonly [kind: string]: NameLimit | undefined;
} = {
  shmemName: { bytes: maxShmemNameBytes, what: "the name of shared memory" },
  // Source: BGW_MAXLEN, src/include/postmaster/bgworker.h, REL_15_STABLE.
  worker: { bytes: workerNameBytes - 1, what: "the name of a background worker" },
  // Source: NAMEDATALEN - 1, src/include/pg_config_manual.h, REL_15_STABLE.
  sqlFunction: { bytes: 63, what: "the name of an SQL function" },
  extension: { bytes: 63, what: "the name of an extension" },
  // Source: src/backend/storage/lmgr/lwlock.c RequestNamedLWLockTranche, REL_15_STABLE.
  lwlockTranche: { bytes: 63, what: "the name of a tranche" },
  // Source: SHMEM_INDEX_KEYSIZE - 1, src/include/storage/shmem.h, REL_15_STABLE.
  shmemStruct: { bytes: 47, what: "the name of PostgreSQL's shared memory" },
  // Source: src/backend/storage/ipc/dsm_registry.c GetNamedDSMSegment, REL_17_STABLE.
  dsmSegment: { bytes: 63, what: "the name of a DSM segment" },
  // Worker functions must fit bgw_function_name: BGW_MAXLEN, src/include/postmaster/bgworker.h, REL_15_STABLE.
  cFunction: {
    bytes: workerNameBytes - 1,
    what: "the name of a C function that PostgreSQL finds by its name",
  },
};
