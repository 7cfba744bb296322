/**
 * Type names that stand for a type wherever they are seen in parentheses. Built-in C types are keywords to the
 * grammar and need no entry.
 * Source: src/include/c.h, src/include/postgres.h, src/include/nodes/pg_list.h and the headers of the types
 * themselves, REL_17_STABLE.
 */
const knownTypes: ReadonlySet<string> = new Set(
  `int8 int16 int32 int64 int128 uint8 uint16 uint32 uint64 uint128 bits8 bits16 bits32 uchar ushort ulong
  float4 float8 Size Index Offset Pointer Datum NullableDatum Oid regproc RegProcedure TransactionId
  LocalTransactionId SubTransactionId MultiXactId MultiXactOffset CommandId FullTransactionId XLogRecPtr
  XLogSegNo TimeLineID RepOriginId BlockNumber Buffer OffsetNumber AttrNumber ItemPointer ItemPointerData
  ForkNumber BackendId ProcNumber Bitmapset Node List ListCell Expr Plan Query String StringInfo StringInfoData
  HeapTuple HeapTupleHeader HeapTupleData IndexTuple MinimalTuple TupleDesc TupleTableSlot Relation Snapshot
  SysScanDesc TableScanDesc IndexScanDesc HeapScanDesc MemoryContext ResourceOwner FunctionCallInfo FmgrInfo
  PGFunction Form_pg_attribute Form_pg_class Form_pg_proc Form_pg_type Name NameData text bytea varlena ArrayType
  VarChar BpChar Jsonb JsonbValue Numeric Interval Timestamp TimestampTz TimestampTzData TimeADT TimeTzADT DateADT
  fsec_t pg_wchar pg_time_t LWLock LWLockMode LOCKMODE LOCKTAG Latch dsa_pointer dsa_area dsm_segment dsm_handle
  shm_mq shm_toc HTAB HASHCTL PGPROC PGconn PGresult BackgroundWorker BackgroundWorkerHandle slock_t pgsocket
  NodeTag Const Var Param FuncExpr OpExpr TargetEntry RangeTblEntry PlannedStmt PlanState EState ExprContext
  ExprState ParseState ForeignScanState DestReceiver AclMode AclResult bool8 Cost Cardinality Selectivity GucSource
  GucContext uintptr_t intptr_t FILE DIR pid_t`.split(/\s+/),
);

/** True when a bare name is a type beyond doubt. */
export function isKnownType(name: string): boolean {
  return knownTypes.has(name) || /[a-z0-9]_t$/.test(name);
}

/** True when a name is spelled as PostgreSQL spells its types: `HeapTuple`, `DWORD`. Global variables are, too. */
export function isSpelledLikeType(name: string): boolean {
  return /^[A-Z]/.test(name);
}
