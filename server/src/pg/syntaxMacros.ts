/**
 * PostgreSQL's own macros that are no C to a parser which does not see the headers. Each list names the header
 * that defines its macros; the branch is the first one that has the newest of them.
 */

/** Heads of loops: `foreach(cell, list) …`. */
export const postgresLoopMacros: readonly string[] = [
  // Source: src/include/nodes/pg_list.h, REL_17_STABLE.
  ...[
    "foreach",
    "for_each_from",
    "for_each_cell",
    "for_both_cell",
    "forboth",
    "forthree",
    "forfour",
    "forfive",
  ],
  ...["foreach_ptr", "foreach_int", "foreach_oid", "foreach_xid", "foreach_node", "foreach_internal"],
  // Source: src/include/lib/ilist.h, REL_16_STABLE.
  ...["dlist_foreach", "dlist_foreach_modify", "dlist_reverse_foreach"],
  ...["dclist_foreach", "dclist_foreach_modify", "dclist_reverse_foreach"],
  ...["slist_foreach", "slist_foreach_modify"],
  // Source: src/include/storage/proclist.h, REL_17_STABLE.
  "proclist_foreach_modify",
];

/** Words that stand for attributes, storage or nothing. */
export const postgresBlankMacros: readonly string[] = [
  // Source: src/include/c.h, REL_17_STABLE and REL_18_STABLE.
  ...["PGDLLIMPORT", "PGDLLEXPORT", "PG_USED_FOR_ASSERTS_ONLY", "pg_noreturn", "pg_nodiscard", "pg_noinline"],
  ...["pg_attribute_always_inline", "pg_attribute_hot", "pg_attribute_cold"],
  "pg_attribute_no_sanitize_alignment",
  // Source: src/include/pg_config.h.in, REL_17_STABLE.
  "pg_restrict",
  // Source: src/include/catalog/genbki.h, REL_17_STABLE.
  ...["BKI_BOOTSTRAP", "BKI_SHARED_RELATION", "BKI_SCHEMA_MACRO", "BKI_FORCE_NULL", "BKI_FORCE_NOT_NULL"],
];

/** Macros with arguments that stand for attributes or nothing. */
export const postgresBlankCallMacros: readonly string[] = [
  // Source: src/include/c.h, REL_17_STABLE and REL_18_STABLE.
  ...["pg_attribute_unused", "pg_attribute_format_arg", "pg_attribute_printf", "pg_attribute_aligned"],
  ...["pg_attribute_noreturn", "pg_attribute_packed", "pg_attribute_nonnull", "pg_attribute_target"],
  "pg_attribute_no_sanitize_alignment",
  // Source: src/include/catalog/genbki.h, REL_17_STABLE.
  ...["BKI_ROWTYPE_OID", "BKI_DEFAULT", "BKI_ARRAY_DEFAULT", "BKI_LOOKUP", "BKI_LOOKUP_OPT"],
  // Source: src/include/nodes/nodes.h, REL_16_STABLE.
  "pg_node_attr",
];

/** `CATALOG(name,oid,oidmacro) … { fields }` begins a struct. Source: src/include/catalog/genbki.h, REL_17_STABLE. */
export const catalogMacro = "CATALOG";

/** Macros that are used without `;`. */
export const postgresStatementMacros: readonly string[] = [];

/** Macros of other platforms and of programs outside the server: code for them is not analysed. */
export const neverDefined: ReadonlySet<string> = new Set([
  // Source: predefined by compilers for other systems and languages.
  ...[
    "WIN32",
    "_WIN32",
    "_WIN64",
    "_MSC_VER",
    "__CYGWIN__",
    "__MINGW32__",
    "__MINGW64__",
    "__BORLANDC__",
    "__WATCOMC__",
  ],
  ...[
    "__APPLE__",
    "__darwin__",
    "__sun",
    "__sun__",
    "sun",
    "_AIX",
    "__hpux",
    "__SUNPRO_C",
    "__cplusplus",
    "lint",
    "__lint__",
  ],
  // Source: src/include/postgres_fe.h, REL_17_STABLE: only programs outside the server define it.
  "FRONTEND",
]);

/** Macros that the server's headers define in every supported version. */
export const alwaysDefined: ReadonlySet<string> = new Set([
  // Source: src/include/fmgr.h and src/include/c.h, REL_13_STABLE.
  ...["PG_MODULE_MAGIC", "PG_FUNCTION_INFO_V1", "PGDLLEXPORT", "PGDLLIMPORT", "PG_FUNCTION_ARGS"],
  // Source: src/include/pg_config.h.in, REL_13_STABLE.
  ...["PG_VERSION", "PG_VERSION_STR", "PG_MAJORVERSION", "BLCKSZ"],
  // Source: src/include/utils/elog.h, REL_13_STABLE.
  ...["PG_TRY", "PG_FINALLY", "ERROR", "WARNING", "NOTICE"],
]);

/** Macros that the server's headers define from a major version on. */
export const definedSince: ReadonlyMap<string, number> = new Map([
  // Source: src/include/fmgr.h, REL_18_STABLE.
  ["PG_MODULE_MAGIC_EXT", 18],
  // Source: src/include/utils/elog.h, REL_14_STABLE.
  ["WARNING_CLIENT_ONLY", 14],
  // Source: src/include/nodes/pg_list.h, REL_17_STABLE.
  ["foreach_ptr", 17],
  ["foreach_node", 17],
  // Source: src/include/lib/ilist.h, REL_16_STABLE.
  ["dclist_foreach", 16],
  // Source: src/include/utils/palloc.h, REL_16_STABLE.
  ["palloc_object", 16],
  ["palloc_array", 16],
]);
