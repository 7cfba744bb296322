import { apiFunction, inCurrent, type ApiFunction } from "./apiFunction";

const stringinfo = "src/include/lib/stringinfo.h, src/common/stringinfo.c, REL_15_STABLE";
const builtins = "src/include/utils/builtins.h, src/backend/utils/adt/varlena.c, REL_15_STABLE";
const heap = "src/include/access/htup_details.h, src/backend/access/common/heaptuple.c, REL_15_STABLE";
const nodes = "src/include/nodes/nodes.h, src/backend/nodes/copyfuncs.c, REL_15_STABLE";
const cache = "src/include/utils/syscache.h, src/backend/utils/cache/syscache.c, REL_15_STABLE";
const table = "src/include/access/table.h, src/backend/access/table/table.c, REL_15_STABLE";

/** Strings, rows and copies; and what has to be released. */
export const stringApi: readonly ApiFunction[] = [
  apiFunction(stringinfo, "StringInfo makeStringInfo(void)", "Makes an empty string that grows.", inCurrent),
  apiFunction(
    stringinfo,
    "void initStringInfo(StringInfo str)",
    "Makes a string that grows empty; its text is allocated in the current memory context, and stays there however it grows.",
  ),
  apiFunction(
    stringinfo,
    "void appendStringInfo(StringInfo str, const char *fmt, ...)",
    "Appends formatted text; the text may move.",
  ),
  apiFunction(
    stringinfo,
    "void appendStringInfoString(StringInfo str, const char *s)",
    "Appends a string; the text may move.",
  ),
  apiFunction(
    stringinfo,
    "void appendStringInfoChar(StringInfo str, char ch)",
    "Appends a character; the text may move.",
  ),
  apiFunction(
    stringinfo,
    "void appendBinaryStringInfo(StringInfo str, const char *data, int datalen)",
    "Appends bytes; the text may move.",
  ),
  apiFunction(
    stringinfo,
    "void resetStringInfo(StringInfo str)",
    "Makes a string empty again and keeps its memory.",
  ),
  apiFunction(builtins, "char *text_to_cstring(const text *t)", "The text as a C string, a copy.", inCurrent),
  apiFunction(builtins, "text *cstring_to_text(const char *s)", "A text made of a C string.", inCurrent),
  apiFunction(
    builtins,
    "text *cstring_to_text_with_len(const char *s, int len)",
    "A text made of the first bytes of a string.",
    inCurrent,
  ),
  apiFunction(
    builtins,
    "char *TextDatumGetCString(Datum d)",
    "The text of a Datum as a C string, a copy.",
    inCurrent,
  ),
  apiFunction(
    builtins,
    "Datum CStringGetTextDatum(const char *s)",
    "A text Datum made of a C string.",
    inCurrent,
  ),
  apiFunction(
    heap,
    "HeapTuple heap_form_tuple(TupleDesc tupleDescriptor, Datum *values, bool *isnull)",
    "Makes a row of values, which it copies.",
    inCurrent,
  ),
  apiFunction(heap, "HeapTuple heap_copytuple(HeapTuple tuple)", "Copies a row.", inCurrent),
  apiFunction(heap, "void heap_freetuple(HeapTuple htup)", "Frees a row.", {
    effects: [{ kind: "frees", argument: 0 }],
  }),
  apiFunction(
    heap,
    "void heap_deform_tuple(HeapTuple tuple, TupleDesc tupleDesc, Datum *values, bool *isnull)",
    "Takes a row apart; values that are passed by reference point into it.",
  ),
  apiFunction(
    nodes,
    "void *copyObject(const void *obj)",
    "Copies a node with all that it points to.",
    inCurrent,
  ),
  apiFunction(
    cache,
    "HeapTuple SearchSysCache1(int cacheId, Datum key1)",
    "A row of the catalogs, or NULL.",
    { result: { kind: "pinned", release: "ReleaseSysCache" } },
  ),
  apiFunction(
    cache,
    "HeapTuple SearchSysCache2(int cacheId, Datum key1, Datum key2)",
    "A row of the catalogs, or NULL.",
    { result: { kind: "pinned", release: "ReleaseSysCache" } },
  ),
  apiFunction(
    cache,
    "HeapTuple SearchSysCacheCopy1(int cacheId, Datum key1)",
    "A copy of a row of the catalogs, or NULL.",
    inCurrent,
  ),
  apiFunction(
    cache,
    "void ReleaseSysCache(HeapTuple tuple)",
    "Gives a row of the catalogs back: neither it nor GETSTRUCT of it may be used any more.",
    { effects: [{ kind: "releases", argument: 0 }] },
  ),
  apiFunction(
    table,
    "Relation table_open(Oid relationId, LOCKMODE lockmode)",
    "Opens a table and locks it.",
    { result: { kind: "pinned", release: "table_close" } },
  ),
  apiFunction(
    table,
    "void table_close(Relation relation, LOCKMODE lockmode)",
    "Closes a table; with NoLock it stays locked to the end of the transaction.",
    { effects: [{ kind: "releases", argument: 0 }] },
  ),
];
