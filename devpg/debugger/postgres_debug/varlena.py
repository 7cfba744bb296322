"""Values of variable length: text, bytea and all others, in each form they come in.

Source: src/include/varatt.h (postgres.h before 16), REL_15_STABLE: SET_VARSIZE_*, varattrib_1b_e, varatt_external.
"""

from . import memory as bounds
from .quoted import hexadecimal, is_printable, quoted

LARGEST = 0x3FFFFFFF
# Bytes of a value that are looked at.
LOOKED_AT = 1024

ON_DISK = 18
INDIRECT = 1
EXPANDED = (2, 3)


class Varlena:
    """`form`: short, plain, compressed, external, expanded, indirect. `data`: the first bytes of the value, where it has them here."""

    def __init__(self, form, data_address, size, data=None, raw_size=None, note=None):
        self.form = form
        self.data_address = data_address
        self.size = size
        self.data = data
        self.raw_size = raw_size
        self.note = note

    @property
    def is_here(self):
        return self.form in ("short", "plain")


def read_varlena(memory, address, depth=0):
    """None for what cannot be one: an unreadable address, or a header that says impossible things."""
    first = memory.u8(address)
    if first is None or not memory.little_endian:
        return None
    if first == 0x01:
        return _read_external(memory, address, depth)
    if first & 0x01:
        return _read_here(memory, "short", address + 1, (first >> 1) - 1)
    header = memory.u32(address)
    if header is None:
        return None
    size = header >> 2
    if size < 4 or size > LARGEST:
        return None
    if first & 0x03 == 0x02:
        return _read_compressed(memory, address, size)
    return _read_here(memory, "plain", address + 4, size - 4)


def _read_here(memory, form, data_address, size):
    if size < 0:
        return None
    data = memory.read(data_address, min(size, LOOKED_AT, bounds.LONGEST_READ))
    # The end must be there too: a header of garbage mostly says more than there is.
    if data is None or (size > LOOKED_AT and memory.u8(data_address + size - 1) is None):
        return None
    return Varlena(form, data_address, size, data)


def _read_compressed(memory, address, size):
    tcinfo = memory.u32(address + 4)
    if tcinfo is None or size < 8:
        return None
    method = {0: "pglz", 1: "lz4"}.get(tcinfo >> 30)
    raw_size = tcinfo & LARGEST
    if method is None:
        return None
    note = "compressed with %s, %d of %d bytes; PG_DETOAST_DATUM gives the value" % (method, size - 8, raw_size)
    return Varlena("compressed", address + 8, size - 8, raw_size=raw_size, note=note)


def _read_external(memory, address, depth):
    tag = memory.u8(address + 1)
    if tag == ON_DISK:
        raw_size, extinfo = memory.i32(address + 2), memory.u32(address + 6)
        value, relation = memory.u32(address + 10), memory.u32(address + 14)
        if raw_size is None or extinfo is None or value is None or relation is None or raw_size < 4:
            return None
        stored = extinfo & LARGEST
        how = "compressed, " if stored < raw_size - 4 else ""
        note = "TOAST value %d of relation %d, %s%d bytes; PG_DETOAST_DATUM gives the value" % (
            value, relation, how, raw_size - 4)
        return Varlena("external", None, stored, raw_size=raw_size - 4, note=note)
    if tag == INDIRECT and depth == 0:
        target = memory.pointer(address + 2)
        found = None if target is None else read_varlena(memory, target, depth + 1)
        return found or Varlena("indirect", None, 0, note="a pointer to another value, not readable")
    if tag in EXPANDED:
        return Varlena("expanded", None, 0, note="an expanded object at 0x%x" % (memory.pointer(address + 2) or 0))
    return None


def varlena_summary(memory, address, kind="text"):
    """One line. `kind`: text, bytea, or varlena when only the C type is known."""
    if address == 0:
        return "NULL"
    found = read_varlena(memory, address)
    if found is None:
        return None
    if not found.is_here:
        return "<%s>" % found.note
    if kind == "text" or (kind == "varlena" and is_printable(_whole_characters(found))):
        return quoted(_whole_characters(found), found.size)
    return hexadecimal(found.data, found.size)


def _whole_characters(found):
    """Of a value that was cut: without the first bytes of a character that was cut too."""
    data = found.data
    if found.size <= len(data):
        return data
    for cut in range(0, 4):
        piece = data[:len(data) - cut]
        try:
            piece.decode("utf-8")
            return piece
        except UnicodeDecodeError:
            continue
    return data
