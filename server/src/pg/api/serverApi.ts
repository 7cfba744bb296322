import { apiTable, type ApiFunction } from "./apiFunction";
import {
  asDatum,
  changesArguments,
  changesOrMakes,
  effect,
  endsInside,
  frees,
  fresh,
  heapUntil,
  holds,
  inCurrent,
  inWellKnown,
  inside,
  insideOrCurrent,
  invalidates,
  isArgument,
  isStatic,
  looksOnly,
  mayFree,
  neverNull,
  opaque,
  overwrittenNext,
  pinnedUntil,
  releases,
  runsCode,
  growsString,
  since,
  writes,
} from "./apiTraits";

const starts = [effect({ kind: "startsTransaction" })] as const;
const ends = [effect({ kind: "endsTransaction", keepsCurrent: false }), runsCode] as const;
const never = effect({ kind: "neverReturns" });

/** Transactions, snapshots, portals, plans, the executor, nodes, settings, files, messages and errors. */
export const serverApi: readonly ApiFunction[] = [
  ...apiTable("src/include/access/xact.h, src/backend/access/transam/xact.c, REL_15_STABLE", [
    [
      "void StartTransactionCommand(void)",
      "Starts a transaction, or goes on with it; its memory context is current afterwards.",
      ...starts,
      invalidates,
    ],
    [
      "void CommitTransactionCommand(void)",
      "Commits the transaction unless in a block; up to PostgreSQL 17 TopMemoryContext is current afterwards.",
      ...ends,
    ],
    [
      "void AbortCurrentTransaction(void)",
      "Rolls the transaction back; up to PostgreSQL 17 TopMemoryContext is current afterwards.",
      ...ends,
    ],
    [
      "void AbortOutOfAnyTransaction(void)",
      "Rolls back whatever transaction there is; up to PostgreSQL 17 TopMemoryContext is current afterwards.",
      ...ends,
    ],
    [
      "void BeginInternalSubTransaction(const char *name)",
      "Starts a subtransaction, whose memory context is current afterwards.",
      effect({ kind: "startsSubtransaction" }),
      runsCode,
    ],
    [
      "void ReleaseCurrentSubTransaction(void)",
      "Ends a subtransaction and keeps what it did.",
      effect({ kind: "endsSubtransaction", isRollback: false }),
      runsCode,
    ],
    [
      "void RollbackAndReleaseCurrentSubTransaction(void)",
      "Rolls a subtransaction back and ends it.",
      effect({ kind: "endsSubtransaction", isRollback: true }),
      runsCode,
    ],
    [
      "void CommandCounterIncrement(void)",
      "Makes what the transaction did visible to its next commands.",
      invalidates,
    ],
    [
      "void RegisterXactCallback(XactCallback callback, void *arg)",
      "Has a function called when transactions end.",
      holds(1),
    ],
    ["void UnregisterXactCallback(XactCallback callback, void *arg)", "Takes back RegisterXactCallback."],
    [
      "void RegisterSubXactCallback(SubXactCallback callback, void *arg)",
      "Has a function called when subtransactions start and end.",
      holds(1),
    ],
    [
      "void UnregisterSubXactCallback(SubXactCallback callback, void *arg)",
      "Takes back RegisterSubXactCallback.",
    ],
  ]),
  ...apiTable("src/include/utils/snapmgr.h, src/backend/utils/time/snapmgr.c, REL_15_STABLE", [
    [
      "Snapshot GetTransactionSnapshot(void)",
      "The snapshot for a new command; register or push it before the next is taken.",
      overwrittenNext,
      neverNull,
    ],
    [
      "Snapshot GetLatestSnapshot(void)",
      "A snapshot of now; register or push it before the next is taken.",
      overwrittenNext,
      neverNull,
    ],
    ["Snapshot GetActiveSnapshot(void)", "The snapshot in use.", opaque, neverNull],
    [
      "Snapshot GetCatalogSnapshot(Oid relid)",
      "A snapshot for reading catalogs.",
      overwrittenNext,
      neverNull,
      invalidates,
    ],
    ["Snapshot GetOldestSnapshot(void)", "The oldest snapshot in use, or NULL.", opaque],
    [
      "void PushActiveSnapshot(Snapshot snapshot)",
      "Uses a snapshot, or a copy of it, until PopActiveSnapshot.",
    ],
    ["void PushCopiedSnapshot(Snapshot snapshot)", "Uses a copy of a snapshot until PopActiveSnapshot."],
    ["void PopActiveSnapshot(void)", "Ends the use of the snapshot pushed last."],
    ["void UpdateActiveSnapshotCommandId(void)", "Lets the active snapshot see what the transaction did."],
    [
      "Snapshot RegisterSnapshot(Snapshot snapshot)",
      "Keeps a snapshot, or a copy of it, until UnregisterSnapshot.",
      pinnedUntil("UnregisterSnapshot"),
    ],
    [
      "void UnregisterSnapshot(Snapshot snapshot)",
      "Gives a registered snapshot back, which others may still hold.",
      mayFree(0),
    ],
    [
      "Snapshot RegisterSnapshotOnOwner(Snapshot snapshot, ResourceOwner owner)",
      "Keeps a snapshot, or a copy of it, for a resource owner.",
      pinnedUntil("UnregisterSnapshotFromOwner"),
    ],
    [
      "void UnregisterSnapshotFromOwner(Snapshot snapshot, ResourceOwner owner)",
      "Gives a snapshot registered for a resource owner back, which others may still hold.",
      mayFree(0),
    ],
    ["char *ExportSnapshot(Snapshot snapshot)", "Lets other sessions use a snapshot by a name.", fresh],
    [
      "Snapshot RestoreSnapshot(char *start_address)",
      "A snapshot out of its serialized form.",
      inWellKnown("TopTransactionContext"),
      neverNull,
    ],
  ]),
  ...apiTable("src/include/utils/portal.h, src/backend/utils/mmgr/portalmem.c, REL_15_STABLE", [
    [
      "Portal CreatePortal(const char *name, bool allowDup, bool dupSilent)",
      "Makes a portal with a memory context and a resource owner of its own.",
      pinnedUntil("PortalDrop"),
      neverNull,
      runsCode,
    ],
    ["Portal CreateNewPortal(void)", "Makes a portal with a new name.", pinnedUntil("PortalDrop"), neverNull],
    [
      "void PortalDrop(Portal portal, bool isTopCommit)",
      "Ends a portal with its memory.",
      frees(0),
      runsCode,
    ],
    ["Portal GetPortalByName(const char *name)", "An open portal by its name, or NULL.", opaque],
    ["void PinPortal(Portal portal)", "Protects a portal from being dropped by commands."],
    ["void UnpinPortal(Portal portal)", "Gives up the protection of PinPortal."],
    [
      "void PortalDefineQuery(Portal portal, const char *prepStmtName, const char *sourceText, CommandTag commandTag, List *stmts, CachedPlan *cplan)",
      "Sets what a portal runs; all of it must live as long as the portal.",
      holds(1),
      holds(2),
      holds(4),
      changesArguments,
    ],
    [
      "PlannedStmt *PortalGetPrimaryStmt(Portal portal)",
      "The statement that tells the result of a portal, or NULL.",
      opaque,
    ],
  ]),
  ...apiTable("src/include/tcop/pquery.h, src/backend/tcop/pquery.c, REL_15_STABLE", [
    [
      "void PortalStart(Portal portal, ParamListInfo params, int eflags, Snapshot snapshot)",
      "Prepares a portal to run.",
      runsCode,
    ],
    [
      "bool PortalRun(Portal portal, long count, bool isTopLevel, bool run_once, DestReceiver *dest, DestReceiver *altdest, QueryCompletion *qc)",
      "Runs a portal.",
      runsCode,
    ],
  ]),
  ...apiTable("src/include/utils/plancache.h, src/backend/utils/cache/plancache.c, REL_15_STABLE", [
    [
      "CachedPlanSource *CreateCachedPlan(struct RawStmt *raw_parse_tree, const char *query_string, CommandTag commandTag)",
      "Prepares a query to be planned again when needed, in a context below the current one.",
      opaque,
      neverNull,
      holds(0),
    ],
    [
      "void CompleteCachedPlan(CachedPlanSource *plansource, List *querytree_list, MemoryContext querytree_context, Oid *param_types, int num_params, ParserSetupHook parserSetup, void *parserSetupArg, int cursor_options, bool fixed_result)",
      "Ends the preparation of a query.",
      changesArguments,
      runsCode,
    ],
    [
      "void SaveCachedPlan(CachedPlanSource *plansource)",
      "Makes a prepared query live on until DropCachedPlan.",
      changesArguments,
    ],
    ["void DropCachedPlan(CachedPlanSource *plansource)", "Frees a prepared query.", frees(0)],
    [
      "CachedPlan *GetCachedPlan(CachedPlanSource *plansource, ParamListInfo boundParams, ResourceOwner owner, QueryEnvironment *queryEnv)",
      "A plan of a prepared query.",
      pinnedUntil("ReleaseCachedPlan"),
      neverNull,
      runsCode,
    ],
    [
      "void ReleaseCachedPlan(CachedPlan *plan, ResourceOwner owner)",
      "Gives a plan of a prepared query back, which others may still hold.",
      mayFree(0),
    ],
  ]),
  ...apiTable("src/include/utils/resowner.h, src/backend/utils/resowner/resowner.c, REL_15_STABLE", [
    [
      "ResourceOwner ResourceOwnerCreate(ResourceOwner parent, const char *name)",
      "Makes an owner for locks, pins and the like.",
      inWellKnown("TopMemoryContext"),
      neverNull,
    ],
    [
      "void ResourceOwnerRelease(ResourceOwner owner, ResourceReleasePhase phase, bool isCommit, bool isTopLevel)",
      "Releases what an owner holds.",
      runsCode,
    ],
    ["void ResourceOwnerDelete(ResourceOwner owner)", "Deletes an owner with those below it.", frees(0)],
    [
      "void RegisterResourceReleaseCallback(ResourceReleaseCallback callback, void *arg)",
      "Has a function called when owners are released.",
      holds(1),
    ],
  ]),
  ...apiTable("src/include/utils/inval.h, src/backend/utils/cache/inval.c, REL_15_STABLE", [
    [
      "void CacheRegisterSyscacheCallback(int cacheid, SyscacheCallbackFunction func, Datum arg)",
      "Has a function called when rows of a catalog change.",
    ],
    [
      "void CacheRegisterRelcacheCallback(RelcacheCallbackFunction func, Datum arg)",
      "Has a function called when relations change.",
    ],
    [
      "void AcceptInvalidationMessages(void)",
      "Learns what other processes changed in the catalogs.",
      invalidates,
    ],
  ]),
  ...apiTable("src/include/parser/parser.h, src/backend/parser/parser.c, REL_15_STABLE", [
    [
      "List *raw_parser(const char *str, RawParseMode mode)",
      "Parses SQL text without a look at the catalogs.",
      inCurrent,
      runsCode,
    ],
  ]),
  ...apiTable("src/include/tcop/tcopprot.h, src/backend/tcop/postgres.c, REL_15_STABLE", [
    [
      "List *pg_parse_query(const char *query_string)",
      "Parses SQL text without a look at the catalogs.",
      inCurrent,
    ],
    [
      "List *pg_analyze_and_rewrite_fixedparams(RawStmt *parsetree, const char *query_string, const Oid *paramTypes, int numParams, QueryEnvironment *queryEnv)",
      "Analyses a parsed statement and applies rules.",
      inCurrent,
      runsCode,
      since(15),
    ],
    [
      "List *pg_analyze_and_rewrite_varparams(RawStmt *parsetree, const char *query_string, Oid **paramTypes, int *numParams, QueryEnvironment *queryEnv)",
      "Analyses a parsed statement whose parameters have no types yet.",
      inCurrent,
      runsCode,
      since(15),
    ],
    ["List *pg_rewrite_query(Query *query)", "Applies rules to a query.", inCurrent, runsCode],
    [
      "PlannedStmt *pg_plan_query(Query *querytree, const char *query_string, int cursorOptions, ParamListInfo boundParams)",
      "Plans a query.",
      inCurrent,
      runsCode,
    ],
    [
      "List *pg_plan_queries(List *querytrees, const char *query_string, int cursorOptions, ParamListInfo boundParams)",
      "Plans queries.",
      inCurrent,
      runsCode,
    ],
  ]),
  ...apiTable("src/include/parser/analyze.h, src/backend/parser/analyze.c, REL_15_STABLE", [
    [
      "Query *parse_analyze_fixedparams(RawStmt *parseTree, const char *sourceText, const Oid *paramTypes, int numParams, QueryEnvironment *queryEnv)",
      "Analyses a parsed statement.",
      fresh,
      runsCode,
      since(15),
    ],
  ]),
  ...apiTable("src/include/optimizer/optimizer.h, src/backend/optimizer/plan/planner.c, REL_15_STABLE", [
    [
      "struct PlannedStmt *planner(Query *parse, const char *query_string, int cursorOptions, struct ParamListInfoData *boundParams)",
      "Plans a query, by the hook when there is one.",
      fresh,
      runsCode,
    ],
  ]),
  ...apiTable("src/include/optimizer/planner.h, src/backend/optimizer/plan/planner.c, REL_15_STABLE", [
    [
      "PlannedStmt *standard_planner(Query *parse, const char *query_string, int cursorOptions, ParamListInfo boundParams)",
      "Plans a query.",
      fresh,
      runsCode,
    ],
  ]),
  ...apiTable("src/include/tcop/utility.h, src/backend/tcop/utility.c, REL_15_STABLE", [
    [
      "void ProcessUtility(PlannedStmt *pstmt, const char *queryString, bool readOnlyTree, ProcessUtilityContext context, ParamListInfo params, QueryEnvironment *queryEnv, DestReceiver *dest, QueryCompletion *qc)",
      "Runs a utility statement, by the hook when there is one; the statement may be changed or gone afterwards.",
      runsCode,
    ],
    [
      "void standard_ProcessUtility(PlannedStmt *pstmt, const char *queryString, bool readOnlyTree, ProcessUtilityContext context, ParamListInfo params, QueryEnvironment *queryEnv, DestReceiver *dest, QueryCompletion *qc)",
      "Runs a utility statement, which may be changed or gone afterwards.",
      runsCode,
    ],
  ]),
  ...apiTable("src/include/executor/execdesc.h, src/backend/tcop/pquery.c, REL_15_STABLE", [
    [
      "QueryDesc *CreateQueryDesc(PlannedStmt *plannedstmt, const char *sourceText, Snapshot snapshot, Snapshot crosscheck_snapshot, DestReceiver *dest, ParamListInfo params, QueryEnvironment *queryEnv, int instrument_options)",
      "Prepares to run a plan.",
      fresh,
      holds(0),
      holds(1),
      holds(4),
    ],
    ["void FreeQueryDesc(QueryDesc *qdesc)", "Frees what a plan was run with.", frees(0)],
  ]),
  ...apiTable("src/include/executor/executor.h, src/backend/executor/execMain.c, REL_15_STABLE", [
    [
      "void ExecutorStart(QueryDesc *queryDesc, int eflags)",
      "Prepares a plan to be run, by the hook when there is one.",
      runsCode,
    ],
    [
      "void ExecutorRun(QueryDesc *queryDesc, ScanDirection direction, uint64 count, bool execute_once)",
      "Runs a plan, by the hook when there is one.",
      runsCode,
    ],
    [
      "void ExecutorFinish(QueryDesc *queryDesc)",
      "Fires the triggers of a plan, by the hook when there is one.",
      runsCode,
    ],
    [
      "void ExecutorEnd(QueryDesc *queryDesc)",
      "Ends a plan and frees the memory of its execution, by the hook when there is one.",
      runsCode,
    ],
    ["void standard_ExecutorStart(QueryDesc *queryDesc, int eflags)", "Prepares a plan to be run.", runsCode],
    [
      "void standard_ExecutorRun(QueryDesc *queryDesc, ScanDirection direction, uint64 count, bool execute_once)",
      "Runs a plan.",
      runsCode,
    ],
    ["void standard_ExecutorFinish(QueryDesc *queryDesc)", "Fires the triggers of a plan.", runsCode],
    [
      "void standard_ExecutorEnd(QueryDesc *queryDesc)",
      "Ends a plan and frees the memory of its execution.",
      runsCode,
    ],
    [
      "void ExecConstraints(ResultRelInfo *resultRelInfo, TupleTableSlot *slot, EState *estate)",
      "Checks a row against the constraints.",
      runsCode,
    ],
  ]),
  ...apiTable("src/include/executor/executor.h, src/backend/executor/execUtils.c, REL_15_STABLE", [
    [
      "EState *CreateExecutorState(void)",
      "Makes what running expressions and plans needs, with a memory context of its own.",
      pinnedUntil("FreeExecutorState"),
      neverNull,
    ],
    [
      "void FreeExecutorState(EState *estate)",
      "Ends the memory of an execution with all that was allocated in it.",
      frees(0),
      runsCode,
    ],
    [
      "ExprContext *CreateExprContext(EState *estate)",
      "Makes a context for expressions, with a memory context for each row.",
      inside(0),
      neverNull,
    ],
    [
      "ExprContext *CreateStandaloneExprContext(void)",
      "Makes a context for expressions without an execution around it.",
      fresh,
    ],
    [
      "void FreeExprContext(ExprContext *econtext, bool isCommit)",
      "Frees a context for expressions.",
      frees(0),
      runsCode,
    ],
    [
      "void ReScanExprContext(ExprContext *econtext)",
      "Empties a context for expressions.",
      changesArguments,
      runsCode,
    ],
  ]),
  ...apiTable("src/include/executor/executor.h, REL_15_STABLE", [
    [
      "ExprContext *GetPerTupleExprContext(estate)",
      "The context for expressions of one row.",
      inside(0),
      neverNull,
      changesArguments,
    ],
    [
      "MemoryContext GetPerTupleMemoryContext(estate)",
      "The memory context for one row.",
      opaque,
      neverNull,
      changesArguments,
    ],
    [
      "void ResetExprContext(econtext)",
      "Frees what was allocated for the row before, in ecxt_per_tuple_memory.",
    ],
    ["void ResetPerTupleExprContext(estate)", "Frees what was allocated for the row before."],
    [
      "Datum ExecEvalExpr(ExprState *state, ExprContext *econtext, bool *isNull)",
      "Evaluates an expression in the current memory context.",
      opaque,
      asDatum,
      runsCode,
    ],
    [
      "Datum ExecEvalExprSwitchContext(ExprState *state, ExprContext *econtext, bool *isNull)",
      "Evaluates an expression in the memory of one row.",
      opaque,
      asDatum,
      runsCode,
    ],
    ["bool ExecQual(ExprState *state, ExprContext *econtext)", "Evaluates a condition.", runsCode],
    [
      "TupleTableSlot *ExecProject(ProjectionInfo *projInfo)",
      "Computes the row of a projection, in its slot.",
      opaque,
      neverNull,
      runsCode,
    ],
    [
      "TupleTableSlot *ExecProcNode(PlanState *node)",
      "The next row of a plan, in a slot, or NULL.",
      opaque,
      runsCode,
    ],
    [
      "Datum ExecGetJunkAttribute(TupleTableSlot *slot, AttrNumber attno, bool *isNull)",
      "A column of a row in a slot that is not part of the result.",
      opaque,
      asDatum,
      changesArguments,
    ],
  ]),
  ...apiTable("src/include/executor/executor.h, src/backend/executor/execExpr.c, REL_15_STABLE", [
    [
      "ExprState *ExecInitExpr(Expr *node, PlanState *parent)",
      "Prepares an expression to be evaluated.",
      inCurrent,
      runsCode,
    ],
    [
      "List *ExecInitExprList(List *nodes, PlanState *parent)",
      "Prepares a list of expressions.",
      inCurrent,
      runsCode,
    ],
    ["ExprState *ExecInitQual(List *qual, PlanState *parent)", "Prepares a condition.", inCurrent, runsCode],
    [
      "ExprState *ExecPrepareExpr(Expr *node, EState *estate)",
      "Prepares an expression, in the memory of the execution.",
      opaque,
      runsCode,
    ],
  ]),
  ...apiTable("src/include/executor/executor.h, src/backend/executor/execProcnode.c, REL_15_STABLE", [
    [
      "PlanState *ExecInitNode(Plan *node, EState *estate, int eflags)",
      "Prepares a plan node.",
      inCurrent,
      runsCode,
    ],
    ["void ExecEndNode(PlanState *node)", "Ends a plan node.", runsCode],
  ]),
  ...apiTable("src/include/executor/executor.h, src/backend/executor/execAmi.c, REL_15_STABLE", [
    ["void ExecReScan(PlanState *node)", "Starts a plan node again.", runsCode],
  ]),
  ...apiTable("src/include/executor/executor.h, src/backend/executor/execTuples.c, REL_15_STABLE", [
    [
      "TupleTableSlot *ExecInitExtraTupleSlot(EState *estate, TupleDesc tupledesc, const TupleTableSlotOps *tts_ops)",
      "Makes a slot that ends with the execution.",
      fresh,
      changesArguments,
    ],
    ["TupleDesc ExecTypeFromTL(List *targetList)", "The columns of a target list.", fresh, invalidates],
    [
      "TupleDesc ExecCleanTypeFromTL(List *targetList)",
      "The columns of a target list without those that are not part of the result.",
      fresh,
      invalidates,
    ],
  ]),
  ...apiTable("src/include/executor/executor.h, src/backend/executor/execIndexing.c, REL_15_STABLE", [
    [
      "void ExecOpenIndices(ResultRelInfo *resultRelInfo, bool speculative)",
      "Opens the indexes of a result relation.",
      changesArguments,
      invalidates,
    ],
    [
      "void ExecCloseIndices(ResultRelInfo *resultRelInfo)",
      "Closes the indexes of a result relation.",
      runsCode,
    ],
    [
      "List *ExecInsertIndexTuples(ResultRelInfo *resultRelInfo, TupleTableSlot *slot, EState *estate, bool update, bool noDupErr, bool *specConflict, List *arbiterIndexes)",
      "Makes the index entries of a row.",
      inCurrent,
      runsCode,
    ],
  ]),
  ...apiTable("src/include/tcop/dest.h, src/backend/tcop/dest.c, REL_15_STABLE", [
    ["DestReceiver *CreateDestReceiver(CommandDest dest)", "Makes a receiver of rows.", opaque, neverNull],
  ]),
  ...apiTable("src/include/nodes/nodes.h, src/backend/nodes/copyfuncs.c, REL_15_STABLE", [
    ["void *copyObject(const void *obj)", "Copies a node with all that it points to.", inCurrent],
    [
      "void *copyObjectImpl(const void *from)",
      "Copies a node with all that it points to; call copyObject instead.",
      inCurrent,
    ],
    ["type *makeNode(type)", "Makes a node of a type, filled with zeros.", fresh],
    [
      "type *castNode(type, nodeptr)",
      "The node as one of a type, which assert-enabled servers check.",
      isArgument(1),
      looksOnly,
    ],
  ]),
  ...apiTable("src/include/nodes/nodes.h, src/backend/nodes/outfuncs.c, REL_15_STABLE", [
    ["char *nodeToString(const void *obj)", "The text of a node.", fresh],
    ["char *bmsToString(const struct Bitmapset *bms)", "The text of a set.", fresh],
  ]),
  ...apiTable("src/include/nodes/nodes.h, src/backend/nodes/read.c, REL_15_STABLE", [
    ["void *stringToNode(const char *str)", "A node out of its text.", inCurrent],
  ]),
  ...apiTable("src/include/nodes/nodes.h, src/backend/nodes/equalfuncs.c, REL_15_STABLE", [
    ["bool equal(const void *a, const void *b)", "Whether two nodes are equal."],
  ]),
  ...apiTable("src/include/nodes/value.h, src/backend/nodes/value.c, REL_15_STABLE", [
    ["String *makeString(char *str)", "Makes a string node of a text, which it refers to.", fresh, holds(0)],
    ["Integer *makeInteger(int i)", "Makes an integer node.", fresh],
    [
      "Float *makeFloat(char *numericStr)",
      "Makes a number node of a text, which it refers to.",
      fresh,
      holds(0),
    ],
    ["Boolean *makeBoolean(bool var)", "Makes a boolean node.", fresh, since(15)],
  ]),
  ...apiTable("src/include/nodes/value.h, REL_15_STABLE", [
    ["char *strVal(v)", "The text of a string node.", opaque],
  ]),
  ...apiTable("src/include/nodes/makefuncs.h, src/backend/nodes/makefuncs.c, REL_15_STABLE", [
    [
      "RangeVar *makeRangeVar(char *schemaname, char *relname, int location)",
      "Makes the name of a relation of texts, which it refers to.",
      fresh,
      holds(0),
      holds(1),
    ],
    [
      "DefElem *makeDefElem(char *name, Node *arg, int location)",
      "Makes an option of a name and a value, which it refers to.",
      fresh,
      holds(0),
      holds(1),
    ],
    [
      "DefElem *makeDefElemExtended(char *nameSpace, char *name, Node *arg, DefElemAction defaction, int location)",
      "Makes an option with a namespace.",
      fresh,
      holds(0),
      holds(1),
      holds(2),
    ],
    [
      "TypeName *makeTypeName(char *typnam)",
      "Makes the name of a type of a text, which it refers to.",
      fresh,
      holds(0),
    ],
    [
      "TypeName *makeTypeNameFromNameList(List *names)",
      "Makes the name of a type of a list, which it refers to.",
      fresh,
      holds(0),
    ],
    [
      "TypeName *makeTypeNameFromOid(Oid typeOid, int32 typmod)",
      "Makes the name of a type of its oid.",
      fresh,
    ],
    [
      "ColumnDef *makeColumnDef(const char *colname, Oid typeOid, int32 typmod, Oid collOid)",
      "Makes the definition of a column.",
      fresh,
    ],
    ["Alias *makeAlias(const char *aliasname, List *colnames)", "Makes an alias.", fresh, holds(1)],
    [
      "Var *makeVar(int varno, AttrNumber varattno, Oid vartype, int32 vartypmod, Oid varcollid, Index varlevelsup)",
      "Makes the node of a column.",
      fresh,
    ],
    [
      "Const *makeConst(Oid consttype, int32 consttypmod, Oid constcollid, int constlen, Datum constvalue, bool constisnull, bool constbyval)",
      "Makes the node of a constant, which it refers to.",
      fresh,
      holds(4),
      invalidates,
    ],
    [
      "Const *makeNullConst(Oid consttype, int32 consttypmod, Oid constcollid)",
      "Makes the node of a NULL.",
      fresh,
      invalidates,
    ],
    ["Node *makeBoolConst(bool value, bool isnull)", "Makes the node of a boolean.", fresh],
    [
      "Expr *makeBoolExpr(BoolExprType boolop, List *args, int location)",
      "Makes an AND, OR or NOT.",
      fresh,
      holds(1),
    ],
    [
      "TargetEntry *makeTargetEntry(Expr *expr, AttrNumber resno, char *resname, bool resjunk)",
      "Makes an entry of a target list.",
      fresh,
      holds(0),
      holds(2),
    ],
    [
      "TargetEntry *flatCopyTargetEntry(TargetEntry *src_tle)",
      "Copies an entry of a target list, not what it refers to.",
      fresh,
    ],
    [
      "FuncExpr *makeFuncExpr(Oid funcid, Oid rettype, List *args, Oid funccollid, Oid inputcollid, CoercionForm fformat)",
      "Makes the node of a function call.",
      fresh,
      holds(2),
    ],
    [
      "FuncCall *makeFuncCall(List *name, List *args, CoercionForm funcformat, int location)",
      "Makes the node of a function call as the parser does.",
      fresh,
      holds(0),
      holds(1),
    ],
    [
      "RelabelType *makeRelabelType(Expr *arg, Oid rtype, int32 rtypmod, Oid rcollid, CoercionForm rformat)",
      "Makes the node of a cast that changes no bits.",
      fresh,
      holds(0),
    ],
    [
      "A_Expr *makeA_Expr(A_Expr_Kind kind, List *name, Node *lexpr, Node *rexpr, int location)",
      "Makes the node of an operator as the parser does.",
      fresh,
    ],
    [
      "Expr *make_opclause(Oid opno, Oid opresulttype, bool opretset, Expr *leftop, Expr *rightop, Oid opcollid, Oid inputcollid)",
      "Makes the node of an operator.",
      fresh,
      holds(3),
      holds(4),
    ],
    ["Expr *make_andclause(List *andclauses)", "Makes an AND of a list.", fresh, holds(0)],
    ["Expr *make_orclause(List *orclauses)", "Makes an OR of a list.", fresh, holds(0)],
    [
      "Expr *make_ands_explicit(List *andclauses)",
      "Makes one condition of a list of conditions.",
      opaque,
      neverNull,
    ],
    ["List *make_ands_implicit(Expr *clause)", "Makes a list of conditions of one.", opaque],
  ]),
  ...apiTable("src/include/optimizer/optimizer.h, src/backend/optimizer/util/var.c, REL_15_STABLE", [
    [
      "List *pull_var_clause(Node *node, int flags)",
      "The columns that an expression uses; they are parts of it.",
      inCurrent,
    ],
    [
      "Bitmapset *pull_varnos(PlannerInfo *root, Node *node)",
      "The relations that an expression uses.",
      inCurrent,
    ],
  ]),
  ...apiTable("src/include/commands/defrem.h, src/backend/commands/define.c, REL_15_STABLE", [
    [
      "char *defGetString(DefElem *def)",
      "The value of an option as text.",
      insideOrCurrent(0),
      neverNull,
      invalidates,
    ],
    [
      "List *defGetQualifiedName(DefElem *def)",
      "The value of an option as a qualified name.",
      opaque,
      neverNull,
    ],
    ["TypeName *defGetTypeName(DefElem *def)", "The value of an option as a type.", opaque, neverNull],
    [
      "void errorConflictingDefElem(DefElem *defel, ParseState *pstate)",
      "Raises an error about an option that is given twice.",
      never,
      since(15),
    ],
  ]),
  ...apiTable("src/include/commands/defrem.h, src/backend/commands/indexcmds.c, REL_15_STABLE", [
    [
      "char *makeObjectName(const char *name1, const char *name2, const char *label)",
      "Makes a name of parts that is short enough.",
      fresh,
    ],
    [
      "char *ChooseRelationName(const char *name1, const char *name2, const char *label, Oid namespaceid, bool isconstraint)",
      "Makes a name for a relation that no other has.",
      fresh,
      invalidates,
    ],
  ]),
  ...apiTable("src/include/access/reloptions.h, src/backend/access/common/reloptions.c, REL_15_STABLE", [
    [
      "List *untransformRelOptions(Datum options)",
      "The options in an array as a list.",
      inCurrent,
      invalidates,
    ],
    [
      "Datum transformRelOptions(Datum oldOptions, List *defList, const char *namspace, char *validnsps[], bool acceptOidsOff, bool isReset)",
      "Options as an array.",
      opaque,
      asDatum,
      invalidates,
    ],
    [
      "void *build_reloptions(Datum reloptions, bool validate, relopt_kind kind, Size relopt_struct_size, const relopt_parse_elt *relopt_elems, int num_relopt_elems)",
      "Options as a struct.",
      inCurrent,
      invalidates,
    ],
  ]),
  ...apiTable("src/include/utils/guc.h, src/backend/utils/misc/guc.c, REL_15_STABLE", [
    [
      "void DefineCustomBoolVariable(const char *name, const char *short_desc, const char *long_desc, bool *valueAddr, bool bootValue, GucContext context, int flags, GucBoolCheckHook check_hook, GucBoolAssignHook assign_hook, GucShowHook show_hook)",
      "Defines a setting; its variable must live as long as the process.",
      holds(1),
      holds(2),
      holds(3),
      runsCode,
    ],
    [
      "void DefineCustomIntVariable(const char *name, const char *short_desc, const char *long_desc, int *valueAddr, int bootValue, int minValue, int maxValue, GucContext context, int flags, GucIntCheckHook check_hook, GucIntAssignHook assign_hook, GucShowHook show_hook)",
      "Defines a setting that is a number; its variable must live as long as the process.",
      holds(1),
      holds(2),
      holds(3),
      runsCode,
    ],
    [
      "void DefineCustomRealVariable(const char *name, const char *short_desc, const char *long_desc, double *valueAddr, double bootValue, double minValue, double maxValue, GucContext context, int flags, GucRealCheckHook check_hook, GucRealAssignHook assign_hook, GucShowHook show_hook)",
      "Defines a setting that is a fraction; its variable must live as long as the process.",
      holds(1),
      holds(2),
      holds(3),
      runsCode,
    ],
    [
      "void DefineCustomStringVariable(const char *name, const char *short_desc, const char *long_desc, char **valueAddr, const char *bootValue, GucContext context, int flags, GucStringCheckHook check_hook, GucStringAssignHook assign_hook, GucShowHook show_hook)",
      "Defines a setting that is a text; its variable must live as long as the process.",
      holds(1),
      holds(2),
      holds(3),
      holds(4),
      runsCode,
    ],
    [
      "void DefineCustomEnumVariable(const char *name, const char *short_desc, const char *long_desc, int *valueAddr, int bootValue, const struct config_enum_entry *options, GucContext context, int flags, GucEnumCheckHook check_hook, GucEnumAssignHook assign_hook, GucShowHook show_hook)",
      "Defines a setting that is one of some words; its variable must live as long as the process.",
      holds(1),
      holds(2),
      holds(3),
      holds(5),
      runsCode,
    ],
    [
      "const char *GetConfigOption(const char *name, bool missing_ok, bool restrict_privileged)",
      "The value of a setting as text; valid until the setting or the next is asked for.",
      opaque,
      runsCode,
    ],
    [
      "char *GetConfigOptionByName(const char *name, const char **varname, bool missing_ok)",
      "The value of a setting as it is shown, a copy.",
      inCurrent,
      runsCode,
    ],
    [
      "const char *GetConfigOptionResetString(const char *name)",
      "The value that RESET would give a setting; valid until the next is asked for.",
      opaque,
      runsCode,
    ],
    [
      "void SetConfigOption(const char *name, const char *value, GucContext context, GucSource source)",
      "Changes a setting.",
      runsCode,
    ],
    [
      "int set_config_option(const char *name, const char *value, GucContext context, GucSource source, GucAction action, bool changeVal, int elevel, bool is_reload)",
      "Changes a setting under given circumstances.",
      runsCode,
    ],
    ["int NewGUCNestLevel(void)", "Starts a group of changes of settings that AtEOXact_GUC takes back."],
    ["void AtEOXact_GUC(bool isCommit, int nestLevel)", "Takes changes of settings back.", runsCode],
    [
      "bool parse_int(const char *value, int *result, int flags, const char **hintmsg)",
      "Reads an integer with a unit, as settings have it.",
      writes(isStatic, 3),
    ],
    [
      "bool parse_real(const char *value, double *result, int flags, const char **hintmsg)",
      "Reads a number with a unit, as settings have it.",
      writes(isStatic, 3),
    ],
  ]),
  ...apiTable("src/include/utils/guc.h, src/backend/utils/misc/guc-file.c, REL_15_STABLE", [
    ["void ProcessConfigFile(GucContext context)", "Reads the configuration files again.", runsCode],
  ]),
  ...apiTable("src/include/storage/fd.h, src/backend/storage/file/fd.c, REL_15_STABLE", [
    [
      "FILE *AllocateFile(const char *name, const char *mode)",
      "Opens a file; the transaction closes it at the latest.",
      pinnedUntil("FreeFile"),
    ],
    ["int FreeFile(FILE *file)", "Closes a file of AllocateFile.", releases(0)],
    [
      "FILE *OpenPipeStream(const char *command, const char *mode)",
      "Starts a command and reads or writes through a pipe.",
      pinnedUntil("ClosePipeStream"),
    ],
    ["int ClosePipeStream(FILE *file)", "Closes a pipe of OpenPipeStream.", releases(0)],
    [
      "DIR *AllocateDir(const char *dirname)",
      "Opens a folder for reading; the transaction closes it at the latest.",
      pinnedUntil("FreeDir"),
    ],
    [
      "struct dirent *ReadDir(DIR *dir, const char *dirname)",
      "The next entry of a folder, or NULL at the end.",
      inside(0),
      endsInside(0),
    ],
    ["int FreeDir(DIR *dir)", "Closes a folder of AllocateDir.", releases(0)],
    ["char *FilePathName(File file)", "The path of an open file.", opaque, neverNull],
  ]),
  ...apiTable("src/include/utils/elog.h, src/backend/utils/error/elog.c, REL_15_STABLE", [
    [
      "ErrorData *CopyErrorData(void)",
      "Copies the error that is being handled; not while ErrorContext is current.",
      fresh,
    ],
    ["void FreeErrorData(ErrorData *edata)", "Frees a copied error.", frees(0)],
    ["void FlushErrorState(void)", "Forgets the error that is being handled."],
    ["void ReThrowError(ErrorData *edata)", "Raises an error that was copied.", never],
    ["void pg_re_throw(void)", "Raises the error that is being handled again.", never],
    ["void PG_RE_THROW()", "Raises the error that is being handled again.", never],
    ["char *GetErrorContextStack(void)", "The context of a message as text.", fresh],
  ]),
  ...apiTable("src/include/storage/ipc.h, src/backend/storage/ipc/ipc.c, REL_15_STABLE", [
    ["void proc_exit(int code)", "Ends the process in an orderly way.", never],
  ]),
  ...apiTable("src/include/libpq/pqformat.h, src/backend/libpq/pqformat.c, REL_15_STABLE", [
    [
      "void pq_begintypsend(StringInfo buf)",
      "Starts the binary form of a value, in the current memory context.",
      changesArguments,
    ],
    [
      "bytea *pq_endtypsend(StringInfo buf)",
      "Ends the binary form of a value: the result is the memory of the string.",
      opaque,
      neverNull,
    ],
    [
      "void pq_beginmessage(StringInfo buf, char msgtype)",
      "Starts a message to the client.",
      changesArguments,
    ],
    ["void pq_endmessage(StringInfo buf)", "Sends a message to the client and frees it.", changesArguments],
    [
      "void pq_sendbytes(StringInfo buf, const char *data, int datalen)",
      "Appends bytes to a message.",
      growsString(0),
    ],
    [
      "void pq_sendtext(StringInfo buf, const char *str, int slen)",
      "Appends a text to a message, in the encoding of the client.",
      growsString(0),
    ],
    [
      "void pq_sendstring(StringInfo buf, const char *str)",
      "Appends a string with its final zero to a message, in the encoding of the client.",
      growsString(0),
    ],
    [
      "void pq_sendcountedtext(StringInfo buf, const char *str, int slen, bool countincludesself)",
      "Appends a text with its length to a message.",
      growsString(0),
    ],
    ["void pq_sendfloat4(StringInfo buf, float4 f)", "Appends a number to a message.", growsString(0)],
    ["void pq_sendfloat8(StringInfo buf, float8 f)", "Appends a number to a message.", growsString(0)],
    [
      "const char *pq_getmsgbytes(StringInfo msg, int datalen)",
      "Bytes of a message; they point into it.",
      opaque,
      neverNull,
    ],
    ["char *pq_getmsgtext(StringInfo msg, int rawbytes, int *nbytes)", "A text of a message, a copy.", fresh],
    [
      "const char *pq_getmsgstring(StringInfo msg)",
      "A string of a message; it points into that unless it had to be converted.",
      opaque,
      neverNull,
    ],
  ]),
  ...apiTable("src/include/libpq/pqformat.h, REL_15_STABLE", [
    ["void pq_sendint(StringInfo buf, uint32 i, int b)", "Appends an integer to a message.", growsString(0)],
    ["void pq_sendint8(StringInfo buf, uint8 i)", "Appends an integer to a message.", growsString(0)],
    ["void pq_sendint16(StringInfo buf, uint16 i)", "Appends an integer to a message.", growsString(0)],
    ["void pq_sendint32(StringInfo buf, uint32 i)", "Appends an integer to a message.", growsString(0)],
    ["void pq_sendint64(StringInfo buf, uint64 i)", "Appends an integer to a message.", growsString(0)],
    ["void pq_sendbyte(StringInfo buf, uint8 byt)", "Appends a byte to a message.", growsString(0)],
  ]),
  ...apiTable("src/include/storage/latch.h, src/backend/storage/ipc/latch.c, REL_15_STABLE", [
    [
      "WaitEventSet *CreateWaitEventSet(MemoryContext context, int nevents)",
      "Prepares to wait for several things.",
      opaque,
      neverNull,
    ],
    [
      "int AddWaitEventToSet(WaitEventSet *set, uint32 events, pgsocket fd, Latch *latch, void *user_data)",
      "Adds what to wait for.",
      holds(3),
      holds(4),
      changesArguments,
    ],
    ["void FreeWaitEventSet(WaitEventSet *set)", "Frees what waits.", frees(0)],
    [
      "int WaitEventSetWait(WaitEventSet *set, long timeout, WaitEvent *occurred_events, int nevents, uint32 wait_event_info)",
      "Waits.",
      changesArguments,
    ],
  ]),
  ...apiTable("src/include/postmaster/bgworker.h, src/backend/postmaster/bgworker.c, REL_15_STABLE", [
    [
      "bool RegisterDynamicBackgroundWorker(BackgroundWorker *worker, BackgroundWorkerHandle **handle)",
      "Asks for a background worker, which is copied.",
      writes(inCurrent, 1),
    ],
    [
      "const char *GetBackgroundWorkerTypeByPid(pid_t pid)",
      "What kind of background worker a process is, or NULL.",
      opaque,
    ],
  ]),
  ...apiTable("src/include/port.h, src/port/path.c, REL_15_STABLE", [
    [
      "void join_path_components(char *ret_path, const char *head, const char *tail)",
      "Joins two parts of a path in a buffer.",
    ],
    [
      "const char *get_progname(const char *argv0)",
      "The name of a program without its folder.",
      heapUntil("free"),
      neverNull,
    ],
    ["char *make_absolute_path(const char *path)", "An absolute path of a relative one.", heapUntil("free")],
  ]),
  ...apiTable("src/include/postmaster/bgworker.h, src/backend/postmaster/postmaster.c, REL_15_STABLE", [
    [
      "void BackgroundWorkerInitializeConnection(const char *dbname, const char *username, uint32 flags)",
      "Connects a background worker to a database; up to PostgreSQL 17 TopMemoryContext is current afterwards.",
      effect({ kind: "endsTransaction", keepsCurrent: false }),
      runsCode,
    ],
    [
      "void BackgroundWorkerInitializeConnectionByOid(Oid dboid, Oid useroid, uint32 flags)",
      "Connects a background worker to a database; up to PostgreSQL 17 TopMemoryContext is current afterwards.",
      effect({ kind: "endsTransaction", keepsCurrent: false }),
      runsCode,
    ],
  ]),
  ...apiTable("src/include/utils/timestamp.h, src/backend/utils/adt/timestamp.c, REL_15_STABLE", [
    [
      "int timestamp2tm(Timestamp dt, int *tzp, struct pg_tm *tm, fsec_t *fsec, const char **tzn, pg_tz *attimezone)",
      "Takes a point in time apart.",
      writes(isStatic, 4),
      changesArguments,
    ],
  ]),
  ...apiTable("src/include/storage/bufpage.h, src/backend/storage/page/bufpage.c, REL_15_STABLE", [
    ["Page PageGetTempPage(Page page)", "Makes a page of the same size, to be filled.", fresh],
    ["Page PageGetTempPageCopy(Page page)", "Copies a page.", fresh],
    ["Page PageGetTempPageCopySpecial(Page page)", "Makes a page with the special space of another.", fresh],
    [
      "void PageRestoreTempPage(Page tempPage, Page oldPage)",
      "Copies a page back and frees the copy.",
      frees(0),
    ],
  ]),
  ...apiTable("src/include/access/generic_xlog.h, src/backend/access/transam/generic_xlog.c, REL_15_STABLE", [
    [
      "GenericXLogState *GenericXLogStart(Relation relation)",
      "Starts a change of pages that is logged.",
      opaque,
      neverNull,
    ],
    [
      "Page GenericXLogRegisterBuffer(GenericXLogState *state, Buffer buffer, int flags)",
      "The copy of a page to change; GenericXLogFinish writes it back.",
      inside(0),
      neverNull,
    ],
    [
      "XLogRecPtr GenericXLogFinish(GenericXLogState *state)",
      "Writes changed pages and their log.",
      frees(0),
    ],
    ["void GenericXLogAbort(GenericXLogState *state)", "Drops changes of pages.", frees(0)],
  ]),
  ...apiTable("src/include/storage/bufmgr.h, src/backend/storage/buffer/freelist.c, REL_15_STABLE", [
    [
      "BufferAccessStrategy GetAccessStrategy(BufferAccessStrategyType btype)",
      "Makes a strategy for reading many pages.",
      inCurrent,
    ],
    ["void FreeAccessStrategy(BufferAccessStrategy strategy)", "Frees a strategy for reading.", frees(0)],
  ]),
  ...apiTable("src/include/access/heapam.h, src/backend/access/heap/heapam.c, REL_15_STABLE", [
    ["BulkInsertState GetBulkInsertState(void)", "Prepares to insert many rows.", fresh],
    ["void FreeBulkInsertState(BulkInsertState)", "Ends the insertion of many rows.", frees(0), invalidates],
  ]),
  ...apiTable("src/include/optimizer/pathnode.h, src/backend/optimizer/util/pathnode.c, REL_15_STABLE", [
    [
      "void add_path(RelOptInfo *parent_rel, Path *new_path)",
      "Offers a path to the planner, which frees it unless it is good.",
      changesArguments,
      mayFree(1),
    ],
    [
      "ForeignPath *create_foreignscan_path(PlannerInfo *root, RelOptInfo *rel, PathTarget *target, double rows, Cost startup_cost, Cost total_cost, List *pathkeys, Relids required_outer, Path *fdw_outerpath, List *fdw_private)",
      "Makes a path for a scan of a foreign table.",
      fresh,
      invalidates,
    ],
    [
      "ForeignPath *create_foreign_join_path(PlannerInfo *root, RelOptInfo *rel, PathTarget *target, double rows, Cost startup_cost, Cost total_cost, List *pathkeys, Relids required_outer, Path *fdw_outerpath, List *fdw_private)",
      "Makes a path for a join on a foreign server.",
      fresh,
      invalidates,
    ],
    [
      "ForeignPath *create_foreign_upper_path(PlannerInfo *root, RelOptInfo *rel, PathTarget *target, double rows, Cost startup_cost, Cost total_cost, List *pathkeys, Path *fdw_outerpath, List *fdw_private)",
      "Makes a path for grouping, sorting and the like on a foreign server.",
      fresh,
      invalidates,
    ],
  ]),
  ...apiTable("src/include/optimizer/planmain.h, src/backend/optimizer/plan/createplan.c, REL_15_STABLE", [
    [
      "ForeignScan *make_foreignscan(List *qptlist, List *qpqual, Index scanrelid, List *fdw_exprs, List *fdw_private, List *fdw_scan_tlist, List *fdw_recheck_quals, Plan *outer_plan)",
      "Makes the plan of a foreign scan.",
      fresh,
    ],
  ]),
  ...apiTable(
    "src/include/optimizer/restrictinfo.h, src/backend/optimizer/util/restrictinfo.c, REL_15_STABLE",
    [
      [
        "List *extract_actual_clauses(List *restrictinfo_list, bool pseudoconstant)",
        "The expressions of conditions.",
        inCurrent,
      ],
    ],
  ),
  ...apiTable("src/include/optimizer/tlist.h, src/backend/optimizer/util/tlist.c, REL_15_STABLE", [
    [
      "List *add_to_flat_tlist(List *tlist, List *exprs)",
      "Adds expressions to a target list unless they are there.",
      changesOrMakes(0, "null"),
    ],
  ]),
  ...apiTable("src/include/utils/logtape.h, src/backend/utils/sort/logtape.c, REL_15_STABLE", [
    [
      "LogicalTapeSet *LogicalTapeSetCreate(bool preallocate, SharedFileSet *fileset, int worker)",
      "Makes a set of tapes for sorting.",
      fresh,
      invalidates,
    ],
    ["LogicalTape *LogicalTapeCreate(LogicalTapeSet *lts)", "Adds a tape to a set.", fresh, since(15)],
    ["void LogicalTapeSetClose(LogicalTapeSet *lts)", "Frees a set of tapes.", frees(0)],
    ["void LogicalTapeClose(LogicalTape *lt)", "Frees a tape.", frees(0), since(15)],
  ]),
  ...apiTable("src/include/access/genam.h, src/backend/access/index/genam.c, REL_15_STABLE", [
    [
      "IndexScanDesc RelationGetIndexScan(Relation indexRelation, int nkeys, int norderbys)",
      "Makes a scan for an index access method.",
      fresh,
    ],
  ]),
  ...apiTable("src/include/access/nbtree.h, src/backend/access/nbtree/nbtutils.c, REL_15_STABLE", [
    [
      "BTScanInsert _bt_mkscankey(Relation rel, IndexTuple itup)",
      "Makes the keys of an entry of a B-tree.",
      fresh,
      invalidates,
    ],
  ]),
  ...apiTable("src/include/utils/xml.h, src/backend/utils/adt/xml.c, REL_15_STABLE", [
    ["PgXmlErrorContext *pg_xml_init(PgXmlStrictness strictness)", "Prepares to use libxml.", fresh],
    ["void pg_xml_done(PgXmlErrorContext *errcxt, bool isError)", "Ends the use of libxml.", frees(0)],
  ]),
  ...apiTable("src/include/windowapi.h, src/backend/executor/nodeWindowAgg.c, REL_15_STABLE", [
    [
      "void *WinGetPartitionLocalMemory(WindowObject winobj, Size sz)",
      "Memory that lives as long as the partition of a window.",
      opaque,
      neverNull,
    ],
    [
      "Datum WinGetFuncArgCurrent(WindowObject winobj, int argno, bool *isnull)",
      "An argument of a window function for the current row.",
      opaque,
      asDatum,
      runsCode,
    ],
    [
      "Datum WinGetFuncArgInPartition(WindowObject winobj, int argno, int relpos, int seektype, bool set_mark, bool *isnull, bool *isout)",
      "An argument of a window function for a row of the partition.",
      opaque,
      asDatum,
      runsCode,
    ],
    [
      "Datum WinGetFuncArgInFrame(WindowObject winobj, int argno, int relpos, int seektype, bool set_mark, bool *isnull, bool *isout)",
      "An argument of a window function for a row of the frame.",
      opaque,
      asDatum,
      runsCode,
    ],
  ]),
  ...apiTable("src/include/commands/seclabel.h, src/backend/commands/seclabel.c, REL_15_STABLE", [
    [
      "char *GetSecurityLabel(const ObjectAddress *object, const char *provider)",
      "The security label of an object, or NULL.",
      inCurrent,
      invalidates,
    ],
  ]),
  ...apiTable("src/include/catalog/dependency.h, src/backend/catalog/dependency.c, REL_15_STABLE", [
    ["ObjectAddresses *new_object_addresses(void)", "Makes a list of objects.", fresh],
    ["void free_object_addresses(ObjectAddresses *addrs)", "Frees a list of objects.", frees(0)],
  ]),
  ...apiTable("src/include/catalog/pg_inherits.h, src/backend/catalog/pg_inherits.c, REL_15_STABLE", [
    [
      "List *find_all_inheritors(Oid parentrelId, LOCKMODE lockmode, List **parents)",
      "A relation and all its descendants.",
      fresh,
      writes(inCurrent, 2),
      invalidates,
    ],
    [
      "List *find_inheritance_children(Oid parentrelId, LOCKMODE lockmode)",
      "The children of a relation.",
      inCurrent,
      invalidates,
    ],
  ]),
  ...apiTable("src/include/catalog/partition.h, src/backend/catalog/partition.c, REL_15_STABLE", [
    [
      "List *get_partition_ancestors(Oid relid)",
      "The relations that a partition is part of.",
      inCurrent,
      invalidates,
    ],
  ]),
  ...apiTable("src/include/common/string.h, src/common/sprompt.c, REL_15_STABLE", [
    [
      "char *simple_prompt(const char *prompt, bool echo)",
      "Asks the user for a line.",
      heapUntil("free"),
      since(14),
    ],
  ]),
  ...apiTable("src/include/common/cryptohash.h, src/common/cryptohash.c, REL_15_STABLE", [
    [
      "pg_cryptohash_ctx *pg_cryptohash_create(pg_cryptohash_type type)",
      "Prepares to compute a hash.",
      opaque,
      since(14),
    ],
    ["void pg_cryptohash_free(pg_cryptohash_ctx *ctx)", "Frees what computes a hash.", frees(0), since(14)],
  ]),
  ...apiTable("src/include/access/xlogreader.h, src/backend/access/transam/xlogreader.c, REL_15_STABLE", [
    ["void XLogReaderFree(XLogReaderState *state)", "Frees what reads the write-ahead log.", frees(0)],
  ]),
  ...apiTable("src/include/nodes/nodeFuncs.h, src/backend/nodes/nodeFuncs.c, REL_15_STABLE", [
    [
      "Node *expression_tree_mutator(Node *node, mutator, void *context)",
      "Copies an expression node with the members that a function makes of its members.",
      opaque,
      runsCode,
    ],
    [
      "Query *query_tree_mutator(Query *query, mutator, void *context, int flags)",
      "Copies a query, or changes it, with the members that a function makes of its members.",
      opaque,
      runsCode,
    ],
  ]),
  ...apiTable("src/include/utils/guc.h, src/backend/utils/misc/guc.c, REL_17_STABLE", [
    [
      "void *guc_malloc(int elevel, size_t size)",
      "Allocates memory for the value of a setting, in check hooks.",
      heapUntil("guc_free"),
      since(16),
    ],
    [
      "void *guc_realloc(int elevel, void *old, size_t size)",
      "Changes the size of memory for the value of a setting.",
      heapUntil("guc_free"),
      effect({ kind: "consumes", argument: 1, when: "moved" }),
      since(16),
    ],
    [
      "char *guc_strdup(int elevel, const char *src)",
      "Copies a string for the value of a setting, in check hooks.",
      heapUntil("guc_free"),
      since(16),
    ],
    ["void guc_free(void *ptr)", "Frees memory for the value of a setting.", frees(0), since(16)],
  ]),
  ...apiTable("src/include/c.h, src/backend/utils/error/assert.c, REL_15_STABLE", [
    [
      "void ExceptionalCondition(const char *conditionName, const char *errorType, const char *fileName, int lineNumber)",
      "Stops the server because something cannot be; Assert calls it.",
      never,
    ],
  ]),
  ...apiTable("src/include/mb/pg_wchar.h, src/backend/utils/mb/mbutils.c, REL_15_STABLE", [
    [
      "void report_invalid_encoding(int encoding, const char *mbstr, int len)",
      "Raises an error about bytes that are no text in an encoding.",
      never,
    ],
    [
      "void report_untranslatable_char(int src_encoding, int dest_encoding, const char *mbstr, int len)",
      "Raises an error about a character that another encoding does not have.",
      never,
    ],
  ]),
  ...apiTable("src/include/utils/float.h, src/backend/utils/adt/float.c, REL_15_STABLE", [
    ["void float_overflow_error(void)", "Raises an error about a number that is too big.", never],
    ["void float_underflow_error(void)", "Raises an error about a number that is too small.", never],
    ["void float_zero_divide_error(void)", "Raises an error about a division by zero.", never],
  ]),
  ...apiTable("src/include/storage/lock.h, src/backend/storage/lmgr/deadlock.c, REL_15_STABLE", [
    ["void DeadLockReport(void)", "Raises an error about a deadlock.", never],
  ]),
  ...apiTable("src/include/parser/parse_relation.h, src/backend/parser/parse_relation.c, REL_15_STABLE", [
    [
      "void errorMissingRTE(ParseState *pstate, RangeVar *relation)",
      "Raises an error about a table that a query does not have.",
      never,
    ],
    [
      "void errorMissingColumn(ParseState *pstate, const char *relname, const char *colname, int location)",
      "Raises an error about a column that is not there.",
      never,
    ],
  ]),
  ...apiTable("src/include/common/logging.h, REL_15_STABLE", [
    [
      "void pg_fatal(const char *fmt, ...)",
      "Writes a message and ends the program; not for the server.",
      never,
      since(15),
    ],
  ]),
];
