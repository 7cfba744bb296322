/**
 * Functions that need a database connection or a transaction, so that in the postmaster, or in a process
 * without either, they raise an error or crash. Source: src/include/{executor/spi.h,utils/syscache.h,utils/lsyscache.h,
 * access/table.h,access/heapam.h,access/genam.h,access/xact.h,utils/snapmgr.h,catalog/indexing.h,commands/*.h}, REL_15_STABLE.
 */
const exact: ReadonlySet<string> = new Set([
  "GetSysCacheOid",
  "table_open",
  "table_openrv",
  "try_table_open",
  "relation_open",
  "relation_openrv",
  "try_relation_open",
  "index_open",
  "sequence_open",
  "heap_open",
  "heap_openrv",
  "table_beginscan",
  "table_beginscan_catalog",
  "heap_beginscan",
  "heap_getnext",
  "heap_insert",
  "heap_update",
  "heap_delete",
  "simple_heap_insert",
  "simple_heap_update",
  "simple_heap_delete",
  "simple_table_tuple_insert",
  "systable_beginscan",
  "systable_getnext",
  "index_beginscan",
  "CatalogOpenIndexes",
  "CatalogTupleInsert",
  "CatalogTupleUpdate",
  "CatalogTupleDelete",
  "StartTransactionCommand",
  "CommitTransactionCommand",
  "BeginInternalSubTransaction",
  "GetTransactionSnapshot",
  "GetLatestSnapshot",
  "GetActiveSnapshot",
  "PushActiveSnapshot",
  "GetCurrentTransactionId",
  "LookupExplicitNamespace",
  "LookupNamespaceNoError",
  "LookupFuncName",
  "RangeVarGetRelid",
  "RangeVarGetRelidExtended",
  "typenameTypeId",
  "lookup_type_cache",
  "lookup_rowtype_tupdesc",
  "getTypeInputInfo",
  "getTypeOutputInfo",
  "format_type_be",
  "superuser",
  "superuser_arg",
  "OidFunctionCall0Coll",
  "OidFunctionCall1Coll",
  "CreateExtension",
  "BackgroundWorkerInitializeConnection",
  "BackgroundWorkerInitializeConnectionByOid",
]);

const families: readonly RegExp[] = [
  /^SPI_(?:connect|connect_ext|finish|exec\w*|prepare\w*|cursor_\w+|plan_\w+|commit\w*|rollback\w*|start_transaction|keepplan|saveplan)$/u,
  /^SearchSysCache\w*$/u,
  /^GetSysCacheOid\w*$/u,
  /^get_\w+_oid$/u,
  /^get_(?:rel|func|type|typ|att|namespace|database|tablespace|language|constraint|index|op|opcode|element|array|base|role|extension|publication|subscription|collation|am)\w*$/u,
  /^OidFunctionCall\d+(?:Coll)?$/u,
];

/** Why a function cannot be called in the postmaster, in words that follow its name; undefined when it can, as far as is known. */
export function needOf(callee: string): string | undefined {
  if (callee.startsWith("SPI_") && families[0]!.test(callee)) return "runs SQL, which needs a database";
  if (exact.has(callee) || families.some((family) => family.test(callee)))
    return "needs a transaction and the catalogs of a database";
  return undefined;
}
