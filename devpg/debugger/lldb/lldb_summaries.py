"""One line for each type of PostgreSQL that lldb shows."""

import re

from lldb_memory import memory_of
from lldb_values import address_of, frame_function, is_pointer, node_tags, struct_named, target_of
from postgres_debug.bitmapset import bitmapset_summary
from postgres_debug.datum import datum_summary, timestamp_text
from postgres_debug.function_types import argument_type
from postgres_debug.hash_table import hash_table_summary
from postgres_debug.lists import list_summary, read_list
from postgres_debug.memory_contexts import add_usage, children, read_context
from postgres_debug.quoted import quoted
from postgres_debug.tuples import heap_tuple_summary, relation_summary, tuple_desc_summary
from postgres_debug.varlena import varlena_summary

NAME_BYTES = 64
SHOWN_NAMES = 4


def summary_of(value):
    """Empty for what has no readable summary: lldb then shows the value as always."""
    try:
        make = SUMMARIES.get(_name_of(value))
        return (make(value, memory_of(target_of(value))) if make else None) or ""
    except Exception:
        return ""


def _name_of(value):
    """The first name on the way from the declared type to the struct that there is a summary for."""
    kind = value.GetType()
    for _ in range(8):
        name = re.sub(r"^(const |volatile |struct |enum )+", "", kind.GetName() or "").strip()
        if name in SUMMARIES:
            return name
        kind = kind.GetPointeeType() if kind.IsPointerType() else kind.GetTypedefedType() if kind.IsTypedefType() else (
            kind.GetCanonicalType().GetUnqualifiedType())
    return ""


def _at_address(make):
    """A summary of what is in memory at an address."""
    def summary(value, memory):
        address = address_of(value)
        if address == 0:
            return "NULL"
        return None if address is None else make(memory, address)
    return summary


def _varlena(kind):
    return _at_address(lambda memory, address: varlena_summary(memory, address, kind))


def _name(memory, address):
    found = memory.c_string(address, NAME_BYTES)
    return None if found is None else quoted(found)


def _string_info(value, memory):
    address = address_of(value)
    text, length, most = memory.pointer(address), memory.i32(address + 8), memory.i32(address + 12)
    if not text or length is None or length < 0 or (most > 0 and length >= most):
        return None
    data = memory.read(text, min(length, 1024))
    return None if data is None else "%s, length %d of %d" % (quoted(data, length), length, most)


def _list(value, memory):
    address = address_of(value)
    # The empty list is NULL. Source: NIL, src/include/nodes/pg_list.h, REL_15_STABLE.
    if address == 0:
        return "NIL"
    tags = node_tags(target_of(value))
    found = read_list(memory, address, tags.get(memory.u32(address)))
    if found is None:
        return None
    names = [tags.get(memory.u32(cell) or 0, "")[2:] or "0x%x" % cell for cell in found.cells[:SHOWN_NAMES]]
    return list_summary(found, names if found.kind == "pointer" else ())


def _node(value, memory):
    address = address_of(value)
    if address == 0:
        return "NULL"
    name = node_tags(target_of(value)).get(memory.u32(address))
    return None if name is None else name[2:]


def _bitmapset(value, memory):
    address = address_of(value)
    return None if address is None else bitmapset_summary(memory, address)


def _memory_context(memory, address):
    context = read_context(memory, address)
    if context is None:
        return None
    add_usage(memory, context)
    ident = "" if context.ident is None else " %s" % quoted(context.ident)
    free = "" if context.free_bytes is None else ", %d free" % context.free_bytes
    count = len(children(memory, address))
    below = "" if count == 0 else ", %d child%s" % (count, "" if count == 1 else "ren")
    return '"%s"%s, %s, %d bytes%s%s' % (context.name, ident, context.kind, context.total_bytes, free, below)


def _datum(value, memory):
    return None if is_pointer(value) else datum_summary(memory, value.GetValueAsUnsigned(), None)


def _argument(value, memory):
    """An entry of `args` of a call: NULL or the value, by the type that SQL declares."""
    plain = value.GetNonSyntheticValue()
    if plain.GetChildMemberWithName("isnull").GetValueAsUnsigned() != 0:
        return "NULL"
    datum = plain.GetChildMemberWithName("value").GetValueAsUnsigned()
    place = re.match(r"args\[(\d+)\]$|\[(\d+)\]$", value.GetName() or "")
    index = -1 if place is None else int(place.group(1) or place.group(2))
    return datum_summary(memory, datum, argument_type(frame_function(value), index))


def _call(value, memory):
    address = address_of(value)
    flinfo, count = memory.pointer(address), memory.i16(address + 30)
    if flinfo is None or count is None or not 0 <= count <= 100:
        return None
    function = frame_function(value)
    shown = [_argument_at(memory, address + 32 + 16 * at, argument_type(function, at)) for at in range(count)]
    return "(%s)" % ", ".join(shown)


def _argument_at(memory, address, sql_type):
    datum, is_null = memory.u64(address), memory.u8(address + 8)
    if datum is None:
        return "?"
    return "NULL" if is_null else datum_summary(memory, datum, sql_type) or "0x%x" % datum


def _relation(value, memory):
    address = address_of(value)
    if address == 0:
        return "NULL"
    whole = struct_named(target_of(value), "RelationData")
    offsets = {} if whole is None else {field.GetName(): field.GetOffsetInBytes() for field in whole.get_fields_array()}
    form = memory.pointer(address + offsets["rd_rel"]) if "rd_rel" in offsets else None
    return relation_summary(memory, form) if form else None


def _timestamp(value, memory):
    return None if is_pointer(value) else timestamp_text(value.GetValueAsSigned())


# By name of a typedef or of a struct. `nameData` and the like are the names of structs behind typedefs.
SUMMARIES = {
    "text": _varlena("text"),
    "BpChar": _varlena("text"),
    "VarChar": _varlena("text"),
    "bytea": _varlena("bytea"),
    "varlena": _varlena("varlena"),
    "NameData": _at_address(_name),
    "nameData": _at_address(_name),
    "StringInfoData": _string_info,
    "List": _list,
    "Node": _node,
    "Bitmapset": _bitmapset,
    "HTAB": _at_address(hash_table_summary),
    "MemoryContextData": _at_address(_memory_context),
    "HeapTupleData": _at_address(heap_tuple_summary),
    "TupleDescData": _at_address(tuple_desc_summary),
    "RelationData": _relation,
    "FunctionCallInfoBaseData": _call,
    "NullableDatum": _argument,
    "Datum": _datum,
    "TimestampTz": _timestamp,
    "Timestamp": _timestamp,
}

# These always have a summary.
INSTEAD_OF_VALUE = {"Datum", "TimestampTz", "Timestamp"}
