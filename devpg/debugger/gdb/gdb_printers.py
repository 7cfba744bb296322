"""Pretty printers: a summary for each type of PostgreSQL, and what is below it when it is opened."""

import gdb
from gdb_values import GdbSurroundings, struct_named, type_names
from postgres_debug.lists import read_list
from postgres_debug.memory_contexts import children as context_children
from postgres_debug.summaries import (ARGUMENT_BYTES, ARGUMENTS, COUNT, MOST_ARGUMENTS, NUMBER_SUMMARIES, SUMMARIES,
                                      summary_at, type_key)

MOST_CHILDREN = 200


def printer_of(value):
    """None for what is printed as always."""
    try:
        kind = value.type
        key = type_key(type_names(kind))
        if key is None:
            return None
        is_pointer = kind.strip_typedefs().code == gdb.TYPE_CODE_PTR
        if key in NUMBER_SUMMARIES:
            return None if is_pointer else NumberPrinter(key, value)
        address = int(value) if is_pointer else None if value.address is None else int(value.address)
        if is_pointer and kind.strip_typedefs().target().strip_typedefs().code == gdb.TYPE_CODE_PTR:
            return None
        text = summary_at(key, address, GdbSurroundings())
        if text is None or address is None:
            return None
        if not is_pointer:
            return OpenPrinter(key, value, address, text)
        text = "0x%x %s" % (address, text) if address else text
        return OpenPrinter(key, value, address, text) if _opens_pointers and address else ClosedPrinter(text)
    except Exception:
        return None


# A program that drives gdb asks for what is below a pointer when the user opens it; printed text would go on for ever.
_opens_pointers = False


def open_pointers():
    global _opens_pointers
    _opens_pointers = True


class NumberPrinter:
    def __init__(self, key, value):
        self.key = key
        self.value = value

    def to_string(self):
        return NUMBER_SUMMARIES[self.key](int(self.value) & ((1 << 64) - 1), GdbSurroundings())


class ClosedPrinter:
    def __init__(self, text):
        self.text = text

    def to_string(self):
        return self.text


class OpenPrinter(ClosedPrinter):
    def __init__(self, key, value, address, text):
        super().__init__(text)
        self.key = key
        self.value = value
        self.address = address

    def children(self):
        try:
            made = _CHILDREN.get(self.key, lambda address, around: None)(self.address, GdbSurroundings())
        except Exception:
            made = None
        return iter((_fields(self.value) if made is None else made)[:MOST_CHILDREN])


def _fields(value):
    """Of the struct, or of the one that a pointer leads to; none for a struct that is only declared."""
    struct = value.dereference() if value.type.strip_typedefs().code == gdb.TYPE_CODE_PTR else value
    return [(field.name, struct[field]) for field in struct.type.strip_typedefs().fields()]


def _list(address, around):
    memory = around.memory
    found = read_list(memory, address, around.tag_name(memory.u32(address)))
    if found is None:
        return None
    return [("[%d]" % at, _node_pointer(cell, around) if found.kind == "pointer" else cell)
            for at, cell in enumerate(found.cells)]


def _node_pointer(address, around):
    """A pointer to the struct that the tag at the address names, or an untyped one."""
    tag = around.tag_name(around.memory.u32(address) or 0)
    struct = None if tag is None else struct_named(tag[2:])
    return gdb.Value(address).cast((gdb.lookup_type("void") if struct is None else struct).pointer())


def _node(address, around):
    tag = around.tag_name(around.memory.u32(address) or 0)
    struct = None if tag in (None, "T_List") else struct_named(tag[2:])
    return None if struct is None else _fields(gdb.Value(address).cast(struct.pointer()))


def _call(address, around):
    count = around.memory.i16(address + COUNT)
    if count is None or not 0 <= count <= MOST_ARGUMENTS:
        return None
    summary = SUMMARIES["NullableDatum"]

    class Argument(GdbSurroundings):
        def __init__(self, name):
            super().__init__()
            self.name = name

        def value_name(self):
            return self.name

    names = ["args[%d]" % at for at in range(count)]
    return [(name, summary(address + ARGUMENTS + ARGUMENT_BYTES * at, Argument(name)) or "?") for at, name in enumerate(names)]


def _memory_context(address, around):
    below = context_children(around.memory, address)
    summary = SUMMARIES["MemoryContextData"]
    return [("child[%d]" % at, "0x%x %s" % (child, summary(child, around))) for at, child in enumerate(below)]


_CHILDREN = {
    "List": _list,
    "Node": _node,
    "FunctionCallInfoBaseData": _call,
    "MemoryContextData": _memory_context,
}
