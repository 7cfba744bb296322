import type { AdviceEntry } from "./adviceEntry";

/** Messages about loading a library, its shared memory and its hooks. Source: dfmgr.c, ipci.c, lwlock.c, REL_15_STABLE. */
export const libraryAdvice: readonly AdviceEntry[] = [
  {
    pattern: /incompatible library "(.*)": missing magic block/,
    advice: {
      explanation:
        "The server loads only libraries that say for which PostgreSQL they were compiled, and no source file of this one does.",
      action:
        "Write `PG_MODULE_MAGIC;` once, after the includes of one C file of the library, and build again",
    },
  },
  {
    pattern: /incompatible library "(.*)": (?:version|ABI|magic block) mismatch/,
    advice: {
      explanation: "The library was compiled for another PostgreSQL than the one that loads it.",
      action:
        "Build it again for this one: `make clean`, then `dynpgext build`; objects of two versions do not mix",
    },
  },
  {
    pattern: /could not load library "(.*)": .*undefined symbol: dynpgext_lookup_shmem/,
    advice: {
      explanation:
        "`dynpgext_lookup_shmem` is provided by the loader, and the loader is not in `shared_preload_libraries`.",
      action: "Use `dynpgext load`, with the setting `dynpgext.devpg.loader` on `auto` or `bundled`",
    },
  },
  {
    pattern: /could not load library "(.*)": .*undefined symbol: (\S+)/,
    advice: {
      explanation:
        "The library uses `$2`, which neither the server nor the library itself nor another library it is linked with defines. Either its source file is not part of the library, or this PostgreSQL has no such function.",
      action:
        "Add the file that defines `$2` to OBJS (or the sources of the target), the library that has it to SHLIB_LINK, or correct the name",
    },
  },
  {
    pattern: /could not load library "(.*)": .*(\S+): cannot open shared object file/,
    advice: {
      explanation:
        "The library was linked with another shared library that the system does not find at run time.",
      action: "Install that library, or link with its folder: `SHLIB_LINK += -Wl,-rpath,<folder>`",
    },
  },
  {
    pattern: /could not load library "(.*)"/,
    advice: {
      explanation: "The system's loader refused the library; its own words are in the message.",
      action: "Build it again, and look at the last lines of the build",
    },
  },
  {
    pattern: /could not find function "(.*)" in file "(.*)"/,
    advice: {
      explanation:
        "The library has no visible function `$1`. It is misspelt, `static`, not part of the library, or hidden: from PostgreSQL 16 on PGXS hides what is not exported with PG_FUNCTION_INFO_V1 or PGDLLEXPORT.",
      action:
        "Define `$1` with `PG_FUNCTION_INFO_V1($1);` in a file of the library, or correct the name in the script",
    },
  },
  {
    pattern: /could not find function information for function "(.*)"/,
    advice: {
      explanation: "`$1` exists but does not say that it uses the version-1 calling convention.",
      action: "Write `PG_FUNCTION_INFO_V1($1);` before the function",
    },
  },
  {
    pattern: /could not access file ""/,
    advice: {
      explanation: "A background worker was registered with an empty `bgw_library_name`.",
      action:
        "Copy the name of the library into it: `strlcpy(worker.bgw_library_name, handle->library_name, BGW_MAXLEN)`",
      rule: "bgw-library-name",
    },
  },
  {
    codes: ["58P01"],
    pattern: /could not access file "(.*)": No such file or directory/,
    advice: {
      explanation:
        "No library of that name is installed in this PostgreSQL. `MODULE_PATHNAME` stands for `module_pathname` of the control file.",
      action:
        "Compare `module_pathname`, the name after MODULE_big or MODULES, and the name in the script or in `shared_preload_libraries`",
      rule: "dynpgext-control",
    },
  },
  {
    pattern: /cannot request additional shared memory outside shmem_request_hook/,
    advice: {
      explanation:
        "From PostgreSQL 15 on `RequestAddinShmemSpace` may be called only from a function in `shmem_request_hook`.",
      action:
        "Set `shmem_request_hook` in `_PG_init` and request the memory there, calling the previous hook first",
    },
  },
  {
    pattern: /cannot request additional LWLocks outside shmem_request_hook/,
    advice: {
      explanation:
        "From PostgreSQL 15 on `RequestNamedLWLockTranche` may be called only from a function in `shmem_request_hook`.",
      action:
        "Set `shmem_request_hook` in `_PG_init` and request the locks there, calling the previous hook first",
    },
  },
  {
    pattern: /requested tranche is not registered/,
    advice: {
      explanation: "`GetNamedLWLockTranche` was called with a name that nothing requested at server start.",
      action:
        "Request it with the same name in `shmem_request_hook`, and load the library from `shared_preload_libraries`",
    },
  },
  {
    pattern: /not enough shared memory|out of shared memory/,
    advice: {
      explanation:
        "More shared memory was used than had been requested at server start, or the lock table is full.",
      action:
        "Request as many bytes as are allocated; for locks, raise `max_locks_per_transaction` in devpg/postgresql.conf",
    },
  },
  {
    pattern: /(?:must|can only) be loaded via "?(shared|session|local)_preload_libraries/,
    advice: {
      explanation:
        "The library has to be there when the server starts, and is not in `$1_preload_libraries`.",
      action:
        "Use `dynpgext load`, which sees to that; otherwise name it in devpg/postgresql.conf and restart",
    },
  },
  {
    field: "detail",
    pattern: /must be registered while initializing modules in shared_preload_libraries/,
    advice: {
      explanation: "A resource manager can be registered only while the server starts.",
      action: "Name the library in `shared_preload_libraries` in devpg/postgresql.conf and restart",
    },
  },
];
