"""A Datum by the SQL type it has, or by what can be said without one."""

import datetime
import struct

from .quoted import is_printable, quoted
from .varlena import read_varlena, varlena_summary

NAME_BYTES = 64
MICROSECONDS = 1000000
# Source: POSTGRES_EPOCH_JDATE, src/include/datatype/timestamp.h, REL_15_STABLE: 1 January 2000.
EPOCH = datetime.datetime(2000, 1, 1)
END, BEGIN = (1 << 63) - 1, -(1 << 63)

SIGNED = {"smallint": 16, "integer": 32, "bigint": 64}
UNSIGNED = ("oid", "xid", "cid", "regproc", "regprocedure", "regclass", "regtype", "regrole", "regnamespace")
TEXTS = ("text", "character varying", "character", "json", "xml", "unknown varlena")


def datum_summary(memory, value, sql_type):
    """`sql_type` as format_type() writes it, without a length; None when it is not known."""
    if sql_type is None:
        return _guess(memory, value)
    if sql_type in SIGNED:
        return str(_signed(value, SIGNED[sql_type]))
    if sql_type in UNSIGNED:
        return str(value & 0xFFFFFFFF)
    known = _SIMPLE.get(sql_type)
    if known is not None:
        return known(value)
    if value == 0:
        return "NULL pointer"
    if sql_type == "name":
        return _quoted_string(memory, value, NAME_BYTES)
    if sql_type in ("cstring", "unknown"):
        return _quoted_string(memory, value, 1024)
    if sql_type == "uuid":
        found = memory.read(value, 16)
        text = None if found is None else found.hex()
        return text and "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
    if sql_type in TEXTS:
        return varlena_summary(memory, value, "text")
    if sql_type == "bytea":
        return varlena_summary(memory, value, "bytea")
    return _other(memory, value, sql_type)


def timestamp_text(microseconds):
    """Source: DT_NOBEGIN, DT_NOEND, src/include/datatype/timestamp.h, REL_15_STABLE."""
    if microseconds in (BEGIN, END):
        return "-infinity" if microseconds == BEGIN else "infinity"
    try:
        return str(EPOCH + datetime.timedelta(microseconds=microseconds))
    except OverflowError:
        return "%d microseconds since 2000" % microseconds


def _date_text(days):
    try:
        return str((EPOCH + datetime.timedelta(days=days)).date())
    except OverflowError:
        return {0x7FFFFFFF: "infinity", -0x80000000: "-infinity"}.get(days, "%d days since 2000" % days)


def _float(value, form):
    size = struct.calcsize(form)
    return repr(struct.unpack(form, (value & (1 << 8 * size) - 1).to_bytes(size, "little"))[0])


def _time_text(value):
    return str((EPOCH + datetime.timedelta(microseconds=_signed(value, 64) % (86400 * MICROSECONDS))).time())


_SIMPLE = {
    "boolean": lambda value: "true" if value & 0xFF else "false",
    '"char"': lambda value: quoted(bytes([value & 0xFF])),
    "real": lambda value: "%.9g" % float(_float(value, "<f")),
    "double precision": lambda value: _float(value, "<d"),
    "date": lambda value: _date_text(_signed(value, 32)),
    "time without time zone": _time_text,
    "timestamp without time zone": lambda value: timestamp_text(_signed(value, 64)),
    "timestamp with time zone": lambda value: timestamp_text(_signed(value, 64)) + " UTC",
    "void": lambda value: "void",
}


def _signed(value, bits):
    value &= (1 << bits) - 1
    return value - (1 << bits) if value >> (bits - 1) else value


def _quoted_string(memory, address, limit):
    found = memory.c_string(address, limit)
    return None if found is None else quoted(found)


def _other(memory, value, sql_type):
    found = read_varlena(memory, value) if value >= 4096 else None
    if found is None:
        return "%s, 0x%x" % (sql_type, value)
    return "%s, %s" % (sql_type, found.note or "%d bytes at 0x%x" % (found.size, value))


def _guess(memory, value):
    """Without a type: a number; text only when it cannot be much else."""
    number = str(_signed(value, 64))
    if value < 1 << 16 or memory.u8(value) is None:
        return number
    found = read_varlena(memory, value)
    if found is not None and found.is_here and 1 <= found.size <= len(found.data) and is_printable(found.data):
        return "0x%x, as text %s" % (value, quoted(found.data))
    return "0x%x" % value
