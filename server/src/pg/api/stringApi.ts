import { apiTable, type ApiFunction } from "./apiFunction";
import {
  changesArguments,
  frees,
  inCurrent,
  inside,
  invalidates,
  asDatum,
  pinnedUntil,
  releases,
  since,
  writes,
} from "./apiTraits";

/** Strings, rows and copies; and what has to be released. */
export const stringApi: readonly ApiFunction[] = [
  ...apiTable("src/include/lib/stringinfo.h, src/common/stringinfo.c, REL_15_STABLE", [
    ["StringInfo makeStringInfo(void)", "Makes an empty string that grows.", inCurrent],
    [
      "void initStringInfo(StringInfo str)",
      "Makes a string that grows empty; its text is allocated in the current memory context, and stays there however it grows.",
      changesArguments,
    ],
    ["void resetStringInfo(StringInfo str)", "Makes a string empty again and keeps its memory."],
    [
      "void appendStringInfo(StringInfo str, const char *fmt, ...)",
      "Appends formatted text; the text may move.",
      changesArguments,
    ],
    [
      "int appendStringInfoVA(StringInfo str, const char *fmt, va_list args)",
      "Appends formatted text if there is room; else it tells how much is needed.",
    ],
    [
      "void appendStringInfoString(StringInfo str, const char *s)",
      "Appends a string; the text may move.",
      changesArguments,
    ],
    [
      "void appendStringInfoChar(StringInfo str, char ch)",
      "Appends a character; the text may move.",
      changesArguments,
    ],
    [
      "void appendStringInfoCharMacro(StringInfo str, char ch)",
      "Appends a character; the text may move.",
      changesArguments,
    ],
    [
      "void appendStringInfoSpaces(StringInfo str, int count)",
      "Appends spaces; the text may move.",
      changesArguments,
    ],
    [
      "void appendBinaryStringInfo(StringInfo str, const char *data, int datalen)",
      "Appends bytes; the text may move.",
      changesArguments,
    ],
    [
      "void appendBinaryStringInfoNT(StringInfo str, const char *data, int datalen)",
      "Appends bytes without a final zero; the text may move.",
      changesArguments,
    ],
    [
      "void enlargeStringInfo(StringInfo str, int needed)",
      "Makes room for more bytes; the text may move.",
      changesArguments,
    ],
  ]),
  ...apiTable("src/include/lib/stringinfo.h, src/common/stringinfo.c, REL_17_STABLE", [
    [
      "void destroyStringInfo(StringInfo str)",
      "Frees a string of makeStringInfo with its text.",
      frees(0),
      since(17),
    ],
  ]),
  ...apiTable("src/include/utils/builtins.h, src/backend/utils/adt/varlena.c, REL_15_STABLE", [
    ["char *text_to_cstring(const text *t)", "The text as a C string, a copy.", inCurrent],
    [
      "void text_to_cstring_buffer(const text *src, char *dst, size_t dst_len)",
      "Copies the text into a buffer as a C string.",
    ],
    ["text *cstring_to_text(const char *s)", "A text made of a C string.", inCurrent],
    [
      "text *cstring_to_text_with_len(const char *s, int len)",
      "A text made of the first bytes of a string.",
      inCurrent,
    ],
    ["char *TextDatumGetCString(Datum d)", "The text of a Datum as a C string, a copy.", inCurrent],
    ["Datum CStringGetTextDatum(const char *s)", "A text Datum made of a C string.", inCurrent],
  ]),
  ...apiTable("src/include/access/htup_details.h, src/backend/access/common/heaptuple.c, REL_15_STABLE", [
    [
      "HeapTuple heap_form_tuple(TupleDesc tupleDescriptor, Datum *values, bool *isnull)",
      "Makes a row of values, which it copies.",
      inCurrent,
    ],
    [
      "HeapTuple heap_modify_tuple(HeapTuple tuple, TupleDesc tupleDesc, Datum *replValues, bool *replIsnull, bool *doReplace)",
      "Makes a changed copy of a row.",
      inCurrent,
    ],
    ["HeapTuple heap_copytuple(HeapTuple tuple)", "Copies a row.", inCurrent],
    ["void heap_freetuple(HeapTuple htup)", "Frees a row.", frees(0)],
    [
      "void heap_deform_tuple(HeapTuple tuple, TupleDesc tupleDesc, Datum *values, bool *isnull)",
      "Takes a row apart; values that are passed by reference point into it.",
      writes(inside(0), 2),
    ],
    [
      "Datum heap_getattr(HeapTuple tup, int attnum, TupleDesc tupleDesc, bool *isnull)",
      "A column of a row: of a type that is passed by reference, a pointer into it.",
      inside(0),
      asDatum,
    ],
    [
      "void *GETSTRUCT(HeapTuple TUP)",
      "The columns of a row of a catalog that are always there, as a struct.",
      inside(0),
    ],
  ]),
  ...apiTable("src/include/nodes/nodes.h, src/backend/nodes/copyfuncs.c, REL_15_STABLE", [
    ["void *copyObject(const void *obj)", "Copies a node with all that it points to.", inCurrent],
  ]),
  ...apiTable("src/include/utils/syscache.h, src/backend/utils/cache/syscache.c, REL_15_STABLE", [
    [
      "HeapTuple SearchSysCache1(int cacheId, Datum key1)",
      "A row of the catalogs, or NULL.",
      pinnedUntil("ReleaseSysCache"),
      invalidates,
    ],
    [
      "HeapTuple SearchSysCache2(int cacheId, Datum key1, Datum key2)",
      "A row of the catalogs, or NULL.",
      pinnedUntil("ReleaseSysCache"),
      invalidates,
    ],
    [
      "HeapTuple SearchSysCacheCopy1(int cacheId, Datum key1)",
      "A copy of a row of the catalogs, or NULL.",
      inCurrent,
      invalidates,
    ],
    [
      "void ReleaseSysCache(HeapTuple tuple)",
      "Gives a row of the catalogs back: neither it nor GETSTRUCT of it may be used any more.",
      releases(0),
    ],
  ]),
  ...apiTable("src/include/access/table.h, src/backend/access/table/table.c, REL_15_STABLE", [
    [
      "Relation table_open(Oid relationId, LOCKMODE lockmode)",
      "Opens a table and locks it.",
      pinnedUntil("table_close"),
      invalidates,
    ],
    [
      "void table_close(Relation relation, LOCKMODE lockmode)",
      "Closes a table; with NoLock it stays locked to the end of the transaction.",
      releases(0),
    ],
  ]),
];
