"""Lists: what kind, how long, and the cells. Source: src/include/nodes/pg_list.h, REL_15_STABLE; the same from 13 to 18."""

# Cells that are shown.
SHOWN = 200
LONGEST = 1 << 27
LENGTH, MAX_LENGTH, ELEMENTS = 4, 8, 16

KINDS = {"T_List": "pointer", "T_IntList": "int", "T_OidList": "oid", "T_XidList": "xid"}


class ListCells:
    """`kind`: pointer, int, oid, xid. `cells`: the first of them, as numbers."""

    def __init__(self, kind, length, cells):
        self.kind = kind
        self.length = length
        self.cells = cells


def read_list(memory, address, tag_name):
    """None for what is no list. `tag_name`: the name of the tag it begins with, from the enum of the debug information."""
    kind = KINDS.get(tag_name)
    length, most = memory.i32(address + LENGTH), memory.i32(address + MAX_LENGTH)
    elements = memory.pointer(address + ELEMENTS)
    if kind is None or length is None or most is None or elements is None:
        return None
    if not 0 <= length <= most <= LONGEST:
        return None
    cells = []
    for at in range(min(length, SHOWN)):
        cell = _cell(memory, kind, elements + 8 * at)
        if cell is None:
            return None
        cells.append(cell)
    return ListCells(kind, length, cells)


def _cell(memory, kind, address):
    if kind == "pointer":
        return memory.pointer(address)
    return memory.i32(address) if kind == "int" else memory.u32(address)


def list_summary(found, names=()):
    """One line. `names`: what the first pointers lead to, in words."""
    noun = {"pointer": "element", "int": "integer", "oid": "OID", "xid": "transaction id"}[found.kind]
    count = "%d %s%s" % (found.length, noun, "" if found.length == 1 else "s")
    shown = list(names) if found.kind == "pointer" else [str(cell) for cell in found.cells[:8]]
    if not shown:
        return count
    return "%s: %s%s" % (count, ", ".join(shown), ", …" if found.length > len(shown) else "")
