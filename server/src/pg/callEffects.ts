/** What well-known functions do to memory, as far as the abstract evaluation needs it. */

export type CallEffect =
  /** Copies the text of argument `from` into the array that argument `to` points to. */
  | { readonly kind: "copyText"; readonly to: number; readonly from: number }
  /** Appends the text of argument `from` to that in the array that argument `to` points to. */
  | { readonly kind: "appendText"; readonly to: number; readonly from: number }
  /** Formats into argument `to`; the format is argument `format`, its values follow. */
  | { readonly kind: "format"; readonly to: number; readonly format: number }
  /** Fills argument `to` with the byte in argument `byte`. */
  | { readonly kind: "fill"; readonly to: number; readonly byte: number | undefined }
  /** Copies bytes from argument `from` to argument `to`. */
  | { readonly kind: "copyMemory"; readonly to: number; readonly from: number }
  /** Returns fresh memory: of the memory context in argument `context`, else of the current one. */
  | {
      readonly kind: "allocate";
      readonly family: "current" | "heap" | "context" | "shared";
      readonly context?: number;
    }
  | { readonly kind: "switchContext" }
  | { readonly kind: "neverReturns" }
  /** Returns its argument. */
  | { readonly kind: "identity"; readonly argument: number }
  /** Computes with its arguments. */
  | { readonly kind: "arithmetic"; readonly operator: "+" | "*" }
  /** Rounds argument `argument` up to a multiple of `to` bytes, or of its first argument. */
  | { readonly kind: "alignUp"; readonly argument: number; readonly to: number | undefined }
  /** `offsetof(T, field)`. */
  | { readonly kind: "offsetOf" }
  /** The number of elements of an array. Source: src/include/c.h lengthof, REL_15_STABLE. */
  | { readonly kind: "lengthOf" }
  /** Connects a background worker to a database. */
  | { readonly kind: "connectWorker" };

const current = { kind: "allocate", family: "current" } as const;
const heap = { kind: "allocate", family: "heap" } as const;
const given = { kind: "allocate", family: "current", context: 0 } as const;
const context = { kind: "allocate", family: "context", context: 0 } as const;
const shared = { kind: "allocate", family: "shared" } as const;
const neverReturns = { kind: "neverReturns" } as const;

/** Source of the PostgreSQL functions: src/include/utils/palloc.h, memutils.h, src/include/port.h, storage/ipc.h, REL_15_STABLE; of the others: C11 and POSIX. */
export const callEffects: ReadonlyMap<string, CallEffect> = new Map<string, CallEffect>([
  ["strcpy", { kind: "copyText", to: 0, from: 1 }],
  ["strncpy", { kind: "copyText", to: 0, from: 1 }],
  ["strlcpy", { kind: "copyText", to: 0, from: 1 }],
  ["pg_strlcpy", { kind: "copyText", to: 0, from: 1 }],
  ["StrNCpy", { kind: "copyText", to: 0, from: 1 }],
  ["stpcpy", { kind: "copyText", to: 0, from: 1 }],
  ["namestrcpy", { kind: "copyText", to: 0, from: 1 }],
  ["strcat", { kind: "appendText", to: 0, from: 1 }],
  ["strlcat", { kind: "appendText", to: 0, from: 1 }],
  ["snprintf", { kind: "format", to: 0, format: 2 }],
  ["pg_snprintf", { kind: "format", to: 0, format: 2 }],
  ["sprintf", { kind: "format", to: 0, format: 1 }],
  ["pg_sprintf", { kind: "format", to: 0, format: 1 }],
  ["memset", { kind: "fill", to: 0, byte: 1 }],
  ["MemSet", { kind: "fill", to: 0, byte: 1 }],
  ["MemSetAligned", { kind: "fill", to: 0, byte: 1 }],
  ["bzero", { kind: "fill", to: 0, byte: undefined }],
  ["explicit_bzero", { kind: "fill", to: 0, byte: undefined }],
  ["memcpy", { kind: "copyMemory", to: 0, from: 1 }],
  ["memmove", { kind: "copyMemory", to: 0, from: 1 }],
  ["palloc", current],
  ["palloc0", current],
  ["palloc_extended", current],
  ["palloc_object", current],
  ["palloc0_object", current],
  ["palloc_array", current],
  ["palloc0_array", current],
  ["pstrdup", current],
  ["pnstrdup", current],
  ["psprintf", current],
  ["text_to_cstring", current],
  ["TextDatumGetCString", current],
  ["OidOutputFunctionCall", current],
  ["get_database_name", current],
  ["MemoryContextAlloc", given],
  ["MemoryContextAllocZero", given],
  ["MemoryContextAllocExtended", given],
  ["MemoryContextStrdup", given],
  ["malloc", heap],
  ["calloc", heap],
  ["strdup", heap],
  ["AllocSetContextCreate", context],
  ["AllocSetContextCreateInternal", context],
  ["SlabContextCreate", context],
  ["GenerationContextCreate", context],
  ["ShmemInitStruct", shared],
  ["ShmemAlloc", shared],
  ["MemoryContextSwitchTo", { kind: "switchContext" }],
  ["proc_exit", neverReturns],
  ["exit", neverReturns],
  ["_exit", neverReturns],
  ["abort", neverReturns],
  ["pg_re_throw", neverReturns],
  ["PG_RE_THROW", neverReturns],
  ["ReThrowError", neverReturns],
  ["ThrowErrorData", { kind: "identity", argument: 0 }],
  ["pg_unreachable", neverReturns],
  ["siglongjmp", neverReturns],
  ["longjmp", neverReturns],
  ["ExceptionalCondition", neverReturns],
  ["__builtin_unreachable", neverReturns],
  ["__builtin_trap", neverReturns],
  ["likely", { kind: "identity", argument: 0 }],
  ["unlikely", { kind: "identity", argument: 0 }],
  ["pg_attribute_unused", { kind: "identity", argument: 0 }],
  ["unconstify", { kind: "identity", argument: 1 }],
  ["unvolatize", { kind: "identity", argument: 1 }],
  ["castNode", { kind: "identity", argument: 1 }],
  ["pg_prevent_errno_in_scope", { kind: "identity", argument: 0 }],
  // src/backend/storage/ipc/shmem.c, src/include/c.h, src/include/pg_config_manual.h (PG_CACHE_LINE_SIZE 128), REL_15_STABLE
  ["add_size", { kind: "arithmetic", operator: "+" }],
  ["mul_size", { kind: "arithmetic", operator: "*" }],
  ["MAXALIGN", { kind: "alignUp", argument: 0, to: 8 }],
  ["DOUBLEALIGN", { kind: "alignUp", argument: 0, to: 8 }],
  ["LONGALIGN", { kind: "alignUp", argument: 0, to: 8 }],
  ["INTALIGN", { kind: "alignUp", argument: 0, to: 4 }],
  ["BUFFERALIGN", { kind: "alignUp", argument: 0, to: 32 }],
  ["CACHELINEALIGN", { kind: "alignUp", argument: 0, to: 128 }],
  ["TYPEALIGN", { kind: "alignUp", argument: 1, to: undefined }],
  ["offsetof", { kind: "offsetOf" }],
  ["lengthof", { kind: "lengthOf" }],
  ["BackgroundWorkerInitializeConnection", { kind: "connectWorker" }],
  ["BackgroundWorkerInitializeConnectionByOid", { kind: "connectWorker" }],
]);

