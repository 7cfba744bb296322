/**
 * The Dynpgext interface as data. Source: dynpgext.h, public history of the interface, January and
 * February 2024 (5 and 3 arguments of `register_bgworker`); loader behaviour measured on PostgreSQL 15.
 */

/** Flag constants by name. */
export const dynpgextConstants: Readonly<Record<string, number>> = {
  DYNPGEXT_SCOPE_GLOBAL: 0,
  DYNPGEXT_SCOPE_DATABASE_LOCAL: 1,
  DYNPGEXT_ALLOCATE_SHMEM_DEFAULTS: 0,
  DYNPGEXT_REGISTER_BGWORKER_NOTIFY: 2,
  DYNPGEXT_REGISTER_BGWORKER_DEFAULTS: 1,
};

export const databaseLocalFlag = 1;
export const notifyFlag = 2;

/** Bytes of a shared-memory name that the loader keeps, without the final zero. */
export const maxShmemNameBytes = 127;

/** Bytes that a name may have under the successor interface, omni. */
export const maxOmniNameBytes = 63;

/** Functions that a library may define for the loader, with their exact shape. */
export const entryPoints = {
  _Dynpgext_init: { returns: "void", takesHandle: true },
  _Dynpgext_fini: { returns: "void", takesHandle: true },
  _Dynpgext_eager_preload: { returns: "bool", takesHandle: false },
} as const;

export type EntryPointName = keyof typeof entryPoints;

/** Text that makes a file part of the interface's users: cheap to look for before anything is parsed. */
export const interfacePattern = /dynpgext/iu;

/** Words of code that uses the interface itself: a helper that is handed the handle need not name the interface. */
export const interfaceUsePattern = /dynpgext|allocate_shmem|register_bgworker/iu;

/** Position of each argument of `allocate_shmem(handle, name, size, callback, data, flags)`. */
export const allocateArguments = {
  handle: 0,
  name: 1,
  size: 2,
  callback: 3,
  data: 4,
  flags: 5,
  count: 6,
} as const;

/** Positions in `register_bgworker(handle, bgw, callback, data, flags)`; the 3-argument form is `(handle, bgw, flags)`. */
export const registerArguments = {
  5: { handle: 0, worker: 1, callback: 2, data: 3, flags: 4 },
  3: { handle: 0, worker: 1, callback: undefined, data: undefined, flags: 2 },
} as const;

/** What `dynpgext.h` declares or defines for extensions. */
export const interfaceNames: readonly string[] = [
  "DYNPGEXT_MAGIC",
  "dynpgext_magic",
  "dynpgext_handle",
  "dynpgext_lookup_shmem",
  "dynpgext_allocate_shmem_flags",
  "dynpgext_register_bgworker_flags",
  "dynpgext_allocate_shmem_function",
  "dynpgext_register_bgworker_function",
  ...Object.keys(dynpgextConstants),
];
