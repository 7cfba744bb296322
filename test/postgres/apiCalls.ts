/**
 * Calls of PostgreSQL's functions, as C expressions, for `apiMemory.test.ts`. What they work on is made by `fixture` in a
 * context of its own; `THERE(type, expression)` is made in the context `there`.
 */

export const includes: readonly string[] = [
  ...["postgres.h", "fmgr.h", "funcapi.h", "miscadmin.h"],
  ...["access/htup_details.h", "access/itup.h", "access/table.h", "access/xact.h"],
  ...[
    "catalog/namespace.h",
    "catalog/pg_collation.h",
    "catalog/pg_namespace.h",
    "catalog/objectaddress.h",
    "catalog/pg_class.h",
    "catalog/pg_inherits.h",
    "catalog/pg_type.h",
  ],
  ...["commands/dbcommands.h", "commands/defrem.h", "commands/extension.h", "commands/tablespace.h"],
  ...["executor/executor.h", "executor/spi.h", "lib/binaryheap.h", "lib/pairingheap.h", "libpq/pqformat.h"],
  ...[
    "nodes/bitmapset.h",
    "nodes/makefuncs.h",
    "parser/parser.h",
    "parser/scansup.h",
    "storage/bufmgr.h",
    "storage/bufpage.h",
  ],
  ...[
    "tcop/tcopprot.h",
    "tsearch/ts_locale.h",
    "utils/array.h",
    "utils/builtins.h",
    "utils/datum.h",
    "utils/fmgroids.h",
    "utils/fmgrprotos.h",
  ],
  ...[
    "utils/formatting.h",
    "utils/guc.h",
    "utils/hsearch.h",
    "utils/jsonb.h",
    "utils/lsyscache.h",
    "utils/memutils.h",
  ],
  ...[
    "utils/numeric.h",
    "utils/rangetypes.h",
    "utils/regproc.h",
    "utils/rel.h",
    "utils/relcache.h",
    "utils/snapmgr.h",
  ],
  ...["utils/syscache.h", "utils/tuplestore.h", "utils/typcache.h", "utils/varlena.h"],
];

/** Statements, after `there` and `here` were made and before `here` is current. */
export const fixture = `
	char *mixed = "A b";
	text *words = cstring_to_text("a.b");
	List *names = list_make1(makeString("a"));
	Datum two[2] = {Int32GetDatum(1), Int32GetDatum(2)};
	bool noNulls[2] = {false, false};
	bool first[2] = {true, false};
	ArrayType *array = construct_array(two, 2, INT4OID, 4, true, TYPALIGN_INT);
	bool hasError = false;
	Oid someOid = INT4OID;
	ObjectAddress address;
	Relation relation = table_open(RelationRelationId, AccessShareLock);
	HeapTuple cached = SearchSysCacheCopy1(RELOID, ObjectIdGetDatum(RelationRelationId));
	TupleDesc columns = CreateTemplateTupleDesc(2);
	char *texts[2] = {"x", "1"};
	Datum values[2] = {CStringGetTextDatum("x"), Int32GetDatum(1)};
	HeapTuple row;
	TupleTableSlot *slot;
	Datum json = DirectFunctionCall1(jsonb_in, CStringGetDatum("{\\"a\\": 1}"));
	JsonbContainer *object = &DatumGetJsonbP(json)->root;
	JsonbValue key, truth;
	TypeCacheEntry *rangeType = lookup_type_cache(INT4RANGEOID, TYPECACHE_RANGE_INFO);
	RangeBound lower = {Int32GetDatum(1), false, true, true}, upper = {Int32GetDatum(3), false, false, false};
	bool isNull;

	TupleDescInitEntry(columns, 1, "a", TEXTOID, -1, 0);
	TupleDescInitEntry(columns, 2, "b", INT4OID, -1, 0);
	BlessTupleDesc(columns);
	row = heap_form_tuple(columns, values, noNulls);
	slot = MakeSingleTupleTableSlot(RelationGetDescr(relation), &TTSOpsHeapTuple);
	ExecStoreHeapTuple(cached, slot, false);
	key.type = jbvString;
	key.val.string.val = "a";
	key.val.string.len = 1;
	truth.type = jbvBool;
	truth.val.boolean = true;
	ObjectAddressSet(address, RelationRelationId, RelationRelationId);
`;

/** A name, or several that the call is for, and the expression whose value is looked at. */
export type Call = readonly [name: string, expression: string];

