import { apiFunction, type ApiFunction, type ApiTraits } from "./apiFunction";

const spi = "src/include/executor/spi.h, src/backend/executor/spi.c, REL_15_STABLE";

const running: ApiTraits = { effects: [{ kind: "needsSpi" }, { kind: "replacesSpiResult" }] };
const plan: ApiTraits = { result: { kind: "spiProcedure" }, effects: [{ kind: "needsSpi" }] };
const forCaller: ApiTraits = { result: { kind: "spiCaller" }, effects: [{ kind: "needsSpi" }] };
const ofCurrent: ApiTraits = { result: { kind: "current" } };

/** The server programming interface. */
export const spiApi: readonly ApiFunction[] = [
  apiFunction(
    spi,
    "int SPI_connect(void)",
    "Connects to the SPI manager: remembers the current memory context, makes one of its own and switches to it.",
    { effects: [{ kind: "opensSpi" }] },
  ),
  apiFunction(
    spi,
    "int SPI_connect_ext(int options)",
    "Like SPI_connect; SPI_OPT_NONATOMIC allows transaction control.",
    { effects: [{ kind: "opensSpi" }] },
  ),
  apiFunction(
    spi,
    "int SPI_finish(void)",
    "Ends the connection: deletes its memory with everything allocated in it and makes the remembered context current again.",
    { effects: [{ kind: "closesSpi" }] },
  ),
  apiFunction(
    spi,
    "int SPI_execute(const char *src, bool read_only, long tcount)",
    "Runs commands; the result is in SPI_tuptable and SPI_processed.",
    running,
  ),
  apiFunction(spi, "int SPI_exec(const char *src, long tcount)", "Runs commands that may write.", running),
  apiFunction(
    spi,
    "int SPI_execute_with_args(const char *src, int nargs, Oid *argtypes, Datum *Values, const char *Nulls, bool read_only, long tcount)",
    "Runs a command with parameters.",
    running,
  ),
  apiFunction(
    spi,
    "int SPI_execute_plan(SPIPlanPtr plan, Datum *Values, const char *Nulls, bool read_only, long tcount)",
    "Runs a prepared plan.",
    running,
  ),
  apiFunction(
    spi,
    "int SPI_execp(SPIPlanPtr plan, Datum *Values, const char *Nulls, long tcount)",
    "Runs a prepared plan that may write.",
    running,
  ),
  apiFunction(
    spi,
    "SPIPlanPtr SPI_prepare(const char *src, int nargs, Oid *argtypes)",
    "Prepares a plan; without SPI_keepplan it ends with SPI_finish.",
    plan,
  ),
  apiFunction(
    spi,
    "SPIPlanPtr SPI_prepare_cursor(const char *src, int nargs, Oid *argtypes, int cursorOptions)",
    "Prepares a plan with options for cursors.",
    plan,
  ),
  apiFunction(
    spi,
    "int SPI_keepplan(SPIPlanPtr plan)",
    "Makes a plan live on after SPI_finish, until SPI_freeplan.",
    { effects: [{ kind: "keepsPlan", argument: 0 }] },
  ),
  apiFunction(
    spi,
    "SPIPlanPtr SPI_saveplan(SPIPlanPtr plan)",
    "Copies a plan so that the copy lives on after SPI_finish.",
    { effects: [{ kind: "needsSpi" }] },
  ),
  apiFunction(spi, "int SPI_freeplan(SPIPlanPtr plan)", "Frees a plan.", {
    effects: [{ kind: "frees", argument: 0 }],
  }),
  apiFunction(spi, "void *SPI_palloc(Size size)", "Allocates memory that outlives SPI_finish.", forCaller),
  apiFunction(spi, "void *SPI_repalloc(void *pointer, Size size)", "Changes the size of allocated memory.", {
    result: { kind: "sameAs", argument: 0 },
    effects: [{ kind: "consumes", argument: 0 }],
  }),
  apiFunction(spi, "void SPI_pfree(void *pointer)", "Frees allocated memory.", {
    effects: [{ kind: "frees", argument: 0 }],
  }),
  apiFunction(
    spi,
    "HeapTuple SPI_copytuple(HeapTuple tuple)",
    "Copies a row so that it outlives SPI_finish.",
    forCaller,
  ),
  apiFunction(
    spi,
    "HeapTupleHeader SPI_returntuple(HeapTuple tuple, TupleDesc tupdesc)",
    "Copies a row as a composite Datum that outlives SPI_finish.",
    forCaller,
  ),
  apiFunction(
    spi,
    "HeapTuple SPI_modifytuple(Relation rel, HeapTuple tuple, int natts, int *attnum, Datum *Values, const char *Nulls)",
    "Makes a changed copy of a row that outlives SPI_finish.",
    forCaller,
  ),
  apiFunction(
    spi,
    "Datum SPI_datumTransfer(Datum value, bool typByVal, int typLen)",
    "Copies a value so that it outlives SPI_finish.",
    forCaller,
  ),
  apiFunction(
    spi,
    "char *SPI_getvalue(HeapTuple tuple, TupleDesc tupdesc, int fnumber)",
    "The text of a column, or NULL.",
    ofCurrent,
  ),
  apiFunction(
    spi,
    "Datum SPI_getbinval(HeapTuple tuple, TupleDesc tupdesc, int fnumber, bool *isnull)",
    "A column's value: of a type that is passed by reference, a pointer into the row.",
    { result: { kind: "inside", argument: 0 } },
  ),
  apiFunction(
    spi,
    "char *SPI_fname(TupleDesc tupdesc, int fnumber)",
    "A copy of a column's name.",
    ofCurrent,
  ),
  apiFunction(
    spi,
    "int SPI_fnumber(TupleDesc tupdesc, const char *fname)",
    "The number of a column, from 1.",
  ),
  apiFunction(
    spi,
    "char *SPI_gettype(TupleDesc tupdesc, int fnumber)",
    "A copy of the name of a column's type.",
    ofCurrent,
  ),
  apiFunction(spi, "Oid SPI_gettypeid(TupleDesc tupdesc, int fnumber)", "The oid of a column's type."),
  apiFunction(spi, "char *SPI_getrelname(Relation rel)", "A copy of a relation's name.", ofCurrent),
  apiFunction(
    spi,
    "char *SPI_getnspname(Relation rel)",
    "A copy of the name of a relation's schema.",
    ofCurrent,
  ),
  apiFunction(spi, "void SPI_freetuple(HeapTuple pointer)", "Frees a row.", {
    effects: [{ kind: "frees", argument: 0 }],
  }),
  apiFunction(
    spi,
    "void SPI_freetuptable(SPITupleTable *tuptable)",
    "Frees the rows of a result before SPI_finish.",
    { effects: [{ kind: "frees", argument: 0 }] },
  ),
  apiFunction(
    spi,
    "Portal SPI_cursor_open(const char *name, SPIPlanPtr plan, Datum *Values, const char *Nulls, bool read_only)",
    "Opens a cursor on a prepared plan.",
    { effects: [{ kind: "needsSpi" }] },
  ),
  apiFunction(
    spi,
    "void SPI_cursor_fetch(Portal portal, bool forward, long count)",
    "Fetches rows of a cursor.",
    running,
  ),
  apiFunction(spi, "void SPI_cursor_close(Portal portal)", "Closes a cursor.", {
    effects: [{ kind: "frees", argument: 0 }],
  }),
  apiFunction(spi, "const char *SPI_result_code_string(int code)", "The name of a result code; a constant."),
  apiFunction(
    spi,
    "void SPI_commit(void)",
    "Commits the transaction and starts another; only after SPI_connect_ext(SPI_OPT_NONATOMIC).",
    { effects: [{ kind: "needsSpi" }] },
  ),
  apiFunction(
    spi,
    "void SPI_rollback(void)",
    "Rolls the transaction back and starts another; only after SPI_connect_ext(SPI_OPT_NONATOMIC).",
    { effects: [{ kind: "needsSpi" }] },
  ),
];
