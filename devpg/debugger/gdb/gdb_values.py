"""Memory and types of what gdb has stopped."""

import re

import gdb
from postgres_debug.memory import Memory
from postgres_debug.summaries import Surroundings

_memories = {}


def current_memory():
    """One per process: symbols stay where they are."""
    inferior = gdb.selected_inferior()
    key = (inferior.num, inferior.pid)
    if key not in _memories:
        if len(_memories) > 16:
            _memories.clear()
        _memories[key] = GdbMemory(inferior)
    return _memories[key]


class GdbMemory(Memory):
    def __init__(self, inferior):
        self.inferior = inferior
        self.symbols = {}

    def read_bytes(self, address, size):
        return self.inferior.read_memory(address, size).tobytes()

    def symbol(self, name):
        if name not in self.symbols:
            try:
                found = int(gdb.parse_and_eval("(unsigned long) &%s" % name))
            except (gdb.error, RuntimeError):
                return None
            self.symbols[name] = found
        return self.symbols[name]

    def program_path(self):
        return gdb.current_progspace().filename

    def main_sections(self):
        listed = gdb.execute("info files", to_string=True)
        for name in (".bss", ".data"):
            found = re.search(r"(0x[0-9a-f]+) - (0x[0-9a-f]+) is %s$" % re.escape(name), listed, re.MULTILINE)
            if found is not None:
                start, end = int(found.group(1), 16), int(found.group(2), 16)
                yield start, end - start


class GdbSurroundings(Surroundings):
    def __init__(self):
        self.memory = current_memory()

    def tag_name(self, number):
        return node_tags().get(number)

    def field_offset(self, struct, field):
        whole = struct_named(struct)
        fields = [] if whole is None else whole.fields()
        return next((each.bitpos // 8 for each in fields if each.name == field), None)

    def function_name(self):
        try:
            return gdb.selected_frame().name()
        except gdb.error:
            return None


def node_tags():
    """Names of the node tags by number, from the debug information of whatever was built with nodes.h."""
    try:
        found = gdb.lookup_type("NodeTag").strip_typedefs()
    except gdb.error:
        return {}
    return {field.enumval: field.name for field in found.fields()} if found.code == gdb.TYPE_CODE_ENUM else {}


def struct_named(name):
    """A struct with fields; None when nothing was built with it."""
    for wanted in ("struct " + name, name):
        try:
            found = gdb.lookup_type(wanted).strip_typedefs()
        except gdb.error:
            continue
        if found.code == gdb.TYPE_CODE_STRUCT and len(found.fields()) > 0:
            return found
    return None


def type_names(kind):
    """Of the type, and of what is behind its typedefs and pointers."""
    for _ in range(8):
        yield kind.name or kind.tag
        if kind.code == gdb.TYPE_CODE_PTR:
            kind = kind.target()
        elif kind.code == gdb.TYPE_CODE_TYPEDEF:
            kind = kind.target()
        else:
            yield kind.tag
            return
