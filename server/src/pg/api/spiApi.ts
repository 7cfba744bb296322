import { apiTable, type ApiFunction } from "./apiFunction";
import {
  asDatum,
  effect,
  endsInside,
  frees,
  holds,
  inCurrent,
  inSpiCaller,
  inSpiProcedure,
  inWellKnown,
  inside,
  invalidates,
  isStatic,
  opaque,
  runsCode,
  sameAs,
} from "./apiTraits";

const needsSpi = effect({ kind: "needsSpi" });
const running = [needsSpi, effect({ kind: "replacesSpiResult" }), runsCode] as const;
const makesPlan = [inSpiProcedure, needsSpi, runsCode] as const;
const opensCursor = [opaque, needsSpi, runsCode] as const;
const endsTransaction = [
  needsSpi,
  effect({ kind: "endsTransaction", keepsCurrent: true }),
  runsCode,
] as const;

/** The server programming interface. */
export const spiApi: readonly ApiFunction[] = apiTable(
  "src/include/executor/spi.h, src/backend/executor/spi.c, REL_15_STABLE",
  [
    [
      "int SPI_connect(void)",
      "Connects to the SPI manager: remembers the current memory context, makes one of its own and switches to it.",
      effect({ kind: "opensSpi" }),
    ],
    [
      "int SPI_connect_ext(int options)",
      "Like SPI_connect; SPI_OPT_NONATOMIC allows transaction control.",
      effect({ kind: "opensSpi" }),
    ],
    [
      "int SPI_finish(void)",
      "Ends the connection: deletes its memory with everything allocated in it and makes the remembered context current again.",
      effect({ kind: "closesSpi" }),
    ],
    [
      "int SPI_execute(const char *src, bool read_only, long tcount)",
      "Runs commands; the result is in SPI_tuptable and SPI_processed.",
      ...running,
    ],
    [
      "int SPI_execute_extended(const char *src, const SPIExecuteOptions *options)",
      "Runs commands with options.",
      ...running,
    ],
    ["int SPI_exec(const char *src, long tcount)", "Runs commands that may write.", ...running],
    [
      "int SPI_execute_with_args(const char *src, int nargs, Oid *argtypes, Datum *Values, const char *Nulls, bool read_only, long tcount)",
      "Runs a command with parameters.",
      ...running,
    ],
    [
      "int SPI_execute_plan(SPIPlanPtr plan, Datum *Values, const char *Nulls, bool read_only, long tcount)",
      "Runs a prepared plan.",
      ...running,
    ],
    [
      "int SPI_execute_plan_extended(SPIPlanPtr plan, const SPIExecuteOptions *options)",
      "Runs a prepared plan with options.",
      ...running,
    ],
    [
      "int SPI_execute_plan_with_paramlist(SPIPlanPtr plan, ParamListInfo params, bool read_only, long tcount)",
      "Runs a prepared plan with a list of parameters.",
      ...running,
    ],
    [
      "int SPI_execp(SPIPlanPtr plan, Datum *Values, const char *Nulls, long tcount)",
      "Runs a prepared plan that may write.",
      ...running,
    ],
    [
      "int SPI_execute_snapshot(SPIPlanPtr plan, Datum *Values, const char *Nulls, Snapshot snapshot, Snapshot crosscheck_snapshot, bool read_only, bool fire_triggers, long tcount)",
      "Runs a prepared plan with given snapshots; for the checks of foreign keys.",
      ...running,
    ],
    [
      "SPIPlanPtr SPI_prepare(const char *src, int nargs, Oid *argtypes)",
      "Prepares a plan; without SPI_keepplan it ends with SPI_finish.",
      ...makesPlan,
    ],
    [
      "SPIPlanPtr SPI_prepare_cursor(const char *src, int nargs, Oid *argtypes, int cursorOptions)",
      "Prepares a plan with options for cursors; without SPI_keepplan it ends with SPI_finish.",
      ...makesPlan,
    ],
    [
      "SPIPlanPtr SPI_prepare_extended(const char *src, const SPIPrepareOptions *options)",
      "Prepares a plan with options; without SPI_keepplan it ends with SPI_finish.",
      ...makesPlan,
    ],
    [
      "SPIPlanPtr SPI_prepare_params(const char *src, ParserSetupHook parserSetup, void *parserSetupArg, int cursorOptions)",
      "Prepares a plan whose parameters a hook resolves; without SPI_keepplan it ends with SPI_finish.",
      ...makesPlan,
      holds(2),
    ],
    [
      "int SPI_keepplan(SPIPlanPtr plan)",
      "Makes a plan live on after SPI_finish, until SPI_freeplan.",
      effect({ kind: "keepsPlan", argument: 0 }),
    ],
    [
      "SPIPlanPtr SPI_saveplan(SPIPlanPtr plan)",
      "Copies a plan so that the copy lives on after SPI_finish.",
      inWellKnown("CacheMemoryContext"),
      needsSpi,
    ],
    ["int SPI_freeplan(SPIPlanPtr plan)", "Frees a plan.", frees(0)],
    ["Oid SPI_getargtypeid(SPIPlanPtr plan, int argIndex)", "The type of a parameter of a plan, from 0."],
    ["int SPI_getargcount(SPIPlanPtr plan)", "The number of parameters of a plan."],
    ["bool SPI_is_cursor_plan(SPIPlanPtr plan)", "Whether a plan can be used with SPI_cursor_open."],
    [
      "bool SPI_plan_is_valid(SPIPlanPtr plan)",
      "Whether a plan can be used without being made again.",
      runsCode,
    ],
    ["List *SPI_plan_get_plan_sources(SPIPlanPtr plan)", "The queries of a plan.", inside(0)],
    [
      "CachedPlan *SPI_plan_get_cached_plan(SPIPlanPtr plan)",
      "The execution plan of a plan of one query, or NULL; it must be released with ReleaseCachedPlan.",
      opaque,
      needsSpi,
      runsCode,
    ],
    ["const char *SPI_result_code_string(int code)", "The name of a result code.", isStatic],
    ["void *SPI_palloc(Size size)", "Allocates memory that outlives SPI_finish.", inSpiCaller, needsSpi],
    [
      "void *SPI_repalloc(void *pointer, Size size)",
      "Changes the size of allocated memory, which stays in its context.",
      sameAs(0),
      effect({ kind: "consumes", argument: 0, when: "moved" }),
    ],
    ["void SPI_pfree(void *pointer)", "Frees allocated memory.", frees(0)],
    [
      "HeapTuple SPI_copytuple(HeapTuple tuple)",
      "Copies a row so that it outlives SPI_finish.",
      inSpiCaller,
      needsSpi,
    ],
    [
      "HeapTupleHeader SPI_returntuple(HeapTuple tuple, TupleDesc tupdesc)",
      "Copies a row as a composite Datum that outlives SPI_finish.",
      inSpiCaller,
      needsSpi,
      invalidates,
    ],
    [
      "HeapTuple SPI_modifytuple(Relation rel, HeapTuple tuple, int natts, int *attnum, Datum *Values, const char *Nulls)",
      "Makes a changed copy of a row that outlives SPI_finish.",
      inSpiCaller,
      needsSpi,
    ],
    [
      "Datum SPI_datumTransfer(Datum value, bool typByVal, int typLen)",
      "Copies a value so that it outlives SPI_finish.",
      inSpiCaller,
      asDatum,
      needsSpi,
    ],
    [
      "char *SPI_getvalue(HeapTuple tuple, TupleDesc tupdesc, int fnumber)",
      "The text of a column, or NULL.",
      inCurrent,
      invalidates,
    ],
    [
      "Datum SPI_getbinval(HeapTuple tuple, TupleDesc tupdesc, int fnumber, bool *isnull)",
      "A column's value: of a type that is passed by reference, a pointer into the row.",
      inside(0),
      asDatum,
    ],
    ["char *SPI_fname(TupleDesc tupdesc, int fnumber)", "A copy of a column's name.", inCurrent],
    ["int SPI_fnumber(TupleDesc tupdesc, const char *fname)", "The number of a column, from 1."],
    [
      "char *SPI_gettype(TupleDesc tupdesc, int fnumber)",
      "A copy of the name of a column's type.",
      inCurrent,
      invalidates,
    ],
    ["Oid SPI_gettypeid(TupleDesc tupdesc, int fnumber)", "The oid of a column's type."],
    ["char *SPI_getrelname(Relation rel)", "A copy of a relation's name.", inCurrent],
    [
      "char *SPI_getnspname(Relation rel)",
      "A copy of the name of a relation's schema.",
      inCurrent,
      invalidates,
    ],
    ["void SPI_freetuple(HeapTuple pointer)", "Frees a row.", frees(0)],
    [
      "void SPI_freetuptable(SPITupleTable *tuptable)",
      "Frees the rows of a result before SPI_finish.",
      frees(0),
    ],
    [
      "Portal SPI_cursor_open(const char *name, SPIPlanPtr plan, Datum *Values, const char *Nulls, bool read_only)",
      "Opens a cursor on a prepared plan.",
      ...opensCursor,
    ],
    [
      "Portal SPI_cursor_open_with_args(const char *name, const char *src, int nargs, Oid *argtypes, Datum *Values, const char *Nulls, bool read_only, int cursorOptions)",
      "Opens a cursor on a command with parameters.",
      ...opensCursor,
    ],
    [
      "Portal SPI_cursor_open_with_paramlist(const char *name, SPIPlanPtr plan, ParamListInfo params, bool read_only)",
      "Opens a cursor on a prepared plan with a list of parameters.",
      ...opensCursor,
    ],
    [
      "Portal SPI_cursor_parse_open(const char *name, const char *src, const SPIParseOpenOptions *options)",
      "Opens a cursor on a command with options.",
      ...opensCursor,
    ],
    ["Portal SPI_cursor_find(const char *name)", "An open cursor by its name, or NULL.", opaque],
    [
      "void SPI_cursor_fetch(Portal portal, bool forward, long count)",
      "Fetches rows of a cursor.",
      ...running,
    ],
    ["void SPI_cursor_move(Portal portal, bool forward, long count)", "Moves a cursor.", ...running],
    [
      "void SPI_scroll_cursor_fetch(Portal portal, FetchDirection direction, long count)",
      "Fetches rows of a cursor in a direction.",
      ...running,
    ],
    [
      "void SPI_scroll_cursor_move(Portal portal, FetchDirection direction, long count)",
      "Moves a cursor in a direction.",
      ...running,
    ],
    ["void SPI_cursor_close(Portal portal)", "Closes a cursor.", frees(0), endsInside(0), runsCode],
    [
      "int SPI_register_relation(EphemeralNamedRelation enr)",
      "Gives rows a name that commands in this connection can use.",
      needsSpi,
      holds(0),
    ],
    ["int SPI_unregister_relation(const char *name)", "Takes the name of rows away.", needsSpi],
    [
      "int SPI_register_trigger_data(TriggerData *tdata)",
      "Lets commands in this connection use the transition tables of a trigger.",
      needsSpi,
      holds(0),
    ],
    [
      "void SPI_start_transaction(void)",
      "Does nothing any more: SPI_commit starts the next transaction.",
      needsSpi,
    ],
    [
      "void SPI_commit(void)",
      "Commits the transaction and starts another; only after SPI_connect_ext(SPI_OPT_NONATOMIC).",
      ...endsTransaction,
    ],
    [
      "void SPI_commit_and_chain(void)",
      "Commits the transaction and starts another like it; only after SPI_connect_ext(SPI_OPT_NONATOMIC).",
      ...endsTransaction,
    ],
    [
      "void SPI_rollback(void)",
      "Rolls the transaction back and starts another; only after SPI_connect_ext(SPI_OPT_NONATOMIC).",
      ...endsTransaction,
    ],
    [
      "void SPI_rollback_and_chain(void)",
      "Rolls the transaction back and starts another like it; only after SPI_connect_ext(SPI_OPT_NONATOMIC).",
      ...endsTransaction,
    ],
    ["bool SPI_inside_nonatomic_context(void)", "Whether SPI_commit is allowed in the connection around."],
  ],
);
