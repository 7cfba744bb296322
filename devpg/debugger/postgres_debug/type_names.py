"""Built-in types by their OID. Source: src/include/catalog/pg_type.dat, REL_15_STABLE."""

TYPE_NAMES = {
    16: "boolean", 17: "bytea", 18: '"char"', 19: "name", 20: "bigint", 21: "smallint", 23: "integer", 24: "regproc",
    25: "text", 26: "oid", 27: "tid", 28: "xid", 114: "json", 142: "xml", 600: "point", 700: "real",
    701: "double precision", 705: "unknown", 790: "money", 869: "inet", 1000: "boolean[]", 1005: "smallint[]",
    1007: "integer[]", 1009: "text[]", 1016: "bigint[]", 1042: "character", 1043: "character varying", 1082: "date",
    1083: "time without time zone", 1114: "timestamp without time zone", 1184: "timestamp with time zone",
    1186: "interval", 1700: "numeric", 2205: "regclass", 2249: "record", 2275: "cstring", 2278: "void",
    2281: "internal", 2950: "uuid", 3802: "jsonb",
}


def type_name(oid):
    return TYPE_NAMES.get(oid, "type %d" % oid)