/** Their result is memory. */
export const allocating: readonly Call[] = [
  ["palloc", "palloc(8)"],
  ["palloc0", "palloc0(8)"],
  ["palloc_extended", "palloc_extended(8, 0)"],
  ["pstrdup", "pstrdup(mixed)"],
  ["pnstrdup", "pnstrdup(mixed, 2)"],
  ["pchomp", 'pchomp("a\\n")'],
  ["psprintf", 'psprintf("%d", 1)'],
  ["MemoryContextAlloc", "MemoryContextAlloc(there, 8)"],
  ["MemoryContextAllocZero", "MemoryContextAllocZero(there, 8)"],
  ["MemoryContextAllocExtended", "MemoryContextAllocExtended(there, 8, 0)"],
  ["MemoryContextAllocHuge", "MemoryContextAllocHuge(there, 8)"],
  ["MemoryContextStrdup", "MemoryContextStrdup(there, mixed)"],
  ["repalloc", "repalloc(THERE(void *, palloc(8)), 100000)"],
  ["repalloc_huge", "repalloc_huge(THERE(void *, palloc(8)), 100000)"],
  ["makeStringInfo", "makeStringInfo()"],
  ["cstring_to_text", "cstring_to_text(mixed)"],
  ["cstring_to_text_with_len", "cstring_to_text_with_len(mixed, 2)"],
  ["text_to_cstring", "text_to_cstring(words)"],
  ["TextDatumGetCString", "TextDatumGetCString(PointerGetDatum(words))"],
  ["CStringGetTextDatum", "CStringGetTextDatum(mixed)"],
  ["lappend", "lappend(THERE(List *, list_make1(mixed)), mixed)"],
  ["lappend_oid", "lappend_oid(THERE(List *, list_make1_oid(1)), 2)"],
  ["lcons", "lcons(mixed, THERE(List *, list_make1(mixed)))"],
  ["list_concat", "list_concat(THERE(List *, list_make1(mixed)), names)"],
  ["list_append_unique_ptr", "list_append_unique_ptr(THERE(List *, list_make1(mixed)), names)"],
  ["list_delete_first", "list_delete_first(THERE(List *, list_make2(mixed, mixed)))"],
  ["list_delete_last", "list_delete_last(THERE(List *, list_make2(mixed, mixed)))"],
  ["list_make1", "list_make1(mixed)"],
  ["list_make2", "list_make2(mixed, mixed)"],
  ["list_make1_int", "list_make1_int(1)"],
  ["list_make1_oid", "list_make1_oid(1)"],
  ["list_copy", "list_copy(names)"],
  ["list_copy_tail", "list_copy_tail(list_make2(mixed, mixed), 1)"],
  ["list_copy_deep", "list_copy_deep(names)"],
  ["list_concat_copy", "list_concat_copy(names, names)"],
  ["list_union_ptr", "list_union_ptr(names, names)"],
  ["list_difference_ptr", "list_difference_ptr(names, NIL)"],
  ["bms_add_member", "bms_add_member(THERE(Bitmapset *, bms_make_singleton(1)), 5000)"],
  ["bms_add_range", "bms_add_range(THERE(Bitmapset *, bms_make_singleton(1)), 2, 5000)"],
  ["bms_del_member", "bms_del_member(THERE(Bitmapset *, bms_add_member(bms_make_singleton(1), 2)), 1)"],
  ["bms_int_members", "bms_int_members(THERE(Bitmapset *, bms_make_singleton(1)), bms_make_singleton(1))"],
  ["bms_copy", "bms_copy(bms_make_singleton(1))"],
  ["bms_make_singleton", "bms_make_singleton(1)"],
  ["bms_union", "bms_union(bms_make_singleton(1), bms_make_singleton(2))"],
  ["bms_intersect", "bms_intersect(bms_make_singleton(1), bms_make_singleton(1))"],
  ["bms_difference", "bms_difference(bms_make_singleton(1), bms_make_singleton(2))"],
  ["quote_literal_cstr", "quote_literal_cstr(mixed)"],
  ["quote_qualified_identifier", "quote_qualified_identifier(mixed, mixed)"],
  ["format_type_be", "format_type_be(INT4OID)"],
  ["format_type_be_qualified", "format_type_be_qualified(INT4OID)"],
  ["format_type_with_typemod", "format_type_with_typemod(VARCHAROID, 20)"],
  ["format_procedure", "format_procedure(F_BOOLIN)"],
  ["get_rel_name", "get_rel_name(RelationRelationId)"],
  ["get_namespace_name", "get_namespace_name(PG_CATALOG_NAMESPACE)"],
  ["get_func_name", "get_func_name(F_BOOLIN)"],
  ["get_attname", "get_attname(RelationRelationId, 1, false)"],
  ["get_opname", "get_opname(96)"],
  ["get_language_name", "get_language_name(12, false)"],
  ["get_database_name", "get_database_name(MyDatabaseId)"],
  ["get_tablespace_name", "get_tablespace_name(1663)"],
  ["get_am_name", "get_am_name(2)"],
  ["get_extension_name", 'get_extension_name(get_extension_oid("plpgsql", false))'],
  ["GetUserNameFromId", "GetUserNameFromId(GetUserId(), false)"],
  ["getObjectDescription", "getObjectDescription(&address, false)"],
  ["getObjectIdentity", "getObjectIdentity(&address, false)"],
  ["getObjectTypeDescription", "getObjectTypeDescription(&address, false)"],
  ["textToQualifiedNameList", "textToQualifiedNameList(words)"],
  ["NameListToString", "NameListToString(names)"],
  ["NameListToQuotedString", "NameListToQuotedString(names)"],
  ["makeRangeVarFromNameList", "makeRangeVarFromNameList(names)"],
  ["fetch_search_path", "fetch_search_path(true)"],
  ["construct_array", "construct_array(two, 2, INT4OID, 4, true, TYPALIGN_INT)"],
  ["construct_empty_array", "construct_empty_array(INT4OID)"],
  ["array_create_iterator", "array_create_iterator(array, 0, NULL)"],
  ["makeArrayResult", "makeArrayResult(accumArrayResult(NULL, two[0], false, INT4OID, here), there)"],
  ["int64_to_numeric", "int64_to_numeric(5)"],
  ["numeric_normalize", "numeric_normalize(int64_to_numeric(5))"],
  ["numeric_add_opt_error", "numeric_add_opt_error(int64_to_numeric(1), int64_to_numeric(1), &hasError)"],
  ["str_tolower", "str_tolower(mixed, 3, DEFAULT_COLLATION_OID)"],
  ["asc_tolower", "asc_tolower(mixed, 3)"],
  ["downcase_truncate_identifier", "downcase_truncate_identifier(mixed, 3, false)"],
  ["buildoidvector", "buildoidvector(&someOid, 1)"],
  ["datumCopy", "datumCopy(PointerGetDatum(words), false, -1)"],
  ["JsonbValueToJsonb", "JsonbValueToJsonb(&truth)"],
  ["JsonbIteratorInit", "JsonbIteratorInit(object)"],
  ["findJsonbValueFromContainer", "findJsonbValueFromContainer(object, JB_FOBJECT, &key)"],
  ["make_empty_range", "make_empty_range(rangeType)"],
  ["range_serialize", "range_serialize(rangeType, &lower, &upper, false EXTRA)"],
  ["RelationGetIndexList", "RelationGetIndexList(relation)"],
  ["RelationGetIndexAttrBitmap", "RelationGetIndexAttrBitmap(relation, INDEX_ATTR_BITMAP_KEY)"],
  ["CreateTemplateTupleDesc", "CreateTemplateTupleDesc(2)"],
  ["CreateTupleDescCopy", "CreateTupleDescCopy(columns)"],
  ["CreateTupleDescCopyConstr", "CreateTupleDescCopyConstr(columns)"],
  ["lookup_rowtype_tupdesc_copy", "lookup_rowtype_tupdesc_copy(relation->rd_rel->reltype, -1)"],
  ["SearchSysCacheCopy1", "SearchSysCacheCopy1(RELOID, ObjectIdGetDatum(RelationRelationId))"],
  ["heap_form_tuple", "heap_form_tuple(columns, values, noNulls)"],
  ["heap_form_minimal_tuple", "heap_form_minimal_tuple(columns, values, noNulls)"],
  ["heap_modify_tuple", "heap_modify_tuple(row, columns, values, noNulls, first)"],
  ["heap_copytuple", "heap_copytuple(row)"],
  ["heap_copy_tuple_as_datum", "heap_copy_tuple_as_datum(row, columns)"],
  ["minimal_tuple_from_heap_tuple", "minimal_tuple_from_heap_tuple(row)"],
  ["index_form_tuple", "index_form_tuple(columns, values, noNulls)"],
  ["TupleDescGetAttInMetadata", "TupleDescGetAttInMetadata(columns)"],
  ["BuildTupleFromCStrings", "BuildTupleFromCStrings(TupleDescGetAttInMetadata(columns), texts)"],
  ["MakeSingleTupleTableSlot", "MakeSingleTupleTableSlot(columns, &TTSOpsVirtual)"],
  ["ExecCopySlotHeapTuple", "ExecCopySlotHeapTuple(slot)"],
  ["ExecCopySlotMinimalTuple", "ExecCopySlotMinimalTuple(slot)"],
  ["ExecFetchSlotHeapTupleDatum", "ExecFetchSlotHeapTupleDatum(slot)"],
  ["OidOutputFunctionCall", "OidOutputFunctionCall(F_INT4OUT, two[0])"],
  ["copyObject", "copyObject(names)"],
  ["nodeToString", "nodeToString(names)"],
  ["stringToNode", "stringToNode(nodeToString(names))"],
  ["makeString", "makeString(mixed)"],
  ["makeRangeVar", "makeRangeVar(mixed, mixed, -1)"],
  ["makeDefElem", "makeDefElem(mixed, NULL, -1)"],
  ["makeConst", "makeConst(INT4OID, -1, InvalidOid, 4, two[0], false, true)"],
  ["makeVar", "makeVar(1, 1, INT4OID, -1, InvalidOid, 0)"],
  ["raw_parser", 'raw_parser("SELECT 1", RAW_PARSE_DEFAULT)'],
  ["pg_parse_query", 'pg_parse_query("SELECT 1")'],
  ["makeObjectName", "makeObjectName(mixed, mixed, mixed)"],
  ["GetConfigOptionByName", 'GetConfigOptionByName("work_mem", NULL, false)'],
  ["binaryheap_allocate", "binaryheap_allocate(3, NULL, NULL)"],
  ["pairingheap_allocate", "pairingheap_allocate(NULL, NULL)"],
  ["GetAccessStrategy", "GetAccessStrategy(BAS_BULKREAD)"],
  ["tuplestore_begin_heap", "tuplestore_begin_heap(false, false, 64)"],
  ["find_all_inheritors", "find_all_inheritors(RelationRelationId, NoLock, NULL)"],
  ["CreateStandaloneExprContext", "CreateStandaloneExprContext()"],
];

