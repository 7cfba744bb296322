import { apiTable, type ApiFunction } from "./apiFunction";
import { inside, isArgument, looksOnly, neverNull } from "./apiTraits";

/** Datums and pointers as they are converted into each other, and parts of values. */
export const valueApi: readonly ApiFunction[] = [
  ...apiTable("src/include/postgres.h, REL_15_STABLE", [
    ["Datum PointerGetDatum(X)", "The pointer as a Datum.", isArgument(0), looksOnly],
    ["Pointer DatumGetPointer(X)", "The pointer in a Datum.", isArgument(0), looksOnly],
    ["Datum CStringGetDatum(X)", "The string as a Datum, not a copy.", isArgument(0), looksOnly],
    [
      "char *DatumGetCString(X)",
      "The string in a Datum of type cstring, not a copy.",
      isArgument(0),
      looksOnly,
    ],
    ["Datum NameGetDatum(X)", "The name as a Datum, not a copy.", isArgument(0), looksOnly],
    ["Name DatumGetName(X)", "The name in a Datum, not a copy.", isArgument(0), looksOnly],
    [
      "char *VARDATA(PTR)",
      "The content of a value that is not toasted and has a long header.",
      inside(0),
      neverNull,
    ],
    [
      "char *VARDATA_ANY(PTR)",
      "The content of a value that is not toasted, with a short or long header.",
      inside(0),
      neverNull,
    ],
    [
      "char *VARDATA_EXTERNAL(PTR)",
      "What is stored in place of a value that is elsewhere.",
      inside(0),
      neverNull,
    ],
  ]),
  ...apiTable("src/include/c.h, REL_15_STABLE", [
    [
      "char *NameStr(name)",
      "The characters of a name, in its place.",
      { result: { kind: "addressOf", argument: 0 } },
      neverNull,
      looksOnly,
    ],
    ["type *unconstify(underlying_type, expr)", "The pointer without const.", isArgument(1), looksOnly],
    ["type *unvolatize(underlying_type, expr)", "The pointer without volatile.", isArgument(1), looksOnly],
  ]),
  ...apiTable("src/include/utils/numeric.h, REL_15_STABLE", [
    ["Datum NumericGetDatum(X)", "The numeric as a Datum, not a copy.", isArgument(0), looksOnly],
  ]),
  ...apiTable("src/include/utils/jsonb.h, REL_15_STABLE", [
    ["Datum JsonbPGetDatum(p)", "The jsonb as a Datum, not a copy.", isArgument(0), looksOnly],
  ]),
  ...apiTable("src/include/utils/timestamp.h, REL_15_STABLE", [
    ["Datum IntervalPGetDatum(X)", "The interval as a Datum, not a copy.", isArgument(0), looksOnly],
  ]),
  ...apiTable("src/include/utils/uuid.h, REL_15_STABLE", [
    ["Datum UUIDPGetDatum(X)", "The uuid as a Datum, not a copy.", isArgument(0), looksOnly],
  ]),
  ...apiTable("src/include/utils/inet.h, REL_15_STABLE", [
    ["Datum InetPGetDatum(X)", "The inet as a Datum, not a copy.", isArgument(0), looksOnly],
    ["Datum MacaddrPGetDatum(X)", "The macaddr as a Datum, not a copy.", isArgument(0), looksOnly],
    ["Datum Macaddr8PGetDatum(X)", "The macaddr8 as a Datum, not a copy.", isArgument(0), looksOnly],
  ]),
  ...apiTable("src/include/utils/varbit.h, REL_15_STABLE", [
    ["Datum VarBitPGetDatum(X)", "The bit string as a Datum, not a copy.", isArgument(0), looksOnly],
  ]),
  ...apiTable("src/include/utils/rangetypes.h, REL_15_STABLE", [
    ["Datum RangeTypePGetDatum(X)", "The range as a Datum, not a copy.", isArgument(0), looksOnly],
  ]),
  ...apiTable("src/include/utils/date.h, REL_15_STABLE", [
    ["Datum TimeTzADTPGetDatum(X)", "The timetz as a Datum, not a copy.", isArgument(0), looksOnly],
    ["TimeTzADT *DatumGetTimeTzADTP(X)", "The timetz that a Datum points to.", isArgument(0), looksOnly],
  ]),
  ...apiTable("src/include/utils/geo_decls.h, REL_15_STABLE", [
    ["Datum PointPGetDatum(X)", "The point as a Datum, not a copy.", isArgument(0), looksOnly],
    ["Datum BoxPGetDatum(X)", "The box as a Datum, not a copy.", isArgument(0), looksOnly],
    ["Datum CirclePGetDatum(X)", "The circle as a Datum, not a copy.", isArgument(0), looksOnly],
    ["Point *DatumGetPointP(X)", "The point that a Datum points to.", isArgument(0), looksOnly],
    ["BOX *DatumGetBoxP(X)", "The box that a Datum points to.", isArgument(0), looksOnly],
  ]),
  ...apiTable("src/include/tsearch/ts_type.h, REL_15_STABLE", [
    ["Datum TSVectorGetDatum(X)", "The tsvector as a Datum, not a copy.", isArgument(0), looksOnly],
    ["Datum TSQueryGetDatum(X)", "The tsquery as a Datum, not a copy.", isArgument(0), looksOnly],
  ]),
];
