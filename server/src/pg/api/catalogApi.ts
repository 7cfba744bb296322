import { apiTable, type ApiFunction } from "./apiFunction";
import {
  argumentOrCurrent,
  asDatum,
  changesArguments,
  endsInside,
  frees,
  fresh,
  inContext,
  inCurrent,
  inside,
  invalidates,
  isStatic,
  neverNull,
  opaque,
  pinnedUntil,
  releases,
  runsCode,
  since,
  until,
  writes,
} from "./apiTraits";

const cached = [pinnedUntil("ReleaseSysCache"), invalidates] as const;
const copied = [inCurrent, invalidates] as const;
const nextRow = [inside(0), endsInside(0), invalidates] as const;

/** Catalogs: cached rows, names, relations and scans. */
export const catalogApi: readonly ApiFunction[] = [
  ...apiTable("src/include/utils/syscache.h, src/backend/utils/cache/syscache.c, REL_15_STABLE", [
    [
      "HeapTuple SearchSysCache(int cacheId, Datum key1, Datum key2, Datum key3, Datum key4)",
      "A row of a catalog by up to four keys, or NULL.",
      ...cached,
    ],
    [
      "HeapTuple SearchSysCache1(int cacheId, Datum key1)",
      "A row of a catalog by one key, or NULL.",
      ...cached,
    ],
    [
      "HeapTuple SearchSysCache2(int cacheId, Datum key1, Datum key2)",
      "A row of a catalog by two keys, or NULL.",
      ...cached,
    ],
    [
      "HeapTuple SearchSysCache3(int cacheId, Datum key1, Datum key2, Datum key3)",
      "A row of a catalog by three keys, or NULL.",
      ...cached,
    ],
    [
      "HeapTuple SearchSysCache4(int cacheId, Datum key1, Datum key2, Datum key3, Datum key4)",
      "A row of a catalog by four keys, or NULL.",
      ...cached,
    ],
    [
      "HeapTuple SearchSysCacheAttName(Oid relid, const char *attname)",
      "The row of a column that was not dropped, by its name, or NULL.",
      ...cached,
    ],
    [
      "HeapTuple SearchSysCacheAttNum(Oid relid, int16 attnum)",
      "The row of a column that was not dropped, by its number, or NULL.",
      ...cached,
    ],
    [
      "HeapTuple SearchSysCacheCopy(int cacheId, Datum key1, Datum key2, Datum key3, Datum key4)",
      "A copy of a row of a catalog by up to four keys, or NULL.",
      ...copied,
    ],
    [
      "HeapTuple SearchSysCacheCopyAttNum(Oid relid, int16 attnum)",
      "A copy of the row of a column that was not dropped, or NULL.",
      ...copied,
    ],
    [
      "void ReleaseSysCache(HeapTuple tuple)",
      "Gives a row of the catalogs back: neither it nor GETSTRUCT of it may be used any more.",
      releases(0),
    ],
    [
      "Datum SysCacheGetAttr(int cacheId, HeapTuple tup, AttrNumber attributeNumber, bool *isNull)",
      "A column of a cached row: of a type that is passed by reference, a pointer into it.",
      inside(1),
      asDatum,
    ],
  ]),
  ...apiTable("src/include/utils/syscache.h, REL_15_STABLE", [
    [
      "HeapTuple SearchSysCacheCopy1(cacheId, key1)",
      "A copy of a row of a catalog by one key, or NULL.",
      ...copied,
    ],
    [
      "HeapTuple SearchSysCacheCopy2(cacheId, key1, key2)",
      "A copy of a row of a catalog by two keys, or NULL.",
      ...copied,
    ],
    [
      "HeapTuple SearchSysCacheCopy3(cacheId, key1, key2, key3)",
      "A copy of a row of a catalog by three keys, or NULL.",
      ...copied,
    ],
    [
      "HeapTuple SearchSysCacheCopy4(cacheId, key1, key2, key3, key4)",
      "A copy of a row of a catalog by four keys, or NULL.",
      ...copied,
    ],
    [
      "CatCList *SearchSysCacheList1(cacheId, key1)",
      "The rows of a catalog with a first key.",
      pinnedUntil("ReleaseSysCacheList"),
      neverNull,
      invalidates,
    ],
    [
      "CatCList *SearchSysCacheList2(cacheId, key1, key2)",
      "The rows of a catalog with two first keys.",
      pinnedUntil("ReleaseSysCacheList"),
      neverNull,
      invalidates,
    ],
    [
      "CatCList *SearchSysCacheList3(cacheId, key1, key2, key3)",
      "The rows of a catalog with three first keys.",
      pinnedUntil("ReleaseSysCacheList"),
      neverNull,
      invalidates,
    ],
    ["void ReleaseSysCacheList(x)", "Gives rows of a catalog back.", releases(0)],
  ]),
  ...apiTable("src/include/utils/syscache.h, src/backend/utils/cache/syscache.c, REL_16_STABLE", [
    [
      "Datum SysCacheGetAttrNotNull(int cacheId, HeapTuple tup, AttrNumber attributeNumber)",
      "A column of a cached row that cannot be NULL.",
      inside(1),
      asDatum,
      since(16),
    ],
  ]),
  ...apiTable("src/include/utils/lsyscache.h, src/backend/utils/cache/lsyscache.c, REL_15_STABLE", [
    [
      "char *get_attname(Oid relid, AttrNumber attnum, bool missing_ok)",
      "The name of a column, or NULL.",
      ...copied,
    ],
    ["char *get_rel_name(Oid relid)", "The name of a relation, or NULL.", ...copied],
    ["char *get_namespace_name(Oid nspid)", "The name of a schema, or NULL.", ...copied],
    [
      "char *get_namespace_name_or_temp(Oid nspid)",
      "The name of a schema, pg_temp for the own temporary one, or NULL.",
      ...copied,
    ],
    ["char *get_func_name(Oid funcid)", "The name of a function, or NULL.", ...copied],
    [
      "Oid get_func_signature(Oid funcid, Oid **argtypes, int *nargs)",
      "The type of a function's result, and its arguments' types.",
      writes(inCurrent, 1),
      invalidates,
    ],
    ["char *get_opname(Oid opno)", "The name of an operator, or NULL.", ...copied],
    ["char *get_constraint_name(Oid conoid)", "The name of a constraint, or NULL.", ...copied],
    ["char *get_collation_name(Oid colloid)", "The name of a collation, or NULL.", ...copied],
    ["char *get_language_name(Oid langoid, bool missing_ok)", "The name of a language, or NULL.", ...copied],
    [
      "Datum get_attoptions(Oid relid, int16 attnum)",
      "The options of a column.",
      inCurrent,
      asDatum,
      invalidates,
    ],
    ["Node *get_typdefault(Oid typid)", "The default of a type as an expression, or NULL.", ...copied],
    [
      "List *get_mergejoin_opfamilies(Oid opno)",
      "The operator families that an operator can be merge-joined in.",
      ...copied,
    ],
    ["List *get_op_btree_interpretation(Oid opno)", "What an operator means in B-trees.", ...copied],
    [
      "bool get_attstatsslot(AttStatsSlot *sslot, HeapTuple statstuple, int reqkind, Oid reqop, int flags)",
      "The statistics of a column; to be freed with free_attstatsslot.",
      changesArguments,
      invalidates,
    ],
    ["void free_attstatsslot(AttStatsSlot *sslot)", "Frees the statistics of a column.", changesArguments],
  ]),
  ...apiTable("src/include/commands/dbcommands.h, src/backend/commands/dbcommands.c, REL_15_STABLE", [
    ["char *get_database_name(Oid dbid)", "The name of a database, or NULL.", ...copied],
  ]),
  ...apiTable("src/include/commands/tablespace.h, src/backend/commands/tablespace.c, REL_15_STABLE", [
    ["char *get_tablespace_name(Oid spc_oid)", "The name of a tablespace, or NULL.", ...copied],
  ]),
  ...apiTable("src/include/commands/defrem.h, src/backend/commands/amcmds.c, REL_15_STABLE", [
    ["char *get_am_name(Oid amOid)", "The name of an access method, or NULL.", ...copied],
  ]),
  ...apiTable("src/include/commands/extension.h, src/backend/commands/extension.c, REL_15_STABLE", [
    ["char *get_extension_name(Oid ext_oid)", "The name of an extension, or NULL.", ...copied],
  ]),
  ...apiTable("src/include/miscadmin.h, src/backend/utils/init/miscinit.c, REL_15_STABLE", [
    [
      "char *GetUserNameFromId(Oid roleid, bool noerr)",
      "The name of a role, or NULL when that is allowed.",
      ...copied,
    ],
  ]),
  ...apiTable("src/include/utils/builtins.h, src/backend/utils/adt/format_type.c, REL_15_STABLE", [
    ["char *format_type_be(Oid type_oid)", "The name of a type, for people.", fresh, invalidates],
    [
      "char *format_type_be_qualified(Oid type_oid)",
      "The name of a type with its schema.",
      fresh,
      invalidates,
    ],
    [
      "char *format_type_with_typemod(Oid type_oid, int32 typemod)",
      "The name of a type with its modifier.",
      fresh,
      invalidates,
    ],
    [
      "char *format_type_extended(Oid type_oid, int32 typemod, bits16 flags)",
      "The name of a type with options, or NULL.",
      ...copied,
    ],
  ]),
  ...apiTable("src/include/utils/regproc.h, src/backend/utils/adt/regproc.c, REL_15_STABLE", [
    [
      "char *format_procedure(Oid procedure_oid)",
      "The name of a function with its arguments.",
      fresh,
      invalidates,
    ],
    [
      "char *format_procedure_qualified(Oid procedure_oid)",
      "The name of a function with its schema and arguments.",
      fresh,
      invalidates,
    ],
    [
      "char *format_operator(Oid operator_oid)",
      "The name of an operator with its arguments.",
      fresh,
      invalidates,
    ],
  ]),
  ...apiTable("src/include/catalog/objectaddress.h, src/backend/catalog/objectaddress.c, REL_15_STABLE", [
    [
      "char *getObjectDescription(const ObjectAddress *object, bool missing_ok)",
      "What an object is called, for people.",
      ...copied,
    ],
    [
      "char *getObjectDescriptionOids(Oid classid, Oid objid)",
      "What an object is called, for people, by its oids.",
      ...copied,
    ],
    [
      "char *getObjectIdentity(const ObjectAddress *address, bool missing_ok)",
      "The identity of an object as text.",
      ...copied,
    ],
    [
      "char *getObjectIdentityParts(const ObjectAddress *address, List **objname, List **objargs, bool missing_ok)",
      "The identity of an object as text and in parts.",
      ...copied,
      writes(inCurrent, 1, 2),
    ],
    [
      "char *getObjectTypeDescription(const ObjectAddress *object, bool missing_ok)",
      "What kind of object it is.",
      ...copied,
    ],
  ]),
  ...apiTable("src/include/utils/builtins.h, src/backend/utils/adt/ruleutils.c, REL_15_STABLE", [
    [
      "const char *quote_identifier(const char *ident)",
      "The identifier with quotes if it needs them: else its argument itself.",
      argumentOrCurrent(0),
      neverNull,
    ],
    [
      "char *quote_qualified_identifier(const char *qualifier, const char *ident)",
      "A qualified name with quotes where they are needed.",
      fresh,
    ],
  ]),
  ...apiTable("src/include/utils/builtins.h, src/backend/utils/adt/quote.c, REL_15_STABLE", [
    ["char *quote_literal_cstr(const char *rawstr)", "The string as an SQL literal.", fresh],
  ]),
  ...apiTable("src/include/catalog/namespace.h, src/backend/catalog/namespace.c, REL_15_STABLE", [
    [
      "RangeVar *makeRangeVarFromNameList(List *names)",
      "The relation that a qualified name in a list means.",
      fresh,
    ],
    ["char *NameListToString(List *names)", "The text of a qualified name, for people.", fresh],
    [
      "char *NameListToQuotedString(List *names)",
      "The text of a qualified name, with quotes where they are needed.",
      fresh,
    ],
    [
      "void DeconstructQualifiedName(List *names, char **nspname_p, char **objname_p)",
      "Takes a qualified name apart; the parts are those of the list.",
      writes(opaque, 1, 2),
      invalidates,
    ],
    [
      "FuncCandidateList FuncnameGetCandidates(List *names, int nargs, List *argnames, bool expand_variadic, bool expand_defaults, bool include_out_arguments, bool missing_ok)",
      "The functions with a name.",
      ...copied,
    ],
    [
      "FuncCandidateList OpernameGetCandidates(List *names, char oprkind, bool missing_schema_ok)",
      "The operators with a name.",
      ...copied,
    ],
    ["List *fetch_search_path(bool includeImplicit)", "The schemas of the search path.", fresh, invalidates],
    [
      "OverrideSearchPath *GetOverrideSearchPath(MemoryContext context)",
      "The search path as it is.",
      inContext(0),
      neverNull,
      until(16),
      invalidates,
    ],
    [
      "OverrideSearchPath *CopyOverrideSearchPath(OverrideSearchPath *path)",
      "Copies a search path.",
      fresh,
      until(16),
    ],
  ]),
  ...apiTable("src/include/utils/ruleutils.h, src/backend/utils/adt/ruleutils.c, REL_15_STABLE", [
    ["char *pg_get_indexdef_string(Oid indexrelid)", "The command that makes an index.", fresh, invalidates],
    [
      "char *pg_get_indexdef_columns(Oid indexrelid, bool pretty)",
      "The columns of an index, as text.",
      fresh,
      invalidates,
    ],
    [
      "char *pg_get_constraintdef_command(Oid constraintId)",
      "The command that makes a constraint.",
      fresh,
      invalidates,
    ],
    [
      "char *deparse_expression(Node *expr, List *dpcontext, bool forceprefix, bool showimplicit)",
      "The text of an expression.",
      fresh,
      invalidates,
    ],
    [
      "List *deparse_context_for(const char *aliasname, Oid relid)",
      "What deparse_expression has to know of a relation.",
      fresh,
      invalidates,
    ],
  ]),
  ...apiTable("src/include/foreign/foreign.h, src/backend/foreign/foreign.c, REL_15_STABLE", [
    ["ForeignServer *GetForeignServer(Oid serverid)", "A foreign server.", fresh, invalidates],
    [
      "ForeignServer *GetForeignServerExtended(Oid serverid, bits16 flags)",
      "A foreign server, or NULL when that is allowed.",
      ...copied,
    ],
    [
      "ForeignServer *GetForeignServerByName(const char *name, bool missing_ok)",
      "A foreign server by its name, or NULL when that is allowed.",
      ...copied,
    ],
    [
      "UserMapping *GetUserMapping(Oid userid, Oid serverid)",
      "How a role connects to a foreign server.",
      fresh,
      invalidates,
    ],
    ["ForeignDataWrapper *GetForeignDataWrapper(Oid fdwid)", "A foreign-data wrapper.", fresh, invalidates],
    [
      "ForeignDataWrapper *GetForeignDataWrapperByName(const char *name, bool missing_ok)",
      "A foreign-data wrapper by its name, or NULL when that is allowed.",
      ...copied,
    ],
    ["ForeignTable *GetForeignTable(Oid relid)", "A foreign table with its options.", fresh, invalidates],
    [
      "List *GetForeignColumnOptions(Oid relid, AttrNumber attnum)",
      "The options of a column of a foreign table.",
      ...copied,
    ],
  ]),
  ...apiTable("src/include/access/table.h, src/backend/access/table/table.c, REL_15_STABLE", [
    [
      "Relation table_open(Oid relationId, LOCKMODE lockmode)",
      "Opens a table and locks it.",
      pinnedUntil("table_close"),
      neverNull,
      invalidates,
    ],
    [
      "Relation table_openrv(const RangeVar *relation, LOCKMODE lockmode)",
      "Opens a table by its name and locks it.",
      pinnedUntil("table_close"),
      neverNull,
      invalidates,
    ],
    [
      "Relation table_openrv_extended(const RangeVar *relation, LOCKMODE lockmode, bool missing_ok)",
      "Opens a table by its name and locks it; NULL when that is allowed and there is none.",
      pinnedUntil("table_close"),
      invalidates,
    ],
    [
      "Relation try_table_open(Oid relationId, LOCKMODE lockmode)",
      "Opens a table and locks it; NULL when there is none.",
      pinnedUntil("table_close"),
      invalidates,
    ],
    [
      "void table_close(Relation relation, LOCKMODE lockmode)",
      "Closes a table; with NoLock it stays locked to the end of the transaction.",
      releases(0),
    ],
  ]),
  ...apiTable("src/include/access/relation.h, src/backend/access/common/relation.c, REL_15_STABLE", [
    [
      "Relation relation_open(Oid relationId, LOCKMODE lockmode)",
      "Opens a relation of any kind and locks it.",
      pinnedUntil("relation_close"),
      neverNull,
      invalidates,
    ],
    [
      "Relation relation_openrv(const RangeVar *relation, LOCKMODE lockmode)",
      "Opens a relation of any kind by its name and locks it.",
      pinnedUntil("relation_close"),
      neverNull,
      invalidates,
    ],
    [
      "Relation relation_openrv_extended(const RangeVar *relation, LOCKMODE lockmode, bool missing_ok)",
      "Opens a relation of any kind by its name; NULL when that is allowed and there is none.",
      pinnedUntil("relation_close"),
      invalidates,
    ],
    [
      "Relation try_relation_open(Oid relationId, LOCKMODE lockmode)",
      "Opens a relation of any kind and locks it; NULL when there is none.",
      pinnedUntil("relation_close"),
      invalidates,
    ],
    [
      "void relation_close(Relation relation, LOCKMODE lockmode)",
      "Closes a relation; with NoLock it stays locked to the end of the transaction.",
      releases(0),
    ],
  ]),
  ...apiTable("src/include/access/genam.h, src/backend/access/index/indexam.c, REL_15_STABLE", [
    [
      "Relation index_open(Oid relationId, LOCKMODE lockmode)",
      "Opens an index and locks it.",
      pinnedUntil("index_close"),
      neverNull,
      invalidates,
    ],
    [
      "void index_close(Relation relation, LOCKMODE lockmode)",
      "Closes an index; with NoLock it stays locked to the end of the transaction.",
      releases(0),
    ],
    [
      "FmgrInfo *index_getprocinfo(Relation irel, AttrNumber attnum, uint16 procnum)",
      "A support function of an index.",
      inside(0),
      neverNull,
      invalidates,
    ],
    [
      "IndexScanDesc index_beginscan(Relation heapRelation, Relation indexRelation, Snapshot snapshot, int nkeys, int norderbys)",
      "Starts a scan of an index.",
      pinnedUntil("index_endscan"),
      neverNull,
      runsCode,
    ],
    [
      "void index_rescan(IndexScanDesc scan, ScanKey keys, int nkeys, ScanKey orderbys, int norderbys)",
      "Starts a scan of an index with other keys.",
      endsInside(0),
      runsCode,
    ],
    ["void index_endscan(IndexScanDesc scan)", "Ends a scan of an index.", releases(0), runsCode],
    [
      "ItemPointer index_getnext_tid(IndexScanDesc scan, ScanDirection direction)",
      "The place of the next row of an index scan, or NULL.",
      inside(0),
      endsInside(0),
      runsCode,
    ],
    [
      "bool index_getnext_slot(IndexScanDesc scan, ScanDirection direction, struct TupleTableSlot *slot)",
      "Puts the next row of an index scan into a slot.",
      runsCode,
    ],
  ]),
  ...apiTable("src/include/access/sequence.h, src/backend/access/sequence/sequence.c, REL_17_STABLE", [
    [
      "Relation sequence_open(Oid relationId, LOCKMODE lockmode)",
      "Opens a sequence and locks it.",
      pinnedUntil("sequence_close"),
      neverNull,
      invalidates,
      since(17),
    ],
    [
      "void sequence_close(Relation relation, LOCKMODE lockmode)",
      "Closes a sequence; with NoLock it stays locked to the end of the transaction.",
      releases(0),
      since(17),
    ],
  ]),
  ...apiTable("src/include/access/heapam.h, src/backend/access/heap/heapam.c, REL_11_STABLE", [
    [
      "Relation heap_open(Oid relationId, LOCKMODE lockmode)",
      "Opens a table and locks it; table_open since PostgreSQL 12.",
      pinnedUntil("heap_close"),
      neverNull,
      invalidates,
      until(11),
    ],
    [
      "Relation heap_openrv(const RangeVar *relation, LOCKMODE lockmode)",
      "Opens a table by its name and locks it; table_openrv since PostgreSQL 12.",
      pinnedUntil("heap_close"),
      neverNull,
      invalidates,
      until(11),
    ],
    [
      "void heap_close(Relation relation, LOCKMODE lockmode)",
      "Closes a table; table_close since PostgreSQL 12.",
      releases(0),
      until(11),
    ],
  ]),
  ...apiTable("src/include/utils/relcache.h, src/backend/utils/cache/relcache.c, REL_15_STABLE", [
    [
      "Relation RelationIdGetRelation(Oid relationId)",
      "A relation that is locked already, or NULL.",
      pinnedUntil("RelationClose"),
      invalidates,
    ],
    ["void RelationClose(Relation relation)", "Gives a relation of RelationIdGetRelation back.", releases(0)],
    ["List *RelationGetIndexList(Relation relation)", "The oids of a relation's indexes.", ...copied],
    ["List *RelationGetIndexExpressions(Relation relation)", "The expressions of an index.", ...copied],
    ["List *RelationGetIndexPredicate(Relation relation)", "The predicate of an index.", ...copied],
    [
      "Bitmapset *RelationGetIndexAttrBitmap(Relation relation, IndexAttrBitmapKind attrKind)",
      "The columns that the indexes of a relation use.",
      ...copied,
    ],
    [
      "List *RelationGetFKeyList(Relation relation)",
      "The foreign keys of a relation, as the cache has them.",
      inside(0),
      invalidates,
    ],
    [
      "List *RelationGetStatExtList(Relation relation)",
      "The oids of a relation's extended statistics.",
      ...copied,
    ],
  ]),
  ...apiTable("src/include/utils/rel.h, REL_15_STABLE", [
    ["char *RelationGetRelationName(relation)", "The name of an open relation.", inside(0), neverNull],
    ["TupleDesc RelationGetDescr(relation)", "The columns of an open relation.", inside(0), neverNull],
    ["Form_pg_class RelationGetForm(relation)", "The catalog row of an open relation.", inside(0), neverNull],
  ]),
  ...apiTable("src/include/catalog/index.h, src/backend/catalog/index.c, REL_15_STABLE", [
    ["IndexInfo *BuildIndexInfo(Relation index)", "What the catalogs say of an index.", fresh, invalidates],
    [
      "void FormIndexDatum(IndexInfo *indexInfo, TupleTableSlot *slot, EState *estate, Datum *values, bool *isnull)",
      "The values of an index entry for a row.",
      changesArguments,
      runsCode,
    ],
  ]),
  ...apiTable("src/include/access/genam.h, src/backend/access/index/genam.c, REL_15_STABLE", [
    [
      "char *BuildIndexValueDescription(Relation indexRelation, Datum *values, bool *isnull)",
      "The values of an index entry as text, or NULL when the user may not see them.",
      ...copied,
    ],
    [
      "SysScanDesc systable_beginscan(Relation heapRelation, Oid indexId, bool indexOK, Snapshot snapshot, int nkeys, ScanKey key)",
      "Starts a scan of a catalog.",
      pinnedUntil("systable_endscan"),
      neverNull,
      invalidates,
    ],
    [
      "HeapTuple systable_getnext(SysScanDesc sysscan)",
      "The next row of a scan, or NULL; the row before is gone.",
      ...nextRow,
    ],
    ["void systable_endscan(SysScanDesc sysscan)", "Ends a scan of a catalog; its row is gone.", releases(0)],
    [
      "SysScanDesc systable_beginscan_ordered(Relation heapRelation, Relation indexRelation, Snapshot snapshot, int nkeys, ScanKey key)",
      "Starts a scan of a catalog in the order of an index.",
      pinnedUntil("systable_endscan_ordered"),
      neverNull,
      invalidates,
    ],
    [
      "HeapTuple systable_getnext_ordered(SysScanDesc sysscan, ScanDirection direction)",
      "The next row of an ordered scan, or NULL; the row before is gone.",
      ...nextRow,
    ],
    [
      "void systable_endscan_ordered(SysScanDesc sysscan)",
      "Ends an ordered scan of a catalog; its row is gone.",
      releases(0),
    ],
    [
      "bool systable_recheck_tuple(SysScanDesc sysscan, HeapTuple tup)",
      "Whether the row of a scan is still visible.",
      invalidates,
    ],
  ]),
  ...apiTable("src/include/access/heapam.h, src/backend/access/heap/heapam.c, REL_15_STABLE", [
    [
      "TableScanDesc heap_beginscan(Relation relation, Snapshot snapshot, int nkeys, ScanKey key, ParallelTableScanDesc parallel_scan, uint32 flags)",
      "Starts a scan of a heap; call table_beginscan instead.",
      pinnedUntil("heap_endscan"),
      neverNull,
    ],
    [
      "HeapTuple heap_getnext(TableScanDesc scan, ScanDirection direction)",
      "The next row of a scan, or NULL; the row before is gone.",
      ...nextRow,
    ],
    ["void heap_endscan(TableScanDesc scan)", "Ends a scan of a heap; its row is gone.", releases(0)],
    [
      "void heap_insert(Relation relation, HeapTuple tup, CommandId cid, int options, BulkInsertState bistate)",
      "Inserts a row into a heap.",
      invalidates,
    ],
    [
      "void simple_heap_insert(Relation relation, HeapTuple tup)",
      "Inserts a row into a catalog; call CatalogTupleInsert instead.",
      invalidates,
    ],
    [
      "void simple_heap_update(Relation relation, ItemPointer otid, HeapTuple tup)",
      "Updates a row of a heap that nobody else updates.",
      invalidates,
    ],
    [
      "void simple_heap_delete(Relation relation, ItemPointer tid)",
      "Deletes a row of a heap that nobody else deletes.",
      invalidates,
    ],
  ]),
  ...apiTable("src/include/access/tableam.h, src/backend/access/table/tableam.c, REL_15_STABLE", [
    [
      "TableScanDesc table_beginscan(Relation rel, Snapshot snapshot, int nkeys, ScanKey key)",
      "Starts a scan of a table.",
      pinnedUntil("table_endscan"),
      neverNull,
      runsCode,
    ],
    [
      "TableScanDesc table_beginscan_strat(Relation rel, Snapshot snapshot, int nkeys, ScanKey key, bool allow_strat, bool allow_sync)",
      "Starts a scan of a table with a choice of strategies.",
      pinnedUntil("table_endscan"),
      neverNull,
      runsCode,
    ],
    [
      "TableScanDesc table_beginscan_catalog(Relation relation, int nkeys, ScanKey key)",
      "Starts a scan of a catalog with a snapshot of its own.",
      pinnedUntil("table_endscan"),
      neverNull,
      runsCode,
    ],
    [
      "TableScanDesc table_beginscan_parallel(Relation rel, ParallelTableScanDesc pscan)",
      "Joins a parallel scan of a table.",
      pinnedUntil("table_endscan"),
      neverNull,
      runsCode,
    ],
    [
      "void table_endscan(TableScanDesc scan)",
      "Ends a scan of a table; its row is gone.",
      releases(0),
      runsCode,
    ],
    ["void table_rescan(TableScanDesc scan, ScanKey key)", "Starts a scan again.", endsInside(0), runsCode],
    [
      "bool table_scan_getnextslot(TableScanDesc sscan, ScanDirection direction, TupleTableSlot *slot)",
      "Puts the next row of a scan into a slot.",
      runsCode,
    ],
    [
      "TupleTableSlot *table_slot_create(Relation relation, List **reglist)",
      "Makes a slot for rows of a table.",
      fresh,
      changesArguments,
    ],
    [
      "const TupleTableSlotOps *table_slot_callbacks(Relation relation)",
      "What kind of slot rows of a table need.",
      isStatic,
      neverNull,
    ],
    [
      "void table_tuple_insert(Relation rel, TupleTableSlot *slot, CommandId cid, int options, BulkInsertState bistate)",
      "Inserts the row of a slot.",
      runsCode,
    ],
    [
      "void simple_table_tuple_insert(Relation rel, TupleTableSlot *slot)",
      "Inserts the row of a slot.",
      runsCode,
    ],
  ]),
  ...apiTable("src/include/catalog/indexing.h, src/backend/catalog/indexing.c, REL_15_STABLE", [
    [
      "CatalogIndexState CatalogOpenIndexes(Relation heapRel)",
      "Opens the indexes of a catalog, to be closed with CatalogCloseIndexes.",
      fresh,
      invalidates,
    ],
    ["void CatalogCloseIndexes(CatalogIndexState indstate)", "Closes the indexes of a catalog.", frees(0)],
    [
      "void CatalogTupleInsert(Relation heapRel, HeapTuple tup)",
      "Inserts a row into a catalog and its indexes.",
      invalidates,
    ],
    [
      "void CatalogTupleInsertWithInfo(Relation heapRel, HeapTuple tup, CatalogIndexState indstate)",
      "Inserts a row into a catalog whose indexes are open.",
      invalidates,
    ],
    [
      "void CatalogTupleUpdate(Relation heapRel, ItemPointer otid, HeapTuple tup)",
      "Updates a row of a catalog and its indexes.",
      invalidates,
    ],
    [
      "void CatalogTupleUpdateWithInfo(Relation heapRel, ItemPointer otid, HeapTuple tup, CatalogIndexState indstate)",
      "Updates a row of a catalog whose indexes are open.",
      invalidates,
    ],
    [
      "void CatalogTupleDelete(Relation heapRel, ItemPointer tid)",
      "Deletes a row of a catalog.",
      invalidates,
    ],
  ]),
  ...apiTable("src/include/commands/sequence.h, src/backend/commands/sequence.c, REL_15_STABLE", [
    [
      "int64 nextval_internal(Oid relid, bool check_permissions)",
      "The next value of a sequence.",
      invalidates,
    ],
  ]),
];