/** Between `SPI_connect`, after which a context `here` of its own is current, and `SPI_finish`. */
export const connected: readonly Call[] = [
  ["SPI_palloc", "SPI_palloc(8)"],
  ["SPI_copytuple", "SPI_copytuple(SPI_tuptable->vals[0])"],
  ["SPI_returntuple", "SPI_returntuple(SPI_tuptable->vals[0], SPI_tuptable->tupdesc)"],
  ["SPI_datumTransfer", "SPI_datumTransfer(PointerGetDatum(words), false, -1)"],
  ["SPI_getvalue", "SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1)"],
  ["SPI_fname", "SPI_fname(SPI_tuptable->tupdesc, 1)"],
  ["SPI_gettype", "SPI_gettype(SPI_tuptable->tupdesc, 1)"],
  ["SPI_getrelname", "SPI_getrelname(relation)"],
  ["SPI_getnspname", "SPI_getnspname(relation)"],
  ["SPI_repalloc", "SPI_repalloc(THERE(void *, palloc(8)), 100000)"],
];

/** Their result is the argument itself. */
export const returning: readonly (readonly [name: string, expression: string, argument: string])[] = [
  ["quote_identifier", 'quote_identifier("plain")', '"plain"'],
  ["PG_DETOAST_DATUM", "PG_DETOAST_DATUM(PointerGetDatum(words))", "words"],
  ["DatumGetTextPP", "DatumGetTextPP(PointerGetDatum(words))", "words"],
  ["DatumGetArrayTypeP", "DatumGetArrayTypeP(PointerGetDatum(array))", "array"],
  ["BlessTupleDesc", "BlessTupleDesc(columns)", "columns"],
  ["PointerGetDatum", "PointerGetDatum(words)", "words"],
  ["CStringGetDatum", "CStringGetDatum(mixed)", "mixed"],
  ["pg_server_to_client", "pg_server_to_client(mixed, 3)", "mixed"],
];

