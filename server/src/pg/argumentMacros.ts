/** How C takes and gives the values of SQL types. Source: src/include/fmgr.h, src/include/utils/{timestamp,date,numeric,array,jsonb,uuid,varbit,inet,geo_decls}.h, REL_15_STABLE. */
export interface ArgumentMacros {
  /** Behind `PG_GETARG_`. */
  readonly get: string;
  /** Behind `PG_RETURN_`. */
  readonly give: string;
  /** The C type. */
  readonly type: string;
  /** Header with the type and the macros, where that is not fmgr.h. */
  readonly header?: string;
}

const entry = (get: string, type: string, give = get): ArgumentMacros => ({ get, give, type });

/** Headers of the types that fmgr.h does not know. */
const headers: Readonly<Record<string, string>> = {
  date: "utils/date.h",
  time: "utils/date.h",
  timetz: "utils/date.h",
  timestamp: "utils/timestamp.h",
  timestamptz: "utils/timestamp.h",
  interval: "utils/timestamp.h",
  numeric: "utils/numeric.h",
  uuid: "utils/uuid.h",
  jsonb: "utils/jsonb.h",
  inet: "utils/inet.h",
  point: "utils/geo_decls.h",
  box: "utils/geo_decls.h",
  circle: "utils/geo_decls.h",
};

const byType: ReadonlyMap<string, ArgumentMacros> = new Map([
  ["int2", entry("INT16", "int16")],
  ["int4", entry("INT32", "int32")],
  ["int8", entry("INT64", "int64")],
  ["float4", entry("FLOAT4", "float4")],
  ["float8", entry("FLOAT8", "float8")],
  ["bool", entry("BOOL", "bool")],
  ["char", entry("CHAR", "char")],
  ["oid", entry("OID", "Oid")],
  ["regclass", entry("OID", "Oid")],
  ["regproc", entry("OID", "Oid")],
  ["regtype", entry("OID", "Oid")],
  ["xid", entry("TRANSACTIONID", "TransactionId")],
  ["name", entry("NAME", "Name")],
  ["cstring", entry("CSTRING", "char *")],
  ["text", entry("TEXT_PP", "text *", "TEXT_P")],
  ["varchar", entry("VARCHAR_PP", "VarChar *", "VARCHAR_P")],
  ["bpchar", entry("BPCHAR_PP", "BpChar *", "BPCHAR_P")],
  ["bytea", entry("BYTEA_PP", "bytea *", "BYTEA_P")],
  ["date", entry("DATEADT", "DateADT")],
  ["time", entry("TIMEADT", "TimeADT")],
  ["timetz", entry("TIMETZADT_P", "TimeTzADT *")],
  ["timestamp", entry("TIMESTAMP", "Timestamp")],
  ["timestamptz", entry("TIMESTAMPTZ", "TimestampTz")],
  ["interval", entry("INTERVAL_P", "Interval *")],
  ["numeric", entry("NUMERIC", "Numeric")],
  ["uuid", entry("UUID_P", "pg_uuid_t *")],
  ["jsonb", entry("JSONB_P", "Jsonb *")],
  ["json", entry("TEXT_PP", "text *", "TEXT_P")],
  ["inet", entry("INET_PP", "inet *", "INET_P")],
  ["point", entry("POINT_P", "Point *")],
  ["box", entry("BOX_P", "BOX *")],
  ["circle", entry("CIRCLE_P", "CIRCLE *")],
  ["internal", entry("POINTER", "void *")],
  ["record", entry("HEAPTUPLEHEADER", "HeapTupleHeader")],
]);

/** By PostgreSQL's own name of the type, `int4` for `integer`; arrays end in `[]`. Undefined for types that C code defines itself. */
export function argumentMacros(type: string): ArgumentMacros | undefined {
  if (type.endsWith("[]")) return { ...entry("ARRAYTYPE_P", "ArrayType *"), header: "utils/array.h" };
  const base = type.replace(/\(.*\)$/u, "");
  const known = byType.get(base);
  const header = headers[base];
  return known && header !== undefined ? { ...known, header } : known;
}

/** The SQL type that `PG_GETARG_…` takes or `PG_RETURN_…` gives, by what stands behind these words; undefined when it can be several. */
export function sqlTypeOf(macro: string): string | undefined {
  if (/^ARRAYTYPE/u.test(macro)) return undefined;
  const stem = macro.replace(/_(?:P|PP)(?:_COPY|_SLICE)?$/u, "");
  const found = [...byType].find(
    ([, { get, give }]) => get === macro || give === macro || get.replace(/_(?:P|PP)$/u, "") === stem,
  );
  return found?.[0];
}
