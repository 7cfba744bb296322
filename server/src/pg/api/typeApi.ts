import { apiTable, type ApiFunction, type ApiTraits } from "./apiFunction";
import {
  argumentOrCurrent,
  asDatum,
  changesArguments,
  effect,
  frees,
  fresh,
  inContext,
  inCurrent,
  inside,
  insideOrCurrent,
  invalidates,
  isArgument,
  isStatic,
  mayFree,
  neverNull,
  opaque,
  overwrittenNext,
  runsCode,
  since,
  writes,
} from "./apiTraits";

const detoasted = [argumentOrCurrent(0), neverNull, invalidates] as const;
const argument: ApiTraits = { ...opaque, ...neverNull, ...invalidates };
const textOfCatalog = [fresh, invalidates] as const;

/** Values of types: arrays, json, numbers, ranges, bit strings, text in lists. */
export const typeApi: readonly ApiFunction[] = [
  ...apiTable("src/include/utils/array.h, REL_15_STABLE", [
    [
      "ArrayType *DatumGetArrayTypeP(X)",
      "The array of a Datum, detoasted: itself, or a copy when it was toasted.",
      ...detoasted,
    ],
    [
      "ArrayType *DatumGetArrayTypePCopy(X)",
      "The array of a Datum as a copy that may be changed.",
      ...textOfCatalog,
    ],
    [
      "ArrayType *PG_GETARG_ARRAYTYPE_P(n)",
      "An array argument, detoasted: a copy if it had to be.",
      argument,
    ],
    [
      "ArrayType *PG_GETARG_ARRAYTYPE_P_COPY(n)",
      "An array argument as a copy that may be changed.",
      ...textOfCatalog,
    ],
    ["int *ARR_DIMS(a)", "The number of elements in each dimension of an array.", inside(0), neverNull],
    ["int *ARR_LBOUND(a)", "The lower bounds of an array.", inside(0), neverNull],
    [
      "bits8 *ARR_NULLBITMAP(a)",
      "The bitmap of the elements of an array that are not NULL, or NULL when all are there.",
      inside(0),
    ],
    ["char *ARR_DATA_PTR(a)", "The elements of an array.", inside(0), neverNull],
  ]),
  ...apiTable("src/include/utils/array.h, src/backend/utils/adt/arrayfuncs.c, REL_15_STABLE", [
    [
      "ArrayType *construct_array(Datum *elems, int nelems, Oid elmtype, int elmlen, bool elmbyval, char elmalign)",
      "Makes an array of one dimension of values, which it copies.",
      fresh,
      invalidates,
    ],
    [
      "ArrayType *construct_md_array(Datum *elems, bool *nulls, int ndims, int *dims, int *lbs, Oid elmtype, int elmlen, bool elmbyval, char elmalign)",
      "Makes an array of several dimensions of values, which it copies.",
      fresh,
      invalidates,
    ],
    ["ArrayType *construct_empty_array(Oid elmtype)", "Makes an array without elements.", fresh],
    [
      "ExpandedArrayHeader *construct_empty_expanded_array(Oid element_type, MemoryContext parentcontext, ArrayMetaState *metacache)",
      "Makes an expanded array without elements in a context below a context.",
      opaque,
      neverNull,
      invalidates,
    ],
    [
      "void deconstruct_array(ArrayType *array, Oid elmtype, int elmlen, bool elmbyval, char elmalign, Datum **elemsp, bool **nullsp, int *nelemsp)",
      "Takes an array apart; elements that are passed by reference point into it.",
      writes(inCurrent, 5, 6),
    ],
    ["bool array_contains_nulls(ArrayType *array)", "Whether an element of an array is NULL."],
    [
      "Datum array_get_element(Datum arraydatum, int nSubscripts, int *indx, int arraytyplen, int elmlen, bool elmbyval, char elmalign, bool *isNull)",
      "An element of an array: of a type that is passed by reference, a pointer into it.",
      insideOrCurrent(0),
      asDatum,
      invalidates,
    ],
    [
      "Datum array_set_element(Datum arraydatum, int nSubscripts, int *indx, Datum dataValue, bool isNull, int arraytyplen, int elmlen, bool elmbyval, char elmalign)",
      "Makes an array with an element changed; an expanded array is changed in place.",
      opaque,
      asDatum,
      runsCode,
    ],
    [
      "Datum array_ref(ArrayType *array, int nSubscripts, int *indx, int arraytyplen, int elmlen, bool elmbyval, char elmalign, bool *isNull)",
      "An element of an array: of a type that is passed by reference, a pointer into it.",
      insideOrCurrent(0),
      asDatum,
      invalidates,
    ],
    [
      "ArrayType *array_set(ArrayType *array, int nSubscripts, int *indx, Datum dataValue, bool isNull, int arraytyplen, int elmlen, bool elmbyval, char elmalign)",
      "Makes an array with an element changed.",
      fresh,
      invalidates,
    ],
    [
      "ArrayIterator array_create_iterator(ArrayType *arr, int slice_ndim, ArrayMetaState *mstate)",
      "Prepares to go through the elements or slices of an array.",
      fresh,
      invalidates,
    ],
    [
      "bool array_iterate(ArrayIterator iterator, Datum *value, bool *isnull)",
      "The next element or slice of an array.",
      writes(opaque, 1),
      invalidates,
    ],
    ["void array_free_iterator(ArrayIterator iterator)", "Frees what goes through an array.", frees(0)],
    [
      "ArrayBuildState *initArrayResult(Oid element_type, MemoryContext rcontext, bool subcontext)",
      "Prepares to collect values for an array in a memory context.",
      opaque,
      neverNull,
      invalidates,
    ],
    [
      "ArrayBuildState *accumArrayResult(ArrayBuildState *astate, Datum dvalue, bool disnull, Oid element_type, MemoryContext rcontext)",
      "Adds a value to those collected for an array; what is collected is in a memory context of its own.",
      opaque,
      neverNull,
      invalidates,
      effect({ kind: "consumes", argument: 0, when: "null" }),
    ],
    [
      "Datum makeArrayResult(ArrayBuildState *astate, MemoryContext rcontext)",
      "Makes an array of the collected values and frees what collected them.",
      inContext(1),
      mayFree(0),
      invalidates,
    ],
    [
      "Datum makeMdArrayResult(ArrayBuildState *astate, int ndims, int *dims, int *lbs, MemoryContext rcontext, bool release)",
      "Makes an array of several dimensions of the collected values.",
      inContext(4),
      mayFree(0),
      invalidates,
    ],
    [
      "ArrayBuildStateAny *accumArrayResultAny(ArrayBuildStateAny *astate, Datum dvalue, bool disnull, Oid input_type, MemoryContext rcontext)",
      "Adds a value or an array to those collected for an array.",
      opaque,
      neverNull,
      invalidates,
      effect({ kind: "consumes", argument: 0, when: "null" }),
    ],
    [
      "Datum makeArrayResultAny(ArrayBuildStateAny *astate, MemoryContext rcontext, bool release)",
      "Makes an array of the collected values or arrays.",
      inContext(1),
      mayFree(0),
      invalidates,
    ],
  ]),
  ...apiTable("src/include/utils/array.h, src/backend/utils/adt/arrayfuncs.c, REL_16_STABLE", [
    [
      "ArrayType *construct_array_builtin(Datum *elems, int nelems, Oid elmtype)",
      "Makes an array of values of a built-in type, which it copies.",
      fresh,
      since(16),
      invalidates,
    ],
    [
      "void deconstruct_array_builtin(ArrayType *array, Oid elmtype, Datum **elemsp, bool **nullsp, int *nelemsp)",
      "Takes an array of a built-in type apart; elements that are passed by reference point into it.",
      writes(inCurrent, 2, 3),
      since(16),
    ],
  ]),
  ...apiTable("src/include/utils/array.h, src/backend/utils/adt/arrayutils.c, REL_15_STABLE", [
    [
      "int32 *ArrayGetIntegerTypmods(ArrayType *arr, int *n)",
      "The numbers in the modifier of a type.",
      fresh,
    ],
  ]),
  ...apiTable("src/include/utils/array.h, src/backend/utils/adt/array_expanded.c, REL_15_STABLE", [
    [
      "Datum expand_array(Datum arraydatum, MemoryContext parentcontext, ArrayMetaState *metacache)",
      "Makes an expanded array in a context below a context.",
      opaque,
      asDatum,
      invalidates,
    ],
    [
      "ExpandedArrayHeader *DatumGetExpandedArray(Datum d)",
      "The array of a Datum in its expanded form.",
      opaque,
      neverNull,
      invalidates,
    ],
    ["AnyArrayType *DatumGetAnyArrayP(Datum d)", "The array of a Datum in either form.", ...detoasted],
  ]),
  ...apiTable("src/include/utils/jsonb.h, REL_15_STABLE", [
    [
      "Jsonb *DatumGetJsonbP(d)",
      "The jsonb of a Datum, detoasted: itself, or a copy when it was toasted.",
      ...detoasted,
    ],
    ["Jsonb *DatumGetJsonbPCopy(d)", "The jsonb of a Datum as a copy that may be changed.", ...textOfCatalog],
    ["Jsonb *PG_GETARG_JSONB_P(x)", "A jsonb argument, detoasted: a copy if it had to be.", argument],
    ["Jsonb *PG_GETARG_JSONB_P_COPY(x)", "A jsonb argument as a copy that may be changed.", ...textOfCatalog],
  ]),
  ...apiTable("src/include/utils/jsonb.h, src/backend/utils/adt/jsonb_util.c, REL_15_STABLE", [
    [
      "JsonbIterator *JsonbIteratorInit(JsonbContainer *container)",
      "Prepares to go through a jsonb value.",
      fresh,
    ],
    [
      "JsonbIteratorToken JsonbIteratorNext(JsonbIterator **it, JsonbValue *val, bool skipNested)",
      "The next part of a jsonb value; texts in it point into that. The iterator is freed at the end.",
      changesArguments,
    ],
    ["Jsonb *JsonbValueToJsonb(JsonbValue *val)", "Makes a jsonb of a value in memory.", fresh, invalidates],
    [
      "void JsonbToJsonbValue(Jsonb *jsonb, JsonbValue *val)",
      "Makes a value in memory that refers to a jsonb.",
      changesArguments,
    ],
    [
      "JsonbValue *pushJsonbValue(JsonbParseState **pstate, JsonbIteratorToken seq, JsonbValue *jbval)",
      "Adds a part to a jsonb value that is being built.",
      opaque,
      changesArguments,
    ],
    [
      "JsonbValue *findJsonbValueFromContainer(JsonbContainer *sheader, uint32 flags, JsonbValue *key)",
      "Finds a key or element in a jsonb; what is found points into that. NULL when there is none.",
      inCurrent,
    ],
    [
      "JsonbValue *getKeyJsonValueFromContainer(JsonbContainer *container, const char *keyVal, int keyLen, JsonbValue *res)",
      "The value of a key of a jsonb object in given or new memory; it points into the jsonb. NULL when there is none.",
      opaque,
      changesArguments,
    ],
    [
      "JsonbValue *getIthJsonbValueFromContainer(JsonbContainer *sheader, uint32 i)",
      "The element of a jsonb array with a number, from 0; it points into the jsonb. NULL when there is none.",
      inCurrent,
    ],
  ]),
  ...apiTable("src/include/utils/jsonb.h, src/backend/utils/adt/jsonb.c, REL_15_STABLE", [
    [
      "char *JsonbToCString(StringInfo out, JsonbContainer *in, int estimated_len)",
      "The text of a jsonb, appended to a string or as a new one.",
      opaque,
      neverNull,
      changesArguments,
    ],
    [
      "char *JsonbToCStringIndent(StringInfo out, JsonbContainer *in, int estimated_len)",
      "The text of a jsonb with line breaks, appended to a string or as a new one.",
      opaque,
      neverNull,
      changesArguments,
    ],
    [
      "bool JsonbExtractScalar(JsonbContainer *jbc, JsonbValue *res)",
      "Takes the value out of a jsonb that is no object or array; it points into that.",
      changesArguments,
    ],
    [
      "const char *JsonbTypeName(JsonbValue *jb)",
      "The name of the type of a jsonb value.",
      isStatic,
      neverNull,
    ],
  ]),
  ...apiTable("src/include/utils/jsonb.h, src/backend/utils/adt/jsonfuncs.c, REL_15_STABLE", [
    [
      "Datum jsonb_get_element(Jsonb *jb, Datum *path, int npath, bool *isnull, bool as_text)",
      "The value at a path of a jsonb.",
      opaque,
      asDatum,
      invalidates,
    ],
    [
      "Datum jsonb_set_element(Jsonb *jb, Datum *path, int path_len, JsonbValue *newval)",
      "A jsonb with the value at a path changed.",
      fresh,
      asDatum,
      invalidates,
    ],
  ]),
  ...apiTable("src/include/utils/json.h, src/backend/utils/adt/json.c, REL_15_STABLE", [
    [
      "void escape_json(StringInfo buf, const char *str)",
      "Appends a text as a JSON string.",
      changesArguments,
    ],
  ]),
  ...apiTable("src/include/utils/numeric.h, REL_15_STABLE", [
    [
      "Numeric DatumGetNumeric(X)",
      "The numeric of a Datum, detoasted: itself, or a copy when it was toasted.",
      ...detoasted,
    ],
    [
      "Numeric DatumGetNumericCopy(X)",
      "The numeric of a Datum as a copy that may be changed.",
      ...textOfCatalog,
    ],
    ["Numeric PG_GETARG_NUMERIC(n)", "A numeric argument, detoasted: a copy if it had to be.", argument],
    [
      "Numeric PG_GETARG_NUMERIC_COPY(n)",
      "A numeric argument as a copy that may be changed.",
      ...textOfCatalog,
    ],
  ]),
  ...apiTable("src/include/utils/numeric.h, src/backend/utils/adt/numeric.c, REL_15_STABLE", [
    ["Numeric int64_to_numeric(int64 val)", "Makes a numeric of an integer.", fresh],
    ["char *numeric_out_sci(Numeric num, int scale)", "The text of a numeric with an exponent.", fresh],
    ["char *numeric_normalize(Numeric num)", "The text of a numeric without zeros at its end.", fresh],
    [
      "Numeric numeric_add_opt_error(Numeric num1, Numeric num2, bool *have_error)",
      "The sum of two numerics.",
      inCurrent,
    ],
    [
      "Numeric numeric_sub_opt_error(Numeric num1, Numeric num2, bool *have_error)",
      "The difference of two numerics.",
      inCurrent,
    ],
    [
      "Numeric numeric_mul_opt_error(Numeric num1, Numeric num2, bool *have_error)",
      "The product of two numerics.",
      inCurrent,
    ],
    [
      "Numeric numeric_div_opt_error(Numeric num1, Numeric num2, bool *have_error)",
      "The quotient of two numerics.",
      inCurrent,
    ],
  ]),
  ...apiTable("src/include/utils/varbit.h, REL_15_STABLE", [
    [
      "VarBit *DatumGetVarBitP(X)",
      "The bit string of a Datum, detoasted: itself, or a copy when it was toasted.",
      ...detoasted,
    ],
    ["VarBit *PG_GETARG_VARBIT_P(n)", "A bit string argument, detoasted: a copy if it had to be.", argument],
    [
      "VarBit *PG_GETARG_VARBIT_P_COPY(n)",
      "A bit string argument as a copy that may be changed.",
      ...textOfCatalog,
    ],
    ["bits8 *VARBITS(PTR)", "The bits of a bit string.", inside(0), neverNull],
  ]),
  ...apiTable("src/include/utils/rangetypes.h, REL_15_STABLE", [
    [
      "RangeType *DatumGetRangeTypeP(X)",
      "The range of a Datum, detoasted: itself, or a copy when it was toasted.",
      ...detoasted,
    ],
    ["RangeType *PG_GETARG_RANGE_P(n)", "A range argument, detoasted: a copy if it had to be.", argument],
  ]),
  ...apiTable("src/include/utils/rangetypes.h, src/backend/utils/adt/rangetypes.c, REL_15_STABLE", [
    [
      "RangeType *make_range(TypeCacheEntry *typcache, RangeBound *lower, RangeBound *upper, bool empty)",
      "Makes a range of its bounds.",
      fresh,
      runsCode,
    ],
    ["RangeType *make_empty_range(TypeCacheEntry *typcache)", "Makes an empty range.", fresh, runsCode],
    [
      "RangeType *range_serialize(TypeCacheEntry *typcache, RangeBound *lower, RangeBound *upper, bool empty)",
      "Makes a range of its bounds without bringing it into canonical form.",
      fresh,
      runsCode,
    ],
    [
      "void range_deserialize(TypeCacheEntry *typcache, const RangeType *range, RangeBound *lower, RangeBound *upper, bool *empty)",
      "Takes a range apart; bounds that are passed by reference point into it.",
      changesArguments,
    ],
    [
      "TypeCacheEntry *range_get_typcache(FunctionCallInfo fcinfo, Oid rngtypid)",
      "What the cache knows of a range type.",
      opaque,
      neverNull,
      invalidates,
      runsCode,
    ],
  ]),
  ...apiTable("src/include/tsearch/ts_type.h, REL_15_STABLE", [
    ["TSVector PG_GETARG_TSVECTOR(n)", "A tsvector argument, detoasted: a copy if it had to be.", argument],
    [
      "TSVector DatumGetTSVector(X)",
      "The tsvector of a Datum, detoasted: itself, or a copy when it was toasted.",
      ...detoasted,
    ],
    [
      "TSQuery PG_GETARG_TSQUERY(n)",
      "A tsquery argument, detoasted: a copy if it had to be.",
      opaque,
      neverNull,
      invalidates,
    ],
    [
      "TSQuery DatumGetTSQuery(X)",
      "The tsquery of a Datum, detoasted: itself, or a copy when it was toasted.",
      argumentOrCurrent(0),
      neverNull,
      invalidates,
    ],
    ["QueryItem *GETQUERY(x)", "The items of a tsquery.", inside(0), neverNull],
    ["char *GETOPERAND(x)", "The words of a tsquery.", inside(0), neverNull],
    ["WordEntry *ARRPTR(x)", "The entries of a tsvector.", inside(0), neverNull],
    ["char *STRPTR(x)", "The words of a tsvector.", inside(0), neverNull],
  ]),
  ...apiTable("src/include/utils/timestamp.h, REL_15_STABLE", [
    ["Interval *DatumGetIntervalP(X)", "The interval that a Datum points to.", isArgument(0)],
    ["Interval *PG_GETARG_INTERVAL_P(n)", "An interval argument.", opaque, neverNull],
  ]),
  ...apiTable("src/include/utils/uuid.h, REL_15_STABLE", [
    ["pg_uuid_t *PG_GETARG_UUID_P(X)", "An argument of type uuid.", opaque, neverNull],
    ["pg_uuid_t *DatumGetUUIDP(X)", "The uuid that a Datum points to.", isArgument(0)],
  ]),
  ...apiTable("src/include/utils/inet.h, REL_15_STABLE", [
    ["inet *PG_GETARG_INET_P(n)", "An argument of type inet, detoasted: a copy if it had to be.", argument],
    [
      "inet *PG_GETARG_INET_PP(n)",
      "An argument of type inet, detoasted but perhaps with a short header.",
      argument,
    ],
  ]),
  ...apiTable("src/include/utils/geo_decls.h, REL_15_STABLE", [
    ["Point *PG_GETARG_POINT_P(n)", "An argument of type point.", opaque, neverNull],
    ["BOX *PG_GETARG_BOX_P(n)", "An argument of type box.", opaque, neverNull],
    ["CIRCLE *PG_GETARG_CIRCLE_P(n)", "An argument of type circle.", opaque, neverNull],
    [
      "POLYGON *PG_GETARG_POLYGON_P(n)",
      "An argument of type polygon, detoasted: a copy if it had to be.",
      argument,
    ],
    ["PATH *PG_GETARG_PATH_P(n)", "An argument of type path, detoasted: a copy if it had to be.", argument],
  ]),
  ...apiTable("src/include/utils/timestamp.h, src/backend/utils/adt/timestamp.c, REL_15_STABLE", [
    [
      "const char *timestamptz_to_str(TimestampTz t)",
      "The text of a point in time, for the log.",
      overwrittenNext,
      neverNull,
    ],
  ]),
  ...apiTable("src/include/utils/varlena.h, src/backend/utils/adt/varlena.c, REL_15_STABLE", [
    ["List *textToQualifiedNameList(text *textval)", "The parts of a qualified name.", fresh, invalidates],
    [
      "bool SplitIdentifierString(char *rawstring, char separator, List **namelist)",
      "The identifiers in a list; they point into the text, which changes.",
      writes(inCurrent, 2),
    ],
    [
      "bool SplitDirectoriesString(char *rawstring, char separator, List **namelist)",
      "The paths in a list, as copies; the text changes.",
      writes(inCurrent, 2),
    ],
    [
      "bool SplitGUCList(char *rawstring, char separator, List **namelist)",
      "The values in a list; they point into the text, which changes.",
      writes(inCurrent, 2),
    ],
    [
      "text *replace_text_regexp(text *src_text, text *pattern_text, text *replace_text, int cflags, Oid collation, int search_start, int n)",
      "The text with what a regular expression finds replaced.",
      fresh,
      invalidates,
    ],
  ]),
  ...apiTable("src/include/utils/regproc.h, src/backend/utils/adt/regproc.c, REL_15_STABLE", [
    ["List *stringToQualifiedNameList(const char *string)", "The parts of a qualified name.", fresh],
  ]),
  ...apiTable("src/include/utils/formatting.h, src/backend/utils/adt/formatting.c, REL_15_STABLE", [
    [
      "char *str_tolower(const char *buff, size_t nbytes, Oid collid)",
      "The text in lower case.",
      inCurrent,
      invalidates,
    ],
    [
      "char *str_toupper(const char *buff, size_t nbytes, Oid collid)",
      "The text in upper case.",
      inCurrent,
      invalidates,
    ],
    [
      "char *str_initcap(const char *buff, size_t nbytes, Oid collid)",
      "The text with each word in upper and lower case.",
      inCurrent,
      invalidates,
    ],
    [
      "char *asc_tolower(const char *buff, size_t nbytes)",
      "The text with ASCII letters in lower case.",
      inCurrent,
    ],
    [
      "char *asc_toupper(const char *buff, size_t nbytes)",
      "The text with ASCII letters in upper case.",
      inCurrent,
    ],
  ]),
  ...apiTable("src/include/tsearch/ts_locale.h, src/backend/tsearch/ts_locale.c, REL_15_STABLE", [
    ["char *lowerstr(const char *str)", "The text in lower case, for text search.", fresh],
    ["char *lowerstr_with_len(const char *str, int len)", "The text in lower case, for text search.", fresh],
  ]),
  ...apiTable("src/include/parser/scansup.h, src/backend/parser/scansup.c, REL_15_STABLE", [
    [
      "char *downcase_identifier(const char *ident, int len, bool warn, bool truncate)",
      "An identifier in lower case.",
      fresh,
    ],
    [
      "char *downcase_truncate_identifier(const char *ident, int len, bool warn)",
      "An identifier in lower case, cut to its longest form.",
      fresh,
    ],
  ]),
  ...apiTable("src/include/utils/builtins.h, src/backend/utils/adt/oid.c, REL_15_STABLE", [
    ["oidvector *buildoidvector(const Oid *oids, int n)", "Makes an oidvector.", fresh],
  ]),
  ...apiTable("src/include/utils/builtins.h, src/backend/utils/adt/int.c, REL_15_STABLE", [
    ["int2vector *buildint2vector(const int16 *int2s, int n)", "Makes an int2vector.", fresh],
  ]),
  ...apiTable("src/include/utils/builtins.h, src/backend/utils/adt/regexp.c, REL_15_STABLE", [
    [
      "char *regexp_fixed_prefix(text *text_re, bool case_insensitive, Oid collation, bool *exact)",
      "The text that all matches of a regular expression start with, or NULL.",
      inCurrent,
      invalidates,
    ],
  ]),
  ...apiTable("src/include/mb/pg_wchar.h, src/backend/utils/mb/mbutils.c, REL_15_STABLE", [
    [
      "unsigned char *pg_do_encoding_conversion(unsigned char *src, int len, int src_encoding, int dest_encoding)",
      "The text in another encoding: itself, or a copy.",
      argumentOrCurrent(0),
      neverNull,
      invalidates,
    ],
    [
      "char *pg_any_to_server(const char *s, int len, int encoding)",
      "The text in the encoding of the database: itself, or a copy.",
      argumentOrCurrent(0),
      neverNull,
      invalidates,
    ],
    [
      "char *pg_server_to_any(const char *s, int len, int encoding)",
      "The text in another encoding: itself, or a copy.",
      argumentOrCurrent(0),
      neverNull,
      invalidates,
    ],
    [
      "char *pg_client_to_server(const char *s, int len)",
      "The text in the encoding of the database: itself, or a copy.",
      argumentOrCurrent(0),
      neverNull,
      invalidates,
    ],
    [
      "char *pg_server_to_client(const char *s, int len)",
      "The text in the encoding of the client: itself, or a copy.",
      argumentOrCurrent(0),
      neverNull,
      invalidates,
    ],
  ]),
  ...apiTable("src/include/utils/expandeddatum.h, src/backend/utils/adt/expandeddatum.c, REL_15_STABLE", [
    [
      "Datum TransferExpandedObject(Datum d, MemoryContext new_parent)",
      "Moves an expanded object below another memory context.",
      opaque,
      asDatum,
      changesArguments,
    ],
    ["void DeleteExpandedObject(Datum d)", "Deletes an expanded object with its memory.", frees(0)],
    ["ExpandedObjectHeader *DatumGetEOHP(Datum d)", "The expanded object of a Datum.", opaque, neverNull],
  ]),
];