/** Their result points into memory: from where, and how many bytes. */
export const pointingInto: readonly (readonly [
  name: string,
  expression: string,
  start: string,
  bytes: string,
])[] = [
  ["heap_getattr", "heap_getattr(row, 1, columns, &isNull)", "row->t_data", "row->t_len"],
  ["SPI_getbinval", "SPI_getbinval(row, columns, 1, &isNull)", "row->t_data", "row->t_len"],
  ["HeapTupleGetDatum", "HeapTupleGetDatum(row)", "row->t_data", "row->t_len"],
  ["GETSTRUCT", "GETSTRUCT(cached)", "cached->t_data", "cached->t_len"],
  [
    "SysCacheGetAttr",
    "SysCacheGetAttr(RELOID, cached, Anum_pg_class_relname, &isNull)",
    "cached->t_data",
    "cached->t_len",
  ],
  ["ARR_DATA_PTR", "ARR_DATA_PTR(array)", "array", "VARSIZE(array)"],
  ["ARR_DIMS", "ARR_DIMS(array)", "array", "VARSIZE(array)"],
  ["VARDATA_ANY", "VARDATA_ANY(words)", "words", "VARSIZE_ANY(words)"],
  ["NameStr", "NameStr(((Form_pg_class) GETSTRUCT(cached))->relname)", "cached->t_data", "cached->t_len"],
  ["list_head", "list_head(names)", "names->elements", "sizeof(ListCell)"],
  ["RelationGetDescr", "RelationGetDescr(relation)", "relation->rd_att", "1"],
];
