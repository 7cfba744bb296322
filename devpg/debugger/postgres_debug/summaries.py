"""One line for each type of PostgreSQL, the same in every debugger."""

import re

from .bitmapset import bitmapset_summary
from .datum import datum_summary, timestamp_text
from .function_types import argument_type
from .hash_table import hash_table_summary
from .lists import list_summary, read_list
from .memory_contexts import add_usage, children, read_context
from .quoted import quoted
from .tuples import heap_tuple_summary, relation_summary, tuple_desc_summary
from .varlena import varlena_summary

NAME_BYTES = 64
SHOWN_NAMES = 4
# Source: FUNC_MAX_ARGS, src/include/pg_config_manual.h, REL_15_STABLE.
MOST_ARGUMENTS = 100
# Offsets in FunctionCallInfoBaseData and sizes of its entries. Source: src/include/fmgr.h, REL_15_STABLE; the same from 13 to 18.
COUNT, ARGUMENTS, ARGUMENT_BYTES = 30, 32, 16


class Surroundings:
    """What a debugger knows of a value besides its address."""

    memory = None

    def tag_name(self, number):
        """Name in the enum NodeTag, `T_List`; None when it has none."""
        raise NotImplementedError

    def field_offset(self, struct, field):
        """In bytes; None when nothing was built with that struct."""
        raise NotImplementedError

    def function_name(self):
        """Of the frame that the value belongs to."""
        return None

    def value_name(self):
        """What the value is called where it is shown, for instance `args[0]`."""
        return None


def type_key(names):
    """Which of the names of a type, from the declared one to that of the struct, has a summary. None when none has."""
    for name in names:
        plain = re.sub(r"^(const |volatile |struct |enum )+", "", name or "").strip()
        if plain in SUMMARIES or plain in NUMBER_SUMMARIES:
            return plain
    return None


def summary_at(key, address, around):
    """Of a struct in memory. None for what cannot be one, and for what nothing readable can be said of."""
    if address is None:
        return None
    if address == 0:
        return {"List": "NIL", "Bitmapset": "{}"}.get(key, "NULL")
    return SUMMARIES[key](address, around)


def _varlena(kind):
    return lambda address, around: varlena_summary(around.memory, address, kind)


def _plain(make):
    return lambda address, around: make(around.memory, address)


def _name(address, around):
    found = around.memory.c_string(address, NAME_BYTES)
    return None if found is None else quoted(found)


def _string_info(address, around):
    memory = around.memory
    text, length, most = memory.pointer(address), memory.i32(address + 8), memory.i32(address + 12)
    if not text or length is None or most is None or length < 0 or (most > 0 and length >= most):
        return None
    data = memory.read(text, min(length, 1024))
    return None if data is None else "%s, length %d of %d" % (quoted(data, length), length, most)


def _list(address, around):
    memory = around.memory
    found = read_list(memory, address, around.tag_name(memory.u32(address)))
    if found is None:
        return None
    return list_summary(found, [_pointee(cell, around) for cell in found.cells[:SHOWN_NAMES]])


def _pointee(cell, around):
    name = around.tag_name(around.memory.u32(cell)) if around.memory.u32(cell) else None
    return name[2:] if name else "0x%x" % cell


def _node(address, around):
    name = around.tag_name(around.memory.u32(address))
    return None if not name or name == "T_Invalid" else name[2:]


def _memory_context(address, around):
    context = read_context(around.memory, address)
    if context is None:
        return None
    add_usage(around.memory, context)
    ident = "" if context.ident is None else " %s" % quoted(context.ident)
    free = "" if context.free_bytes is None else ", %d free" % context.free_bytes
    count = len(children(around.memory, address))
    below = "" if count == 0 else ", %d child%s" % (count, "" if count == 1 else "ren")
    return '"%s"%s, %s, %d bytes%s%s' % (context.name, ident, context.kind, context.total_bytes, free, below)


def _argument(address, around):
    """An entry of `args` of a call: NULL or the value, by the type that SQL declares."""
    place = re.search(r"\[(\d+)\]$", around.value_name() or "")
    kind = None if place is None else argument_type(around.function_name(), int(place.group(1)))
    return _argument_text(around.memory, address, kind)


def _call(address, around):
    memory = around.memory
    flinfo, count = memory.pointer(address), memory.i16(address + COUNT)
    if flinfo is None or count is None or not 0 <= count <= MOST_ARGUMENTS:
        return None
    function = around.function_name()
    shown = [_argument_text(memory, address + ARGUMENTS + ARGUMENT_BYTES * at, argument_type(function, at))
             for at in range(count)]
    return "(%s)" % ", ".join(text or "?" for text in shown)


def _argument_text(memory, address, sql_type):
    datum, is_null = memory.u64(address), memory.u8(address + 8)
    if datum is None or is_null is None:
        return None
    return "NULL" if is_null else datum_summary(memory, datum, sql_type) or "0x%x" % datum


def _relation(address, around):
    offset = around.field_offset("RelationData", "rd_rel")
    form = None if offset is None else around.memory.pointer(address + offset)
    return relation_summary(around.memory, form) if form else None


# By name of a typedef or of a struct. `nameData` is the name of the struct behind NameData.
SUMMARIES = {
    "text": _varlena("text"),
    "BpChar": _varlena("text"),
    "VarChar": _varlena("text"),
    "bytea": _varlena("bytea"),
    "varlena": _varlena("varlena"),
    "NameData": _name,
    "nameData": _name,
    "StringInfoData": _string_info,
    "List": _list,
    "Node": _node,
    "Bitmapset": _plain(bitmapset_summary),
    "HTAB": _plain(hash_table_summary),
    "MemoryContextData": _memory_context,
    "HeapTupleData": _plain(heap_tuple_summary),
    "TupleDescData": _plain(tuple_desc_summary),
    "RelationData": _relation,
    "FunctionCallInfoBaseData": _call,
    "NullableDatum": _argument,
}

# Of numbers: the text says all that the number does. These always have a summary.
NUMBER_SUMMARIES = {
    "Datum": lambda value, around: datum_summary(around.memory, value, None),
    "TimestampTz": lambda value, around: timestamp_text(_signed(value)),
    "Timestamp": lambda value, around: timestamp_text(_signed(value)),
}


def _signed(value):
    return value - (1 << 64) if value >> 63 else value