/** Functions and macros that change nothing through the pointers they are given. Source: C11 7.24; src/include/c.h, src/include/utils/elog.h, REL_15_STABLE. */
export const readingFunctions: ReadonlySet<string> = new Set([
  ...[
    "lengthof",
    "offsetof",
    "Min",
    "Max",
    "Abs",
    "MAXALIGN",
    "TYPEALIGN",
    "StaticAssertStmt",
    "StaticAssertExpr",
  ],
  ...[
    "strlen",
    "strnlen",
    "strcmp",
    "strncmp",
    "strcasecmp",
    "strncasecmp",
    "pg_strcasecmp",
    "pg_strncasecmp",
  ],
  ...[
    "strchr",
    "strrchr",
    "strstr",
    "memcmp",
    "atoi",
    "atol",
    "strtol",
    "printf",
    "fprintf",
    "puts",
    "write_stderr",
  ],
  ...[
    "errmsg",
    "errmsg_internal",
    "errmsg_plural",
    "errdetail",
    "errdetail_internal",
    "errhint",
    "errcontext",
    "errcode",
  ],
  ...["RegisterBackgroundWorker", "RegisterDynamicBackgroundWorker", "elog", "ereport", "set_ps_display"],
]);

/** Calls that report at a level: the level is the first argument. Source: src/include/utils/elog.h, REL_15_STABLE. */
export const reportFunctions: ReadonlySet<string> = new Set(["ereport", "elog", "ereport_domain"]);

/**
 * Functions and macros that always come back and do not compare a pointer they are given with NULL. Source:
 * src/include/utils/elog.h, src/include/storage/latch.h, src/include/miscadmin.h, src/include/port.h, REL_15_STABLE; C11.
 */
export const plainFunctions: ReadonlySet<string> = new Set([
  "errcode",
  "errmsg",
  "errmsg_internal",
  "errmsg_plural",
  "errdetail",
  "errdetail_internal",
  "errdetail_log",
  "errhint",
  "errcontext",
  "errhidestmt",
  "errhidecontext",
  "errbacktrace",
  "gettext_noop",
  "_",
  "pg_usleep",
  "sleep",
  "usleep",
  "printf",
  "fprintf",
  "fflush",
  "puts",
  "write_stderr",
  "WaitLatch",
  "ResetLatch",
  "SetLatch",
  "GetCurrentTimestamp",
  "CHECK_FOR_INTERRUPTS",
  "PG_GETARG_DATUM",
  "PG_GETARG_INT32",
  "PG_GETARG_INT64",
  "Int32GetDatum",
  "Int64GetDatum",
  "DatumGetObjectId",
  "DatumGetInt32",
  "lengthof",
  "offsetof",
  "sizeof",
  "BackgroundWorkerUnblockSignals",
  "pqsignal",
]);

/** Macros that compare a pointer with NULL. Source: src/include/c.h, REL_15_STABLE. */
export const validityMacros: ReadonlySet<string> = new Set(["PointerIsValid", "DatumIsValid"]);

/** Checks that only assert-enabled builds make. Source: src/include/c.h, REL_15_STABLE. */
export const assertMacros: ReadonlySet<string> = new Set([
  "Assert",
  "AssertArg",
  "AssertState",
  "AssertMacro",
  "assert",
]);

/** Macros that return from the function they stand in. Source: src/include/fmgr.h, src/include/funcapi.h, REL_15_STABLE. */
export const returnMacros = /^(?:PG_RETURN_\w+|SRF_RETURN_(?:NEXT|NEXT_NULL|DONE))$/u;
