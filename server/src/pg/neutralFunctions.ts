import type { Touched } from "./api/apiFunction";

/**
 * What is known of a function or macro that has nothing to do with the life of memory: it frees nothing, keeps no pointer
 * it is given, leaves the current memory context as it is, and returns no new memory. It may raise an error.
 */
export interface NeutralFunction {
  readonly touches: Touched;
  /** False when it only looks at the values of its arguments: it may be given pointers to memory that is gone. */
  readonly followsPointers: boolean;
  readonly since?: number;
  readonly until?: number;
  /** File and branch; the header comes first. */
  readonly source: string;
}

/** The header, the names in it, and what is said of all of them beyond the common case. */
type Group = readonly [header: string, names: string, traits?: Partial<Omit<NeutralFunction, "source">>];

const looksOnly = { followsPointers: false } as const;
/** Looks something up in the catalogs: invalidation callbacks may run. */
const invalidates = { touches: "statics" } as const;
/** Changes pointers in the variables or structures it is given. */
const changesArguments = { touches: "arguments" } as const;
const runsCode = { touches: "anything" } as const;

/** Of PostgreSQL: headers below `src/include` unless a path is given, read in REL_15_STABLE unless `since` says otherwise. */
const server: readonly Group[] = [
  [
    "access/amvalidate.h",
    "check_amop_signature check_amoptsproc_signature check_amproc_signature opclass_for_family_datatype",
    invalidates,
  ],
  [
    "access/attnum.h",
    `AttributeNumberIsValid AttrNumberGetAttrOffset AttrNumberIsForUserDefinedAttr
    AttrOffsetGetAttrNumber`,
    looksOnly,
  ],
  ["access/brin_page.h", "BrinPageFlags BrinPageType"],
  ["access/detoast.h", "VARATT_EXTERNAL_GET_POINTER", changesArguments],
  ["access/genam.h", "index_can_return index_getprocid", invalidates],
  ["access/gin.h", "GinTernaryValueGetDatum PG_RETURN_GIN_TERNARY_VALUE"],
  [
    "access/ginblock.h",
    `GinItemPointerGetBlockNumber GinItemPointerGetOffsetNumber GinPageGetMeta GinPageGetOpaque
    GinPageIsData GinPageIsDeleted GinPageIsLeaf GinPageRightMost`,
  ],
  ["access/gist.h", "gistentryinit", changesArguments],
  ["access/gist.h", "GIST_LEAF GistFollowRight GistPageGetOpaque GistPageIsDeleted GistPageIsLeaf"],
  [
    "access/hash.h",
    "_hash_getbuf _hash_hashkey2bucket _hash_relbuf HashPageGetBitmap HashPageGetMeta HashPageGetOpaque",
  ],
  [
    "access/heapam.h",
    `heap_freeze_tuple heap_get_latest_tid HeapTupleHeaderIsOnlyLocked HeapTupleSatisfiesVacuum
    HeapTupleSatisfiesVisibility`,
  ],
  ["access/htup.h", "HeapTupleIsValid", looksOnly],
  ["access/htup_details.h", "BITMAPLEN HEAP_XMAX_IS_LOCKED_ONLY", looksOnly],
  [
    "access/htup_details.h",
    `heap_fill_tuple HeapTupleAllFixed HeapTupleHasExternal HeapTupleHasNulls HeapTupleHasVarWidth
    HeapTupleHeaderGetDatumLength HeapTupleHeaderGetNatts HeapTupleHeaderGetRawCommandId
    HeapTupleHeaderGetRawXmax HeapTupleHeaderGetRawXmin HeapTupleHeaderGetTypeId
    HeapTupleHeaderGetTypMod HeapTupleHeaderGetUpdateXid HeapTupleHeaderGetXmin HeapTupleHeaderGetXvac
    HeapTupleHeaderHasExternal HeapTupleHeaderIsHeapOnly HeapTupleHeaderIsHotUpdated
    HeapTupleHeaderSetCmin HeapTupleHeaderSetDatumLength HeapTupleHeaderSetNatts
    HeapTupleHeaderSetTypeId HeapTupleHeaderSetTypMod HeapTupleHeaderSetXmax HeapTupleHeaderSetXmin
    HeapTupleHeaderSetXminFrozen HeapTupleHeaderXminCommitted HeapTupleHeaderXminFrozen
    HeapTupleHeaderXminInvalid HeapTupleIsHeapOnly HeapTupleIsHotUpdated HeapTupleNoNulls`,
  ],
  ["access/itup.h", "IndexInfoFindDataOffset", looksOnly],
  ["access/itup.h", "IndexTupleHasNulls IndexTupleHasVarwidths IndexTupleSize"],
  [
    "access/nbtree.h",
    `_bt_checkpage _bt_relbuf BTPageGetMeta BTPageGetOpaque BTreeTupleGetDownLink BTreeTupleGetHeapTID
    BTreeTupleGetNAtts BTreeTupleGetNPosting BTreeTupleGetPosting BTreeTupleGetPostingN
    BTreeTupleIsPivot BTreeTupleIsPosting P_FIRSTDATAKEY P_HAS_FULLXID P_HAS_GARBAGE P_IGNORE
    P_INCOMPLETE_SPLIT P_ISDELETED P_ISHALFDEAD P_ISLEAF P_ISMETA P_ISROOT P_LEFTMOST P_RIGHTMOST`,
  ],
  ["access/parallel.h", "IsParallelWorker ParallelContextActive"],
  ["access/parallel.h", "WaitForParallelWorkersToAttach", runsCode],
  [
    "access/reloptions.h",
    `add_bool_reloption add_int_reloption add_local_bool_reloption add_local_int_reloption
    add_local_real_reloption add_real_reloption add_reloption_kind init_local_reloptions`,
  ],
  [
    "access/sdir.h",
    "ScanDirectionIsBackward ScanDirectionIsForward ScanDirectionIsNoMovement ScanDirectionIsValid",
    looksOnly,
  ],
  ["access/skey.h", "ScanKeyEntryInitialize ScanKeyEntryInitializeWithInfo ScanKeyInit", changesArguments],
  [
    "access/tableam.h",
    `simple_table_tuple_delete simple_table_tuple_update table_finish_bulk_insert table_index_build_scan
    table_index_fetch_begin table_multi_insert table_parallelscan_estimate table_parallelscan_initialize
    table_relation_size table_tuple_delete table_tuple_fetch_row_version table_tuple_lock
    table_tuple_update`,
    runsCode,
  ],
  [
    "access/transam.h",
    `EpochFromFullTransactionId FullTransactionIdEquals FullTransactionIdFollows
    FullTransactionIdFollowsOrEquals FullTransactionIdFromEpochAndXid FullTransactionIdFromU64
    FullTransactionIdIsNormal FullTransactionIdIsValid FullTransactionIdPrecedes
    FullTransactionIdPrecedesOrEquals GetNewObjectId NormalTransactionIdPrecedes
    ReadNextFullTransactionId StoreInvalidTransactionId TransactionIdAdvance TransactionIdDidAbort
    TransactionIdDidCommit TransactionIdEquals TransactionIdFollows TransactionIdFollowsOrEquals
    TransactionIdGetCommitLSN TransactionIdIsNormal TransactionIdIsValid TransactionIdPrecedes
    TransactionIdPrecedesOrEquals TransactionIdRetreat TransactionIdStore U64FromFullTransactionId
    XidFromFullTransactionId`,
  ],
  ["access/transam.h", "ReadNextTransactionId", { since: 14 }],
  [
    "access/tupmacs.h",
    `att_addlength_datum att_addlength_pointer att_align_datum att_align_nominal att_align_pointer
    att_isnull fetch_att fetchatt store_att_byval`,
  ],
  [
    "access/visibilitymap.h",
    `visibilitymap_clear visibilitymap_count visibilitymap_get_status visibilitymap_pin VM_ALL_FROZEN
    VM_ALL_VISIBLE`,
  ],
  [
    "access/xact.h",
    `EnterParallelMode ExitParallelMode ForceSyncCommit GetCurrentCommandId GetCurrentFullTransactionId
    GetCurrentStatementStartTimestamp GetCurrentSubTransactionId GetCurrentTransactionId
    GetCurrentTransactionIdIfAny GetCurrentTransactionNestLevel GetCurrentTransactionStartTimestamp
    GetCurrentTransactionStopTimestamp GetTopFullTransactionId GetTopTransactionId
    GetTopTransactionIdIfAny IsAbortedTransactionBlockState IsInParallelMode IsInTransactionBlock
    IsolationIsSerializable IsolationUsesXactSnapshot IsSubTransaction IsTransactionBlock
    IsTransactionOrTransactionBlock IsTransactionState PreventInTransactionBlock RequireTransactionBlock
    SetCurrentStatementStartTimestamp TransactionBlockStatusCode TransactionIdIsCurrentTransactionId
    WarnNoTransactionBlock`,
  ],
  [
    "access/xlog.h",
    `CreateCheckPoint DataChecksumsEnabled GetRedoRecPtr GetSystemIdentifier GetXLogInsertRecPtr
    GetXLogWriteRecPtr RecoveryInProgress XLogFlush XLogInsertAllowed`,
  ],
  ["access/xlogdefs.h", "LSN_FORMAT_ARGS XLogRecPtrIsInvalid", looksOnly],
  [
    "access/xloginsert.h",
    `log_newpage_buffer XLogBeginInsert XLogCheckBufferNeedsBackup XLogInsert XLogRegisterBufData
    XLogRegisterBuffer XLogRegisterData XLogSetRecordFlags`,
  ],
  ["access/xlogrecovery.h", "GetXLogReplayRecPtr", { since: 15 }],
  ["c.h", "MemSet MemSetAligned", changesArguments],
  [
    "c.h",
    `Assert AssertMacro AssertVariableIsOfType AssertVariableIsOfTypeMacro BoolIsValid BUFFERALIGN
    BUFFERALIGN_DOWN CACHELINEALIGN CppAsString CppAsString2 CppConcat DOUBLEALIGN DOUBLEALIGN_DOWN
    gettext_noop INT64CONST INTALIGN INTALIGN_DOWN INVERT_COMPARE_RESULT IS_HIGHBIT_SET lengthof likely
    LONGALIGN LONGALIGN_DOWN Max MAXALIGN MAXALIGN64 MAXALIGN_DOWN Min offsetof OidIsValid
    pg_attribute_unused pg_unreachable PointerIsAligned PointerIsValid RegProcedureIsValid SHORTALIGN
    SHORTALIGN_DOWN sigsetjmp SQL_STR_DOUBLE StaticAssertDecl StaticAssertExpr StaticAssertStmt
    TYPEALIGN TYPEALIGN64 TYPEALIGN_DOWN UINT64CONST unlikely VA_ARGS_NARGS`,
    looksOnly,
  ],
  ["c.h", "Abs AssertArg AssertState", { ...looksOnly, until: 15 }],
  ["c.h", "_ dgettext dngettext gettext ngettext"],
  [
    "catalog/catalog.h",
    `IsCatalogNamespace IsCatalogRelation IsCatalogRelationOid IsReservedName IsSharedRelation
    IsSystemClass IsSystemRelation IsToastClass IsToastNamespace IsToastRelation`,
  ],
  [
    "catalog/dependency.h",
    `changeDependencyFor deleteDependencyRecordsFor deleteDependencyRecordsForClass getExtensionOfObject
    recordDependencyOn recordDependencyOnCurrentExtension recordDependencyOnExpr
    recordMultipleDependencies sequenceIsOwned`,
    invalidates,
  ],
  ["catalog/dependency.h", "performDeletion", runsCode],
  ["catalog/index.h", "IndexGetRelation", invalidates],
  [
    "catalog/namespace.h",
    `CollationIsVisible fetch_search_path_array FunctionIsVisible get_collation_oid get_conversion_oid
    get_namespace_oid get_ts_config_oid get_ts_dict_oid isAnyTempNamespace isOtherTempNamespace
    isTempNamespace isTempOrTempToastNamespace LookupCreationNamespace LookupExplicitNamespace
    LookupNamespaceNoError OpclassIsVisible OperatorIsVisible OpernameGetOprid
    RangeVarGetCreationNamespace RangeVarGetRelid RangeVarGetRelidExtended RelationIsVisible
    RelnameGetRelid TypeIsVisible TypenameGetTypid TypenameGetTypidExtended`,
    invalidates,
  ],
  ["catalog/namespace.h", "PopOverrideSearchPath PushOverrideSearchPath", { ...invalidates, until: 16 }],
  [
    "catalog/objectaccess.h",
    `InvokeFunctionExecuteHook InvokeNamespaceSearchHook InvokeObjectDropHook InvokeObjectPostAlterHook
    InvokeObjectPostCreateHook`,
    runsCode,
  ],
  ["catalog/objectaddress.h", "get_object_type", invalidates],
  ["catalog/objectaddress.h", "get_relkind_objtype ObjectAddressSet"],
  ["catalog/pg_class.h", "RELKIND_HAS_STORAGE", looksOnly],
  ["catalog/pg_class.h", "RELKIND_HAS_TABLE_AM"],
  ["catalog/pg_class.h", "errdetail_relkind_not_supported", { since: 15 }],
  ["catalog/pg_constraint.h", "get_relation_constraint_oid", invalidates],
  ["catalog/pg_inherits.h", "has_subclass has_superclass typeInheritsFrom", invalidates],
  ["commands/async.h", "Async_Notify"],
  ["commands/dbcommands.h", "get_database_oid", invalidates],
  [
    "commands/defrem.h",
    `get_am_oid get_index_am_oid get_opclass_oid get_opfamily_oid get_table_am_oid GetDefaultOpClass
    ResolveOpClass`,
    invalidates,
  ],
  ["commands/defrem.h", "defGetBoolean defGetInt32 defGetInt64 defGetNumeric defGetTypeLength"],
  ["commands/event_trigger.h", "CALLED_AS_EVENT_TRIGGER"],
  [
    "commands/explain.h",
    `ExplainBeginOutput ExplainCloseGroup ExplainEndOutput ExplainOpenGroup ExplainPropertyBool
    ExplainPropertyFloat ExplainPropertyInteger ExplainPropertyList ExplainPropertyText ExplainQueryText`,
    changesArguments,
  ],
  ["commands/extension.h", "get_extension_oid", invalidates],
  ["commands/seclabel.h", "DeleteSecurityLabel SetSecurityLabel", invalidates],
  [
    "commands/tablecmds.h",
    "CheckTableNotInUse RangeVarCallbackOwnsRelation SetRelationHasSubclass",
    invalidates,
  ],
  ["commands/tablespace.h", "get_tablespace_oid PrepareTempTablespaces", invalidates],
  ["commands/trigger.h", "get_trigger_oid", invalidates],
  [
    "commands/trigger.h",
    `TRIGGER_FIRED_AFTER TRIGGER_FIRED_BEFORE TRIGGER_FIRED_BY_DELETE TRIGGER_FIRED_BY_INSERT
    TRIGGER_FIRED_BY_TRUNCATE TRIGGER_FIRED_BY_UPDATE TRIGGER_FIRED_FOR_ROW TRIGGER_FIRED_FOR_STATEMENT
    TRIGGER_FIRED_INSTEAD`,
    looksOnly,
  ],
  ["commands/trigger.h", "CALLED_AS_TRIGGER"],
  [
    "commands/trigger.h",
    `ExecARDeleteTriggers ExecARInsertTriggers ExecARUpdateTriggers ExecASInsertTriggers
    ExecBRDeleteTriggers ExecBRInsertTriggers ExecBRUpdateTriggers ExecBSInsertTriggers`,
    runsCode,
  ],
  ["commands/vacuum.h", "vac_update_relstats", invalidates],
  ["commands/vacuum.h", "vacuum_delay_point"],
  ["common/base64.h", "pg_b64_dec_len pg_b64_decode pg_b64_enc_len pg_b64_encode"],
  ["common/cryptohash.h", "pg_cryptohash_final pg_cryptohash_init pg_cryptohash_update", { since: 14 }],
  ["common/file_utils.h", "durable_rename fsync_fname"],
  [
    "common/hashfn.h",
    `hash_any hash_any_extended hash_bytes hash_bytes_extended hash_bytes_uint32 hash_combine
    hash_combine64 hash_uint32 hash_uint32_extended murmurhash32 string_hash tag_hash uint32_hash`,
  ],
  [
    "common/int.h",
    `pg_add_s16_overflow pg_add_s32_overflow pg_add_s64_overflow pg_mul_s16_overflow pg_mul_s32_overflow
    pg_mul_s64_overflow pg_sub_s16_overflow pg_sub_s32_overflow pg_sub_s64_overflow`,
  ],
  [
    "common/logging.h",
    "pg_log_debug pg_log_error pg_log_info pg_log_warning pg_logging_init pg_logging_set_level",
  ],
  ["common/logging.h", "pg_log_error_detail pg_log_error_hint pg_log_warning_detail", { since: 15 }],
  ["common/md5.h", "pg_md5_binary pg_md5_encrypt pg_md5_hash", changesArguments],
  [
    "common/pg_prng.h",
    "pg_prng_double pg_prng_seed pg_prng_uint32 pg_prng_uint64 pg_prng_uint64_range",
    { since: 15 },
  ],
  ["common/relpath.h", "forkname_to_number"],
  ["common/string.h", "pg_str_endswith"],
  [
    "datatype/timestamp.h",
    `IS_VALID_DATE IS_VALID_JULIAN IS_VALID_TIMESTAMP TIMESTAMP_IS_NOBEGIN TIMESTAMP_IS_NOEND
    TIMESTAMP_NOBEGIN TIMESTAMP_NOEND TIMESTAMP_NOT_FINITE`,
    looksOnly,
  ],
  [
    "executor/executor.h",
    `exec_rt_fetch ExecAssignExprContext ExecCleanTargetListLength ExecFindJunkAttribute
    ExecFindJunkAttributeInTlist ExecTargetListLength executor_errposition RegisterExprContextCallback
    UnregisterExprContextCallback`,
  ],
  ["executor/instrument.h", "InstrEndLoop InstrStartNode InstrStopNode InstrUpdateTupleCount"],
  [
    "executor/tuptable.h",
    `TTS_EMPTY TTS_IS_BUFFERTUPLE TTS_IS_HEAPTUPLE TTS_IS_MINIMALTUPLE TTS_IS_VIRTUAL TTS_SHOULDFREE
    TupIsNull`,
  ],
  ["fmgr.h", "fmgr_info_set_expr InitFunctionCallInfoData", changesArguments],
  [
    "fmgr.h",
    `LOCAL_FCINFO PG_ARGISNULL PG_FUNCTION_INFO_V1 PG_GET_COLLATION PG_GETARG_BOOL PG_GETARG_CHAR
    PG_GETARG_FLOAT4 PG_GETARG_FLOAT8 PG_GETARG_INT16 PG_GETARG_INT32 PG_GETARG_INT64 PG_GETARG_OID
    PG_GETARG_TRANSACTIONID PG_GETARG_UINT16 PG_GETARG_UINT32 PG_HAS_OPCLASS_OPTIONS PG_MODULE_MAGIC
    PG_NARGS PG_RETURN_BOOL PG_RETURN_BPCHAR_P PG_RETURN_BYTEA_P PG_RETURN_CHAR PG_RETURN_CSTRING
    PG_RETURN_DATUM PG_RETURN_FLOAT4 PG_RETURN_FLOAT8 PG_RETURN_HEAPTUPLEHEADER PG_RETURN_INT16
    PG_RETURN_INT32 PG_RETURN_INT64 PG_RETURN_NAME PG_RETURN_NULL PG_RETURN_OID PG_RETURN_POINTER
    PG_RETURN_TEXT_P PG_RETURN_TRANSACTIONID PG_RETURN_UINT16 PG_RETURN_UINT32 PG_RETURN_UINT64
    PG_RETURN_VARCHAR_P PG_RETURN_VOID SizeForFunctionCallInfo`,
    looksOnly,
  ],
  ["funcapi.h", "SRF_RETURN_DONE SRF_RETURN_NEXT SRF_RETURN_NEXT_NULL", looksOnly],
  ["lib/binaryheap.h", "binaryheap_empty binaryheap_reset"],
  ["lib/ilist.h", "dlist_foreach dlist_foreach_modify slist_foreach slist_foreach_modify", changesArguments],
  [
    "lib/ilist.h",
    `dlist_container dlist_has_next dlist_head_element dlist_next_node dlist_tail_node slist_container
    slist_has_next slist_next_node`,
  ],
  ["lib/pairingheap.h", "pairingheap_is_empty pairingheap_is_singular pairingheap_reset"],
  ["libpq/libpq.h", "pq_flush pq_flush_if_writable pq_is_send_pending pq_putmessage"],
  [
    "libpq/pqformat.h",
    `pq_copymsgbytes pq_getmsgbyte pq_getmsgend pq_getmsgfloat4 pq_getmsgfloat8 pq_getmsgint
    pq_getmsgint64`,
    changesArguments,
  ],
  ["libpq/pqformat.h", "pq_putemptymessage pq_puttextmessage"],
  [
    "mb/pg_wchar.h",
    `GetDatabaseEncoding GetDatabaseEncodingName pg_char_to_encoding pg_database_encoding_max_length
    pg_dsplen pg_encoding_max_length pg_encoding_mblen pg_encoding_to_char pg_get_client_encoding
    pg_get_client_encoding_name pg_mb2wchar_with_len pg_mbcharcliplen pg_mbcliplen pg_mblen
    pg_mblen_cstr pg_mblen_range pg_mblen_unbounded pg_mblen_with_len pg_mbstrlen pg_mbstrlen_with_len
    pg_unicode_to_server pg_utf8_islegal pg_utf_mblen pg_valid_server_encoding pg_verify_mbstr
    pg_verifymbstr pg_wchar2mb_with_len SetClientEncoding unicode_to_utf8 utf8_to_unicode`,
  ],
  ["miscadmin.h", "superuser superuser_arg", invalidates],
  [
    "miscadmin.h",
    `CHECK_FOR_INTERRUPTS check_stack_depth END_CRIT_SECTION GetAuthenticatedUserId GetOuterUserId
    GetSessionUserId GetUserId GetUserIdAndSecContext HOLD_CANCEL_INTERRUPTS HOLD_INTERRUPTS
    InLocalUserIdChange InSecurityRestrictedOperation RESUME_CANCEL_INTERRUPTS RESUME_INTERRUPTS
    SetUserIdAndSecContext stack_is_too_deep START_CRIT_SECTION`,
  ],
  ["nodes/bitmapset.h", "bitmap_hash bitmap_match bms_overlap_list bms_subset_compare"],
  ["nodes/execnodes.h", "innerPlanState outerPlanState"],
  [
    "nodes/nodeFuncs.h",
    "exprSetCollation exprSetInputCollation fix_opfuncids set_opfuncid set_sa_opfuncid",
    invalidates,
  ],
  [
    "nodes/nodeFuncs.h",
    `exprCollation expression_returns_set exprInputCollation exprIsLengthCoercion exprLocation exprType
    exprTypmod get_leftop get_notclausearg get_rightop is_andclause is_funcclause is_notclause
    is_opclause is_orclause strip_implicit_coercions`,
  ],
  [
    "nodes/nodeFuncs.h",
    `check_functions_in_node expression_tree_walker planstate_tree_walker query_or_expression_tree_walker
    query_tree_walker range_table_walker raw_expression_tree_walker`,
    runsCode,
  ],
  ["nodes/nodes.h", "IS_OUTER_JOIN IsA nodeTag"],
  [
    "nodes/pathnodes.h",
    "get_pathtarget_sortgroupref IS_JOIN_REL IS_OTHER_REL IS_SIMPLE_REL IS_UPPER_REL planner_rt_fetch",
  ],
  [
    "nodes/pg_list.h",
    "for_each_cell for_each_from forboth foreach foreach_delete_current forfive forfour forthree",
    changesArguments,
  ],
  ["nodes/pg_list.h", "foreach_int foreach_node foreach_oid foreach_ptr", { ...changesArguments, since: 17 }],
  ["nodes/pg_list.h", "foreach_current_index", looksOnly],
  ["nodes/plannodes.h", "innerPlan outerPlan"],
  ["nodes/value.h", "floatVal intVal"],
  ["nodes/value.h", "boolVal", { since: 15 }],
  ["optimizer/clauses.h", "contain_agg_clause contain_subplans", invalidates],
  ["optimizer/cost.h", "cost_sort", changesArguments],
  ["optimizer/cost.h", "cost_qual_eval cost_qual_eval_node set_baserel_size_estimates", runsCode],
  ["optimizer/optimizer.h", "pull_varattnos", changesArguments],
  [
    "optimizer/optimizer.h",
    `clamp_row_est clause_selectivity clauselist_selectivity contain_mutable_functions contain_var_clause
    contain_volatile_functions is_pseudo_constant_for_index`,
    invalidates,
  ],
  ["optimizer/optimizer.h", "count_nonjunk_tlist_entries get_sortgroupclause_expr"],
  ["optimizer/tlist.h", "tlist_member"],
  [
    "parser/parse_coerce.h",
    `can_coerce_type find_coercion_pathway find_typmod_coercion_function IsBinaryCoercible
    IsPreferredType TypeCategory`,
    invalidates,
  ],
  ["parser/parse_func.h", "LookupFuncName LookupFuncWithArgs", invalidates],
  ["parser/parse_oper.h", "get_sort_group_operators LookupOperName LookupOperWithArgs", invalidates],
  [
    "parser/parse_type.h",
    `LookupTypeNameOid parseTypeString typenameTypeId typenameTypeIdAndMod typeOrDomainTypeRelid
    typeTypeRelid`,
    invalidates,
  ],
  ["parser/parsetree.h", "rt_fetch"],
  ["parser/scansup.h", "scanner_isspace truncate_identifier"],
  [
    "pgstat.h",
    `pgstat_count_heap_getnext pgstat_count_heap_insert pgstat_count_heap_scan pgstat_count_index_scan
    pgstat_report_stat pgstat_report_vacuum`,
  ],
  ["port.h", "pg_qsort qsort_arg qsort_interruptible", changesArguments],
  [
    "port.h",
    `canonicalize_path cleanup_path find_my_exec find_other_exec get_etc_path get_home_path get_lib_path
    get_parent_directory get_pkglib_path get_share_path is_absolute_path make_native_path
    path_is_prefix_of_path path_is_relative_and_below_cwd pg_ascii_tolower pg_ascii_toupper pg_fprintf
    pg_mkdir_p pg_printf pg_set_block pg_set_noblock pg_snprintf pg_sprintf pg_strcasecmp pg_strncasecmp
    pg_strong_random pg_tolower pg_toupper pg_usleep pg_vsnprintf pqsignal rmtree set_pglocale_pgservice
    strlcat strlcpy`,
  ],
  [
    "port/atomics.h",
    `pg_atomic_add_fetch_u32 pg_atomic_add_fetch_u64 pg_atomic_clear_flag pg_atomic_compare_exchange_u32
    pg_atomic_compare_exchange_u64 pg_atomic_exchange_u32 pg_atomic_exchange_u64 pg_atomic_fetch_add_u32
    pg_atomic_fetch_add_u64 pg_atomic_fetch_and_u32 pg_atomic_fetch_and_u64 pg_atomic_fetch_or_u32
    pg_atomic_fetch_or_u64 pg_atomic_fetch_sub_u32 pg_atomic_fetch_sub_u64 pg_atomic_init_flag
    pg_atomic_init_u32 pg_atomic_init_u64 pg_atomic_read_u32 pg_atomic_read_u64 pg_atomic_sub_fetch_u32
    pg_atomic_sub_fetch_u64 pg_atomic_test_set_flag pg_atomic_unlocked_test_flag
    pg_atomic_unlocked_write_u32 pg_atomic_write_u32 pg_atomic_write_u64 pg_compiler_barrier
    pg_memory_barrier pg_read_barrier pg_spin_delay pg_write_barrier`,
  ],
  [
    "port/pg_bitutils.h",
    `pg_ceil_log2_32 pg_leftmost_one_pos32 pg_leftmost_one_pos64 pg_nextpower2_32 pg_popcount
    pg_popcount32 pg_popcount64 pg_rightmost_one_pos32`,
  ],
  [
    "port/pg_bswap.h",
    "pg_bswap16 pg_bswap32 pg_bswap64 pg_hton16 pg_hton32 pg_hton64 pg_ntoh16 pg_ntoh32 pg_ntoh64",
    looksOnly,
  ],
  ["port/pg_crc32c.h", "COMP_CRC32C EQ_CRC32C FIN_CRC32C INIT_CRC32C"],
  [
    "portability/instr_time.h",
    `INSTR_TIME_ACCUM_DIFF INSTR_TIME_ADD INSTR_TIME_GET_DOUBLE INSTR_TIME_GET_MICROSEC
    INSTR_TIME_GET_MILLISEC INSTR_TIME_IS_ZERO INSTR_TIME_SET_CURRENT INSTR_TIME_SET_CURRENT_LAZY
    INSTR_TIME_SET_ZERO INSTR_TIME_SUBTRACT`,
  ],
  [
    "postgres.h",
    `BoolGetDatum CharGetDatum CommandIdGetDatum DatumGetBool DatumGetChar DatumGetCommandId
    DatumGetFloat4 DatumGetFloat8 DatumGetInt16 DatumGetInt32 DatumGetInt64 DatumGetObjectId
    DatumGetTransactionId DatumGetUInt16 DatumGetUInt32 DatumGetUInt64 DatumGetUInt8 Float4GetDatum
    Float8GetDatum Float8GetDatumFast Int16GetDatum Int32GetDatum Int64GetDatum Int64GetDatumFast
    Int8GetDatum MultiXactIdGetDatum ObjectIdGetDatum TransactionIdGetDatum UInt16GetDatum
    UInt32GetDatum UInt64GetDatum UInt8GetDatum`,
    looksOnly,
  ],
  [
    "postgres.h",
    `SET_VARSIZE SET_VARSIZE_COMPRESSED SET_VARSIZE_SHORT VARATT_CAN_MAKE_SHORT
    VARATT_CONVERTED_SHORT_SIZE VARATT_IS_1B VARATT_IS_4B VARATT_IS_4B_U VARATT_IS_COMPRESSED
    VARATT_IS_EXTENDED VARATT_IS_EXTERNAL VARATT_IS_EXTERNAL_EXPANDED VARATT_IS_EXTERNAL_EXPANDED_RO
    VARATT_IS_EXTERNAL_EXPANDED_RW VARATT_IS_EXTERNAL_INDIRECT VARATT_IS_EXTERNAL_NON_EXPANDED
    VARATT_IS_EXTERNAL_ONDISK VARATT_IS_SHORT VARSIZE VARSIZE_ANY VARSIZE_ANY_EXHDR VARSIZE_EXTERNAL
    VARSIZE_SHORT VARTAG_EXTERNAL`,
  ],
  ["postgres_ext.h", "atooid", looksOnly],
  [
    "postmaster/bgworker.h",
    `BackgroundWorkerBlockSignals BackgroundWorkerUnblockSignals GetBackgroundWorkerPid
    RegisterBackgroundWorker TerminateBackgroundWorker WaitForBackgroundWorkerShutdown
    WaitForBackgroundWorkerStartup`,
  ],
  [
    "postmaster/interrupt.h",
    "SignalHandlerForConfigReload SignalHandlerForCrashExit SignalHandlerForShutdownRequest",
  ],
  ["postmaster/interrupt.h", "HandleMainLoopInterrupts", runsCode],
  [
    "replication/origin.h",
    `replorigin_advance replorigin_by_name replorigin_create replorigin_session_advance
    replorigin_session_reset replorigin_session_setup`,
    invalidates,
  ],
  [
    "replication/output_plugin.h",
    "OutputPluginPrepareWrite OutputPluginUpdateProgress OutputPluginWrite",
    runsCode,
  ],
  ["replication/slot.h", "CheckSlotPermissions", invalidates],
  [
    "replication/slot.h",
    "CheckSlotRequirements ReplicationSlotMarkDirty ReplicationSlotPersist ReplicationSlotSave",
  ],
  ["rewrite/rewriteManip.h", "ChangeVarNodes OffsetVarNodes", changesArguments],
  [
    "rewrite/rewriteManip.h",
    "checkExprHasSubLink contain_aggs_of_level contain_windowfuncs IncrementVarSublevelsUp",
  ],
  [
    "storage/barrier.h",
    "BarrierArriveAndDetach BarrierArriveAndWait BarrierAttach BarrierDetach BarrierInit BarrierPhase",
  ],
  ["storage/block.h", "BlockNumberIsValid", looksOnly],
  ["storage/block.h", "BlockIdEquals BlockIdGetBlockNumber BlockIdSet"],
  ["storage/buf.h", "BufferIsInvalid BufferIsLocal"],
  [
    "storage/bufmgr.h",
    `BufferGetBlock BufferGetBlockNumber BufferGetLSNAtomic BufferGetPage BufferGetPageSize BufferGetTag
    BufferIsValid ConditionalLockBuffer ConditionalLockBufferForCleanup FlushRelationBuffers
    IncrBufferRefCount LockBuffer LockBufferForCleanup MarkBufferDirty MarkBufferDirtyHint
    PrefetchBuffer ReadBuffer ReadBufferExtended RelationGetNumberOfBlocks
    RelationGetNumberOfBlocksInFork ReleaseAndReadBuffer ReleaseBuffer UnlockReleaseBuffer`,
  ],
  [
    "storage/bufpage.h",
    `PageAddItem PageAddItemExtended PageClearAllVisible PageClearFull PageGetContents
    PageGetExactFreeSpace PageGetFreeSpace PageGetFreeSpaceForMultipleTuples PageGetHeapFreeSpace
    PageGetItem PageGetItemId PageGetLSN PageGetMaxOffsetNumber PageGetPageSize PageGetSpecialPointer
    PageGetSpecialSize PageHasFreeLinePointers PageIndexMultiDelete PageIndexTupleDelete
    PageIndexTupleOverwrite PageInit PageIsAllVisible PageIsEmpty PageIsFull PageIsNew
    PageIsVerifiedExtended PageRepairFragmentation PageSetAllVisible PageSetFull PageSetLSN`,
  ],
  [
    "storage/condition_variable.h",
    `ConditionVariableBroadcast ConditionVariableCancelSleep ConditionVariableInit
    ConditionVariablePrepareToSleep ConditionVariableSignal ConditionVariableSleep
    ConditionVariableTimedSleep`,
  ],
  [
    "storage/fd.h",
    `AcquireExternalFD BasicOpenFile CloseTransientFile FileClose FileGetRawDesc FileRead FileSize
    FileSync FileTruncate FileWrite MakePGDirectory OpenTemporaryFile OpenTransientFile
    OpenTransientFilePerm PathNameOpenFile pg_fdatasync pg_fsync ReleaseExternalFD ReserveExternalFD`,
  ],
  [
    "storage/ipc.h",
    `before_shmem_exit cancel_before_shmem_exit check_on_shmem_exit_lists_are_empty on_exit_reset
    on_proc_exit on_shmem_exit PG_END_ENSURE_ERROR_CLEANUP PG_ENSURE_ERROR_CLEANUP`,
  ],
  ["storage/itemid.h", "ItemIdIsValid", looksOnly],
  [
    "storage/itemid.h",
    `ItemIdGetFlags ItemIdGetLength ItemIdGetOffset ItemIdGetRedirect ItemIdHasStorage ItemIdIsDead
    ItemIdIsNormal ItemIdIsRedirected ItemIdIsUsed ItemIdMarkDead ItemIdSetDead ItemIdSetNormal
    ItemIdSetRedirect ItemIdSetUnused`,
  ],
  [
    "storage/itemptr.h",
    `ItemPointerCompare ItemPointerCopy ItemPointerDec ItemPointerEquals ItemPointerGetBlockNumber
    ItemPointerGetBlockNumberNoCheck ItemPointerGetOffsetNumber ItemPointerGetOffsetNumberNoCheck
    ItemPointerInc ItemPointerIndicatesMovedPartitions ItemPointerIsValid ItemPointerSet
    ItemPointerSetBlockNumber ItemPointerSetInvalid ItemPointerSetMovedPartitions
    ItemPointerSetOffsetNumber`,
  ],
  [
    "storage/latch.h",
    `DisownLatch GetNumRegisteredWaitEvents InitLatch InitSharedLatch ModifyWaitEvent OwnLatch ResetLatch
    SetLatch WaitLatch WaitLatchOrSocket`,
  ],
  [
    "storage/lmgr.h",
    `CheckRelationOidLockedByMe ConditionalLockPage ConditionalLockRelation ConditionalLockRelationOid
    LockDatabaseObject LockPage LockRelation LockRelationForExtension LockRelationIdForSession
    LockRelationOid LockSharedObject LockTuple XactLockTableWait`,
    invalidates,
  ],
  [
    "storage/lmgr.h",
    `UnlockDatabaseObject UnlockPage UnlockRelation UnlockRelationForExtension UnlockRelationOid
    UnlockSharedObject UnlockTuple`,
  ],
  ["storage/lock.h", "LockAcquire", invalidates],
  ["storage/lock.h", "LockHeldByMe LockRelease LockReleaseAll SET_LOCKTAG_ADVISORY"],
  ["storage/lock.h", "LockAcquireExtended", runsCode],
  [
    "storage/lwlock.h",
    `LWLockAcquire LWLockAcquireOrWait LWLockConditionalAcquire LWLockHeldByMe LWLockHeldByMeInMode
    LWLockInitialize LWLockRelease LWLockReleaseAll`,
  ],
  ["storage/off.h", "OffsetNumberIsValid OffsetNumberNext OffsetNumberPrev", looksOnly],
  [
    "storage/predicate.h",
    `CheckForSerializableConflictIn PredicateLockPage PredicateLockPageCombine PredicateLockPageSplit
    PredicateLockRelation PredicateLockTID`,
  ],
  [
    "storage/procarray.h",
    `BackendPidGetProc BackendXidGetPid CountDBConnections GetOldestNonRemovableTransactionId
    IsBackendPid ProcArrayGetReplicationSlotXmin TransactionIdIsActive TransactionIdIsInProgress`,
  ],
  ["storage/procsignal.h", "SendProcSignal"],
  [
    "storage/shm_toc.h",
    "shm_toc_estimate_chunk shm_toc_estimate_keys shm_toc_initialize_estimator",
    changesArguments,
  ],
  ["storage/sinval.h", "ReceiveSharedInvalidMessages", invalidates],
  ["storage/smgr.h", "smgrexists smgrextend smgrimmedsync smgrnblocks smgrread smgrwrite"],
  ["storage/spin.h", "SpinLockAcquire SpinLockFree SpinLockInit SpinLockRelease"],
  ["tsearch/ts_locale.h", "t_iseq"],
  ["tsearch/ts_type.h", "WEP_GETPOS WEP_GETWEIGHT", looksOnly],
  [
    "tsearch/ts_type.h",
    `CALCDATASIZE COMPUTESIZE PG_RETURN_TSQUERY PG_RETURN_TSVECTOR POSDATALEN POSDATAPTR WEP_SETPOS
    WEP_SETWEIGHT`,
  ],
  ["tsearch/ts_utils.h", "TS_execute", runsCode],
  [
    "utils/acl.h",
    `aclcheck_error_type get_role_oid get_role_oid_or_public get_rolespec_oid has_privs_of_role
    is_admin_of_role is_member_of_role is_member_of_role_nosuper pg_attribute_aclcheck
    pg_attribute_aclcheck_all pg_class_aclcheck pg_class_aclmask`,
    invalidates,
  ],
  [
    "utils/acl.h",
    `check_is_member_of_role pg_class_ownercheck pg_database_aclcheck pg_database_ownercheck
    pg_foreign_server_aclcheck pg_language_aclcheck pg_namespace_aclcheck pg_namespace_ownercheck
    pg_proc_aclcheck pg_proc_ownercheck pg_tablespace_aclcheck pg_type_aclcheck`,
    { ...invalidates, until: 15 },
  ],
  ["utils/acl.h", "object_aclcheck object_ownercheck", { ...invalidates, since: 16 }],
  ["utils/acl.h", "aclcheck_error"],
  ["utils/array.h", "PG_RETURN_ARRAYTYPE_P PG_RETURN_EXPANDED_ARRAY", looksOnly],
  [
    "utils/array.h",
    `AARR_ELEMTYPE AARR_HASNULL AARR_NDIM ARR_DATA_OFFSET ARR_ELEMTYPE ARR_HASNULL ARR_NDIM
    ARR_OVERHEAD_NONULLS ARR_OVERHEAD_WITHNULLS ARR_SIZE array_bitmap_copy ArrayGetNItems ArrayGetOffset
    mda_get_offset_values mda_get_prod mda_get_range mda_next_tuple`,
  ],
  ["utils/array.h", "ArrayCheckBounds", { since: 15 }],
  ["utils/ascii.h", "is_valid_ascii"],
  [
    "utils/backend_progress.h",
    `pgstat_progress_end_command pgstat_progress_start_command pgstat_progress_update_multi_param
    pgstat_progress_update_param`,
    { since: 14 },
  ],
  [
    "utils/backend_status.h",
    "pgstat_fetch_stat_numbackends pgstat_report_activity pgstat_report_appname",
    { since: 14 },
  ],
  [
    "utils/builtins.h",
    `bpchartruelen hex_encode namestrcmp namestrcpy oid_cmp parse_bool parse_bool_with_len
    pg_inet_cidr_ntop pg_itoa pg_lltoa pg_ltoa pg_strtoint16 pg_strtoint32 pg_strtoint64 pg_ulltoa_n
    pg_ultoa_n xidComparator`,
  ],
  ["utils/builtins.h", "domain_check errdatatype errdomainconstraint type_maximum_size", runsCode],
  ["utils/cash.h", "CashGetDatum DatumGetCash PG_GETARG_CASH PG_RETURN_CASH", looksOnly],
  [
    "utils/date.h",
    `DATE_IS_NOBEGIN DATE_IS_NOEND DATE_NOBEGIN DATE_NOEND DATE_NOT_FINITE DateADTGetDatum
    DatumGetDateADT DatumGetTimeADT PG_GETARG_DATEADT PG_GETARG_TIMEADT PG_RETURN_DATEADT
    PG_RETURN_TIMEADT PG_RETURN_TIMETZADT_P TimeADTGetDatum`,
    looksOnly,
  ],
  [
    "utils/date.h",
    `AdjustTimeForTypmod date2timestamp_opt_overflow date2timestamptz_opt_overflow EncodeSpecialDate
    time2tm timetz2tm tm2time`,
  ],
  ["utils/datetime.h", "GetCurrentDateTime", changesArguments],
  [
    "utils/datetime.h",
    `date2j DateTimeParseError DetermineTimeZoneOffset EncodeDateOnly EncodeDateTime EncodeInterval
    EncodeSpecialTimestamp EncodeTimeOnly j2date j2day ValidateDate`,
  ],
  ["utils/datum.h", "datum_image_eq", invalidates],
  ["utils/datum.h", "datumEstimateSpace datumGetSize datumIsEqual"],
  [
    "utils/elog.h",
    `ereport ERRCODE_IS_CATEGORY ERRCODE_TO_CATEGORY MAKE_SQLSTATE PG_CATCH PG_END_TRY PG_FINALLY
    pg_prevent_errno_in_scope PG_TRY`,
    looksOnly,
  ],
  ["utils/elog.h", "ereturn errsave", { ...looksOnly, since: 16 }],
  [
    "utils/elog.h",
    `elog EmitErrorReport ereport_domain err_generic_string errbacktrace errcode errcode_for_file_access
    errcode_for_socket_access errcontext errcontext_msg errdetail errdetail_internal errdetail_log
    errdetail_log_plural errdetail_plural errfinish errhidecontext errhidestmt errhint errhint_plural
    errmsg errmsg_internal errmsg_plural error_severity errposition errstart geterrcode geterrposition
    getinternalerrposition in_error_recursion_trouble internalerrposition internalerrquery
    message_level_is_interesting set_errcontext_domain ThrowErrorData vwrite_stderr write_stderr`,
  ],
  [
    "utils/float.h",
    `float4_cmp_internal float4_div float4_eq float4_ge float4_gt float4_le float4_lt float4_max
    float4_mi float4_min float4_mul float4_ne float4_pl float8_cmp_internal float8_div float8_eq
    float8_ge float8_gt float8_le float8_lt float8_max float8_mi float8_min float8_mul float8_ne
    float8_pl get_float4_infinity get_float4_nan get_float8_infinity get_float8_nan is_infinite`,
  ],
  [
    "utils/geo_decls.h",
    `FPeq FPge FPgt FPle FPlt FPne PG_RETURN_BOX_P PG_RETURN_CIRCLE_P PG_RETURN_LSEG_P PG_RETURN_PATH_P
    PG_RETURN_POINT_P PG_RETURN_POLYGON_P`,
    looksOnly,
  ],
  [
    "utils/guc.h",
    "EmitWarningsOnPlaceholders GUC_check_errcode GUC_check_errdetail GUC_check_errhint GUC_check_errmsg",
  ],
  ["utils/guc.h", "MarkGUCPrefixReserved", { since: 15 }],
  ["utils/inet.h", "PG_RETURN_INET_P PG_RETURN_MACADDR_P", looksOnly],
  ["utils/inet.h", "ip_addrsize ip_bits ip_family"],
  ["utils/inval.h", "CacheInvalidateHeapTuple CacheInvalidateRelcacheByRelid", invalidates],
  [
    "utils/inval.h",
    "CacheInvalidateCatalog CacheInvalidateRelcache CacheInvalidateRelcacheByTuple CacheInvalidateSmgr",
  ],
  ["utils/jsonb.h", "compareJsonbContainers JsonbDeepContains", invalidates],
  ["utils/jsonb.h", "PG_RETURN_JSONB_P", looksOnly],
  [
    "utils/jsonb.h",
    `getJsonbLength getJsonbOffset IsAJsonbScalar JB_ROOT_COUNT JB_ROOT_IS_ARRAY JB_ROOT_IS_OBJECT
    JB_ROOT_IS_SCALAR JsonbHashScalarValue JsonbHashScalarValueExtended JsonContainerIsArray
    JsonContainerIsObject JsonContainerIsScalar JsonContainerSize`,
  ],
  [
    "utils/logtape.h",
    `LogicalTapeBackspace LogicalTapeFreeze LogicalTapeRead LogicalTapeRewindForRead LogicalTapeSeek
    LogicalTapeSetBlocks LogicalTapeSetForgetFreeSpace LogicalTapeTell LogicalTapeWrite`,
  ],
  [
    "utils/lsyscache.h",
    `equality_ops_are_compatible func_parallel func_strict func_volatile get_array_type get_attavgwidth
    get_attgenerated get_attnum get_atttype get_atttypetypmodcoll get_base_element_type get_cast_oid
    get_collation_isdeterministic get_commutator get_compatible_hash_operators get_constraint_index
    get_element_type get_equality_op_for_ordering_op get_func_leakproof get_func_namespace
    get_func_nargs get_func_prokind get_func_retset get_func_rettype get_func_support
    get_func_variadictype get_index_column_opclass get_index_isclustered get_index_isreplident
    get_index_isvalid get_multirange_range get_negator get_op_hash_functions get_op_opfamily_properties
    get_op_opfamily_sortfamily get_op_opfamily_strategy get_op_rettype get_opclass_family
    get_opclass_input_type get_opclass_opfamily_and_input_type get_opcode get_opfamily_member
    get_opfamily_proc get_oprjoin get_oprrest get_ordering_op_for_equality_op get_ordering_op_properties
    get_promoted_array_type get_range_collation get_range_subtype get_rel_namespace get_rel_persistence
    get_rel_relispartition get_rel_relkind get_rel_tablespace get_rel_type_id get_relname_relid
    get_typ_typrelid get_typavgwidth get_typbyval get_typcollation get_type_category_preferred
    get_type_io_data get_typisdefined get_typlen get_typlenbyval get_typlenbyvalalign get_typmodin
    get_typstorage get_typtype getBaseType getBaseTypeAndTypmod getTypeBinaryInputInfo
    getTypeBinaryOutputInfo getTypeInputInfo getTypeIOParam getTypeOutputInfo op_hashjoinable
    op_in_opfamily op_input_types op_mergejoinable op_strict op_volatile type_is_collatable type_is_enum
    type_is_multirange type_is_range type_is_rowtype`,
    invalidates,
  ],
  ["utils/numeric.h", "PG_RETURN_NUMERIC", looksOnly],
  ["utils/numeric.h", "numeric_int4_opt_error numeric_is_nan numeric_maximum_size"],
  ["utils/pg_lsn.h", "DatumGetLSN LSNGetDatum PG_GETARG_LSN PG_RETURN_LSN", looksOnly],
  ["utils/pg_rusage.h", "pg_rusage_init pg_rusage_show"],
  ["utils/ps_status.h", "init_ps_display set_ps_display"],
  ["utils/rel.h", "RelationIsValid", looksOnly],
  [
    "utils/rel.h",
    `IndexRelationGetNumberOfAttributes IndexRelationGetNumberOfKeyAttributes RELATION_IS_LOCAL
    RELATION_IS_OTHER_TEMP RelationGetFillFactor RelationGetNamespace RelationGetNumberOfAttributes
    RelationGetParallelWorkers RelationGetRelid RelationGetTargetBlock RelationGetTargetPageFreeSpace
    RelationGetTargetPageUsage RelationHasReferenceCountZero RelationIncrementReferenceCount
    RelationIsAccessibleInLogicalDecoding RelationIsLogicallyLogged RelationIsMapped RelationIsPermanent
    RelationIsPopulated RelationIsScannable RelationIsSecurityView RelationIsUsedAsCatalogTable
    RelationNeedsWAL RelationSetTargetBlock RelationUsesLocalBuffers`,
  ],
  ["utils/rel.h", "RelationGetSmgr", { since: 15 }],
  [
    "utils/relcache.h",
    `errtable errtablecol errtablecolname errtableconstraint RelationForgetRelation
    RelationGetPrimaryKeyIndex RelationGetReplicaIndex`,
    invalidates,
  ],
  ["utils/relcache.h", "RelationSetNewRelfilenode", { ...invalidates, until: 15 }],
  [
    "utils/sampling.h",
    `BlockSampler_HasMore BlockSampler_Init BlockSampler_Next reservoir_get_next_S
    reservoir_init_selection_state sampler_random_fract sampler_random_init_state`,
  ],
  ["utils/selfuncs.h", "ReleaseVariableStats", changesArguments],
  ["utils/selfuncs.h", "CLAMP_PROBABILITY"],
  [
    "utils/selfuncs.h",
    `estimate_num_groups examine_variable genericcostestimate get_restriction_variable
    histogram_selectivity mcv_selectivity`,
    runsCode,
  ],
  ["utils/snapmgr.h", "InitDirtySnapshot InitNonVacuumableSnapshot InitToastSnapshot", changesArguments],
  [
    "utils/snapmgr.h",
    `ActiveSnapshotSet GlobalVisTestIsRemovableXid HistoricSnapshotActive InvalidateCatalogSnapshot
    IsMVCCSnapshot SnapshotSetCommandId XactHasExportedSnapshots`,
  ],
  [
    "utils/sortsupport.h",
    `ApplySortAbbrevFullComparator ApplySortComparator PrepareSortSupportComparisonShim
    PrepareSortSupportFromIndexRel PrepareSortSupportFromOrderingOp`,
    runsCode,
  ],
  ["utils/spccache.h", "get_tablespace_io_concurrency get_tablespace_page_costs", invalidates],
  [
    "utils/syscache.h",
    `GetSysCacheHashValue GetSysCacheHashValue1 GetSysCacheHashValue2 GetSysCacheHashValue3
    GetSysCacheHashValue4 GetSysCacheOid GetSysCacheOid1 GetSysCacheOid2 GetSysCacheOid3 GetSysCacheOid4
    SearchSysCacheExists SearchSysCacheExists1 SearchSysCacheExists2 SearchSysCacheExists3
    SearchSysCacheExists4 SearchSysCacheExistsAttName`,
    invalidates,
  ],
  ["utils/timeout.h", "disable_timeout enable_timeout_after get_timeout_indicator RegisterTimeout"],
  [
    "utils/timestamp.h",
    `DatumGetTimestamp DatumGetTimestampTz INTERVAL_MASK PG_GETARG_TIMESTAMP PG_GETARG_TIMESTAMPTZ
    PG_RETURN_INTERVAL_P PG_RETURN_TIMESTAMP PG_RETURN_TIMESTAMPTZ TIMESTAMP_MASK TimestampGetDatum
    timestamptz_cmp_internal TimestampTzGetDatum TimestampTzPlusMilliseconds`,
    looksOnly,
  ],
  [
    "utils/timestamp.h",
    `anytimestamp_typmod_check date2isoweek date2isoyear dt2time GetCurrentTimestamp GetEpochTime
    GetSQLCurrentTimestamp GetSQLLocalTimestamp isoweek2j SetEpochTimestamp time_t_to_timestamptz
    timestamp_cmp_internal TimestampDifference TimestampDifferenceExceeds
    TimestampDifferenceMilliseconds timestamptz_to_time_t tm2timestamp`,
  ],
  ["utils/typcache.h", "assign_record_type_identifier DomainHasConstraints", invalidates],
  ["utils/uuid.h", "PG_RETURN_UUID_P", looksOnly],
  ["utils/varbit.h", "PG_RETURN_VARBIT_P VARBITTOTALLEN", looksOnly],
  ["utils/varbit.h", "VARBITBYTES VARBITEND VARBITHDRSZ VARBITLEN VARBITPAD"],
  ["utils/varlena.h", "varstr_cmp", invalidates],
  ["utils/varlena.h", "varstr_levenshtein varstr_levenshtein_less_equal"],
  ["utils/wait_event.h", "pgstat_report_wait_end pgstat_report_wait_start", { since: 14 }],
  ["utils/xml.h", "pg_xml_error_occurred xml_ereport"],
  ["windowapi.h", "PG_WINDOW_OBJECT WinGetCurrentPosition WinSetMarkPosition"],
  ["windowapi.h", "WinGetPartitionRowCount WinRowsArePeers", runsCode],
  [
    "src/interfaces/libpq/libpq-fe.h",
    `lo_close lo_creat lo_create lo_open lo_unlink PQbackendPID PQbinaryTuples PQcancel PQclientEncoding
    PQconnectionNeedsPassword PQconnectionUsedPassword PQconnectPoll PQconsumeInput PQdsplen
    PQenterPipelineMode PQescapeString PQescapeStringConn PQexitPipelineMode PQfformat PQflush PQfmod
    PQfnumber PQfsize PQftable PQftablecol PQftype PQgetisnull PQgetlength PQisBusy PQisnonblocking
    PQisthreadsafe PQlibVersion PQmblen PQnfields PQnparams PQntuples PQoidValue PQparamtype PQping
    PQpingParams PQpipelineSync PQprotocolVersion PQputCopyData PQputCopyEnd PQrequestCancel PQresetPoll
    PQresetStart PQresultStatus PQsendDescribePrepared PQsendPrepare PQsendQuery PQsendQueryParams
    PQsendQueryPrepared PQserverVersion PQsetClientEncoding PQsetErrorVerbosity PQsetnonblocking
    PQsetSingleRowMode PQsocket PQsslInUse PQstatus PQtrace PQtransactionStatus PQuntrace`,
  ],
  ["src/interfaces/libpq/pqexpbuffer.h", "enlargePQExpBuffer PQExpBufferBroken PQExpBufferDataBroken"],
];

