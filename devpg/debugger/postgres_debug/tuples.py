"""Rows and their descriptions. Source: src/include/access/{htup,htup_details,tupdesc}.h and src/include/catalog/{pg_attribute,pg_class}.h,
REL_15_STABLE; CompactAttribute, src/include/access/tupdesc.h, REL_18_STABLE."""

from .server_major import server_major
from .type_names import type_name

# Source: MaxTupleAttributeNumber, src/include/access/htup_details.h, REL_15_STABLE.
MOST_ATTRIBUTES = 1664
SHOWN = 12
NAME_BYTES = 64

LENGTH, BLOCK, POSITION, TABLE, DATA = 0, 4, 8, 12, 16
INFOMASK2, INFOMASK, BITS = 18, 20, 23
HAS_NULL = 0x0001


def heap_tuple_summary(memory, address):
    """Of a HeapTupleData: how many columns, which are NULL, from where."""
    if address == 0:
        return "NULL"
    length, data = memory.u32(address + LENGTH), memory.pointer(address + DATA)
    if length is None or length > 1 << 30 or data is None:
        return None
    if data == 0:
        return "no row"
    infomask, infomask2 = memory.u16(data + INFOMASK), memory.u16(data + INFOMASK2)
    if infomask is None or infomask2 is None:
        return None
    count = infomask2 & 0x07FF
    if count > MOST_ATTRIBUTES:
        return None
    parts = ["%d column%s" % (count, "" if count == 1 else "s")]
    if infomask & HAS_NULL:
        bits = memory.read(data + BITS, (count + 7) // 8) or b""
        nulls = [at + 1 for at in range(8 * len(bits)) if at < count and not bits[at // 8] >> at % 8 & 1]
        shown = ", ".join(map(str, nulls[:SHOWN])) + (", …" if len(nulls) > SHOWN else "")
        parts.append("NULL: %s" % (shown or "none"))
    parts.append("%d bytes" % length)
    return ", ".join(parts + _origin(memory, address))


def _origin(memory, address):
    table = memory.u32(address + TABLE)
    high, low, position = memory.u16(address + BLOCK), memory.u16(address + BLOCK + 2), memory.u16(address + POSITION)
    # A row that was made in memory has position 0.
    if not table or not position or high is None or low is None:
        return []
    return ["(%d,%d) of table %d" % (high << 16 | low, position, table)]


def tuple_desc_columns(memory, address):
    """(name, type) of each column; None for what is no description."""
    count = memory.i32(address)
    if count is None or not 0 <= count <= MOST_ATTRIBUTES:
        return None
    major = server_major(memory) or 15
    first, size = (24 + 16 * count, 100) if major >= 18 else (24, _attribute_bytes(major))
    columns = []
    for at in range(count):
        attribute = address + first + size * at
        name, oid = memory.c_string(attribute + 4, NAME_BYTES), memory.u32(attribute + 68)
        # Its number tells whether this is where the attribute is.
        number = memory.i16(attribute + (74 if major >= 16 else 78))
        if name is None or oid is None or number != at + 1:
            return None
        columns.append((name.decode("utf-8", "replace"), type_name(oid)))
    return columns


def _attribute_bytes(major):
    """sizeof(FormData_pg_attribute), which ends before the fields of variable length."""
    return {13: 112, 14: 112, 15: 112, 16: 108, 17: 104}.get(major, 112)


def tuple_desc_summary(memory, address):
    columns = None if address == 0 else tuple_desc_columns(memory, address)
    if address == 0:
        return "NULL"
    if columns is None:
        return None
    shown = ", ".join("%s %s" % column for column in columns[:SHOWN])
    return "(%s%s)" % (shown, ", … %d columns" % len(columns) if len(columns) > SHOWN else "")


def relation_summary(memory, class_form):
    """`class_form`: a Form_pg_class, which begins with the OID and the name."""
    oid, name = memory.u32(class_form), memory.text(class_form + 4, NAME_BYTES)
    return None if oid is None or not name else '"%s" (OID %d)' % (name, oid)
