/**
 * What the names of the interface mean, in a few sentences of Markdown. Source: dynpgext.h, public history of the
 * interface, January and February 2024; behaviour of its loaders measured on PostgreSQL 15.
 */
export interface InterfaceDoc {
  readonly declaration: string;
  readonly text: string;
}

export const interfaceDocs: ReadonlyMap<string, InterfaceDoc> = new Map([
  [
    "DYNPGEXT_MAGIC",
    {
      declaration: "DYNPGEXT_MAGIC;",
      text: "Defines and exports `_Dynpgext_magic`, by which a loader knows the library. Once per library, in addition to `PG_MODULE_MAGIC`.",
    },
  ],
  [
    "_Dynpgext_init",
    {
      declaration: "void _Dynpgext_init(const dynpgext_handle *handle)",
      text: "Called by the loader in the postmaster, before `_PG_init`. The only place where shared memory and workers can be asked for. An error here keeps the server from starting. Needs `PGDLLEXPORT` from PostgreSQL 16 on.",
    },
  ],
  [
    "_Dynpgext_fini",
    {
      declaration: "void _Dynpgext_fini(const dynpgext_handle *handle)",
      text: "Called by the loader when it lets go of the library.",
    },
  ],
  [
    "_Dynpgext_eager_preload",
    {
      declaration: "bool _Dynpgext_eager_preload(void)",
      text: "Whether the library is initialised when the server starts. Without this function it is.",
    },
  ],
  [
    "dynpgext_handle",
    {
      declaration: "typedef struct dynpgext_handle dynpgext_handle",
      text: "What the loader hands to the entry points: `name`, `version` and `library_name` of the extension, `allocate_shmem` and `register_bgworker`. It may only be used inside `_Dynpgext_init`.",
    },
  ],
  [
    "dynpgext_lookup_shmem",
    {
      declaration: "void *dynpgext_lookup_shmem(const char *name)",
      text: "The shared memory with a name, or NULL. Database-local memory is that of the database the process is connected to: a worker connects first, then looks up. In the transaction that creates an extension the result is NULL until it commits. Not to be called in `_Dynpgext_init`.",
    },
  ],
  ["DYNPGEXT_SCOPE_GLOBAL", { declaration: "DYNPGEXT_SCOPE_GLOBAL = 0", text: "One for the whole cluster." }],
  [
    "DYNPGEXT_SCOPE_DATABASE_LOCAL",
    {
      declaration: "DYNPGEXT_SCOPE_DATABASE_LOCAL = 1",
      text: "One for each database. Memory of this scope takes its size times `omni_ext.max_databases` (32), at once. A worker runs once in each database that has the extension, with the database's oid as its argument.",
    },
  ],
  [
    "DYNPGEXT_ALLOCATE_SHMEM_DEFAULTS",
    { declaration: "DYNPGEXT_ALLOCATE_SHMEM_DEFAULTS = 0", text: "The same as `DYNPGEXT_SCOPE_GLOBAL`." },
  ],
  [
    "DYNPGEXT_REGISTER_BGWORKER_DEFAULTS",
    {
      declaration: "DYNPGEXT_REGISTER_BGWORKER_DEFAULTS = 1",
      text: "The same as `DYNPGEXT_SCOPE_DATABASE_LOCAL`: not the default of memory.",
    },
  ],
  [
    "DYNPGEXT_REGISTER_BGWORKER_NOTIFY",
    {
      declaration: "DYNPGEXT_REGISTER_BGWORKER_NOTIFY = 2",
      text: "The callback may wait for the worker's start. Loaders with the 3-argument `register_bgworker` ignore it for libraries that are preloaded.",
    },
  ],
  [
    "DYNPGEXT_MAIN",
    {
      declaration: "#define DYNPGEXT_MAIN",
      text: "macOS: before the include, in exactly one file of the library.",
    },
  ],
  [
    "DYNPGEXT_SUPPLEMENTARY",
    {
      declaration: "#define DYNPGEXT_SUPPLEMENTARY",
      text: "macOS: before the include, in every file but one.",
    },
  ],
]);

/** Fields of `dynpgext_handle`. */
export const handleFields: ReadonlyMap<string, InterfaceDoc> = new Map([
  ["name", { declaration: "const char *name", text: "Name of the extension that is being initialised." }],
  ["version", { declaration: "const char *version", text: "Its version, from the control file." }],
  [
    "library_name",
    {
      declaration: "const char *library_name",
      text: "Absolute path of the library, resolved: what `bgw_library_name` is to be. Paths of 95 bytes and more do not fit it before PostgreSQL 17.",
    },
  ],
  [
    "allocate_shmem",
    {
      declaration:
        "void allocate_shmem(const dynpgext_handle *handle, const char *name, size_t size, void (*callback)(void *ptr, void *data), void *data, int flags)",
      text: "Asks for shared memory under a name of at most 127 bytes, in one name space for the whole cluster. `name` and `data` are kept as pointers and must be static. The memory need not be zeroed; `callback` fills it, in the postmaster, without a database, for database-local memory once for each of 32 slots. A second allocation of a name is ignored. Outside `_Dynpgext_init` the call does nothing.",
    },
  ],
  [
    "register_bgworker",
    {
      declaration: "void register_bgworker(const dynpgext_handle *handle, BackgroundWorker *bgw, ...)",
      text: "Asks for a background worker. The description is copied. The number of arguments depends on the included header: five until January 2024 (`handle, bgw, callback, data, flags`), then three (`handle, bgw, flags`); no loader can tell them apart. Outside `_Dynpgext_init` the call does nothing.",
    },
  ],
]);