/** Of the C library: header and standard. */
const library: readonly Group[] = [
  ["assert.h, C11 7.2", "assert static_assert", looksOnly],
  [
    "ctype.h, C11 7.4",
    `isalnum isalpha isblank iscntrl isdigit isgraph islower isprint ispunct isspace isupper isxdigit tolower toupper`,
    looksOnly,
  ],
  ["ctype.h, POSIX.1-2017", "isascii", looksOnly],
  [
    "math.h, C11 7.12",
    `acos asin atan atan2 cbrt ceil cos cosh exp exp2 expm1 fabs fabsf floor fmax fmin fmod frexp hypot isfinite isinf isnan
    isnormal ldexp log log10 log1p log2 lrint lround modf nearbyint nextafter pow powf remainder rint round roundf signbit sin sinh
    sqrt sqrtf tan tanh trunc copysign erf tgamma lgamma fdim ceilf floorf sinf cosf asinh acosh atanh llround fma`,
  ],
  ["string.h, C11 7.24", "memcmp strcmp strncmp strcoll strxfrm strlen strspn strcspn"],
  ["string.h, POSIX.1-2017", "strnlen strsignal strerror_r"],
  ["strings.h, POSIX.1-2017", "strcasecmp strncasecmp ffs bcmp"],
  ["strings.h, POSIX.1-2001", "bzero", changesArguments],
  [
    "stdio.h, C11 7.21",
    `printf fprintf vprintf vfprintf sprintf snprintf vsprintf vsnprintf puts fputs putc putchar fputc fgetc getc getchar
    ungetc fread fwrite fflush feof ferror clearerr fseek ftell rewind remove rename perror  sscanf fscanf scanf`,
  ],
  ["stdio.h, POSIX.1-2017", "fileno fseeko ftello dprintf"],
  [
    "stdlib.h, C11 7.22",
    "atoi atol atoll atof abs labs llabs rand srand system atexit mbstowcs wcstombs mbtowc wctomb mblen",
  ],
  ["stdlib.h, POSIX.1-2017", "setenv unsetenv random srandom mkstemp mkdtemp drand48 srand48 rand_r"],
  ["time.h, C11 7.27", "time difftime mktime strftime clock"],
  ["time.h, POSIX.1-2017", "clock_gettime nanosleep tzset"],
  ["sys/time.h, POSIX.1-2017", "gettimeofday setitimer getitimer"],
  [
    "unistd.h, POSIX.1-2017",
    `access alarm chdir chown close dup dup2 execl execlp execv execve execvp fdatasync fork fsync ftruncate getegid geteuid
    getgid gethostname getpgid getpid getppid getuid isatty link lseek pause pipe pread pwrite read readlink rmdir setpgid
    setsid setuid sleep symlink sync sysconf truncate unlink write`,
  ],
  ["unistd.h, POSIX.1-2001", "usleep"],
  ["fcntl.h, POSIX.1-2017", "open creat fcntl posix_fadvise posix_fallocate"],
  [
    "sys/stat.h, POSIX.1-2017",
    "stat lstat fstat mkdir chmod fchmod umask mkfifo S_ISREG S_ISDIR S_ISLNK S_ISSOCK S_ISFIFO S_ISCHR",
  ],
  ["sys/wait.h, POSIX.1-2017", "wait waitpid WIFEXITED WEXITSTATUS WIFSIGNALED WTERMSIG WIFSTOPPED WSTOPSIG"],
  [
    "signal.h, POSIX.1-2017",
    "kill killpg raise signal sigaction sigemptyset sigfillset sigaddset sigdelset sigismember sigprocmask sigsuspend sigpending",
  ],
  ["setjmp.h, C11 7.13", "setjmp"],
  [
    "sys/socket.h, POSIX.1-2017",
    "socket bind connect listen accept send sendto sendmsg recv recvfrom recvmsg setsockopt getsockopt getsockname getpeername shutdown socketpair",
  ],
  ["sys/select.h, POSIX.1-2017", "select FD_SET FD_CLR FD_ISSET FD_ZERO"],
  ["poll.h, POSIX.1-2017", "poll"],
  ["arpa/inet.h, POSIX.1-2017", "htonl htons ntohl ntohs inet_ntop inet_pton inet_addr"],
  ["netdb.h, POSIX.1-2017", "getnameinfo gai_strerror"],
  ["sys/ioctl.h, Linux", "ioctl"],
  ["sys/resource.h, POSIX.1-2017", "getrlimit setrlimit getrusage"],
  ["sys/mman.h, POSIX.1-2017", "munmap msync mprotect shm_unlink"],
  ["sys/sem.h, POSIX.1-2017", "semget semop semctl"],
  ["sys/utsname.h, POSIX.1-2017", "uname"],
  ["syslog.h, POSIX.1-2017", "openlog syslog closelog"],
  ["getopt.h, GNU C library", "getopt_long", runsCode],
  ["unistd.h, POSIX.1-2017", "getopt", runsCode],
  ["stdarg.h, C11 7.16", "va_start va_end va_arg va_copy"],
  ["regex.h, POSIX.1-2017", "regcomp regexec regerror regfree", changesArguments],
  [
    "pthread.h, POSIX.1-2017",
    "pthread_mutex_lock pthread_mutex_unlock pthread_mutex_init pthread_self pthread_sigmask",
  ],
  ["termios.h, POSIX.1-2017", "tcgetattr tcsetattr"],
  [
    "wctype.h, C11 7.30",
    "towlower towupper iswalpha iswdigit iswalnum iswspace iswupper iswlower iswpunct iswprint iswgraph",
    looksOnly,
  ],
  ["wchar.h, C11 7.29", "wcslen wcscmp wcsncmp"],
  [
    "stdatomic.h, C11 7.17",
    "atomic_load atomic_store atomic_exchange atomic_fetch_add atomic_fetch_sub atomic_init atomic_thread_fence atomic_compare_exchange_strong atomic_compare_exchange_weak atomic_fetch_or atomic_fetch_and",
  ],
];

function entriesOf(groups: readonly Group[], sourceOf: (header: string, since: number) => string) {
  return groups.flatMap(([header, names, traits = {}]) => {
    const { since, until } = traits;
    const entry: NeutralFunction = {
      touches: traits.touches ?? "nothing",
      followsPointers: traits.followsPointers ?? true,
      ...(since === undefined ? {} : { since }),
      ...(until === undefined ? {} : { until }),
      source: sourceOf(header, Math.max(since ?? 15, 15)),
    };
    return names.split(/\s+/u).map((name) => [name, entry] as const);
  });
}

function inBranch(header: string, major: number): string {
  return `${header.startsWith("src/") ? "" : "src/include/"}${header}, REL_${major}_STABLE`;
}

/** Functions and macros without an influence on memory, by name. What they return, if it is a pointer, is not known. */
export const neutralFunctions: ReadonlyMap<string, NeutralFunction> = new Map([
  ...entriesOf(server, inBranch),
  ...entriesOf(library, (header) => header),
]);
