"""The error that is being raised, at the first instruction of errfinish() of a server without debug symbols.

The stack of errors, `errordata[errordata_stack_depth]`, is static. Where it is stands in the instructions of geterrcode(),
which is exported and does nothing but read `errordata[errordata_stack_depth].sqlerrcode`. Nothing is called.
Source: src/backend/utils/error/elog.c and src/include/utils/elog.h, REL_15_STABLE. The fields from `sqlerrcode` on are the
same from 13 to 18; before it 13 has one bool more, which moves the beginning by 8 bytes, and one level less.
"""

import struct

STACK_SIZE = 5
CODE_BYTES = 96

# Offsets from `sqlerrcode`.
MESSAGE, DETAIL, HINT, CONTEXT = 8, 16, 32, 40
CONSTRAINT = 96
ASSOC_CONTEXT = 128
LAYOUTS = (
    # (offset of sqlerrcode, size of ErrorData, level of ERROR)
    (48, 184, 21),
    (56, 192, 20),
)


class RaisedError:
    def __init__(self, memory, address, head, error_level):
        self.elevel = memory.i32(address)
        self.is_error = self.elevel is not None and self.elevel >= error_level
        self.level = {0: "ERROR", 1: "FATAL", 2: "PANIC"}.get((self.elevel or 0) - error_level, "WARNING")
        at = address + head
        self.sqlstate = _sqlstate(memory.i32(at) or 0)
        self.message = _text(memory, at + MESSAGE) or "missing error text"
        self.detail = _text(memory, at + DETAIL)
        self.hint = _text(memory, at + HINT)
        self.context = _text(memory, at + CONTEXT)


def read_raised_error(memory):
    """The error on top of the stack; None when it cannot be found."""
    for depth_address, array in _candidates(memory):
        depth = memory.i32(depth_address)
        if depth is None or not 0 <= depth < STACK_SIZE:
            continue
        found = _entry(memory, array, depth)
        if found is not None:
            return found
    return _scanned(memory)


def _candidates(memory):
    depth, array = memory.symbol("errordata_stack_depth"), memory.symbol("errordata")
    if depth is not None and array is not None:
        yield depth, array
    function = memory.symbol("geterrcode")
    code = None if function is None else memory.read(function, CODE_BYTES)
    if code is None:
        return
    addresses = _addresses_in(code, function)
    for depth_address in addresses:
        for array_address in addresses:
            if array_address != depth_address:
                for offset in (0, 48, 56):
                    yield depth_address, array_address - offset


def _addresses_in(code, start):
    """Every address that the first instructions of a function may use. Too many is no harm: each is tried."""
    return list(dict.fromkeys(_addresses_x86_64(code, start) + _addresses_aarch64(code, start)))


def _addresses_x86_64(code, start):
    """Operands relative to the instruction pointer: a ModRM byte with mod 0 and r/m 5, then 32 bits, without immediate."""
    found = []
    for at in range(1, len(code) - 5):
        if code[at] & 0xC7 == 0x05 and code[at - 1] in (0x63, 0x8B, 0x8D, 0x03, 0x3B):
            found.append(start + at + 5 + struct.unpack_from("<i", code, at + 1)[0])
    return found


def _addresses_aarch64(code, start):
    """ADRP (a page into a register), then ADD or LDR/LDRSW with an immediate on that register."""
    pages, found = {}, []
    for at in range(0, len(code) - 3, 4):
        word = struct.unpack_from("<I", code, at)[0]
        if word & 0x9F000000 == 0x90000000:
            high = (word >> 5) & 0x7FFFF
            pages_away = ((high << 2) | (word >> 29) & 3)
            pages_away -= (1 << 21) if pages_away & (1 << 20) else 0
            pages[word & 31] = ((start + at) & ~0xFFF) + (pages_away << 12)
        base = pages.get((word >> 5) & 31)
        immediate = (word >> 10) & 0xFFF
        if base is None:
            continue
        if word & 0xFF800000 == 0x91000000:
            found.append(base + (immediate << (12 if word & 0x400000 else 0)))
        elif word & 0xFFC00000 in (0xB9400000, 0xB9800000):
            found.append(base + immediate * 4)
    return found


def _entry(memory, array, depth):
    """An entry that really is one: its level is a level, and its strings belong to ErrorContext, as those of every entry do."""
    error_context = memory.pointer_of("ErrorContext")
    if error_context is None:
        return None
    for head, size, error_level in LAYOUTS:
        address = array + depth * size
        elevel = memory.i32(address)
        if elevel is None or not 10 <= elevel <= error_level + 2:
            continue
        if memory.pointer(address + head + ASSOC_CONTEXT) == error_context:
            return RaisedError(memory, address, head, error_level)
    return None


def _scanned(memory):
    """Where the instructions say nothing: the first thing in the server's own data that looks like an entry."""
    error_context = memory.pointer_of("ErrorContext")
    if not error_context:
        return None
    wanted = struct.pack("<Q", error_context)
    for start, size in memory.main_sections():
        content = memory.read(start, min(size, 1 << 20))
        at = -1 if content is None else content.find(wanted)
        while content is not None and at >= 0:
            for head, _, _ in LAYOUTS:
                found = _entry(memory, start + at - ASSOC_CONTEXT - head, 0) if (start + at) % 8 == 0 else None
                if found is not None:
                    return found
            at = content.find(wanted, at + 1)
    return None


def _text(memory, address):
    pointer = memory.pointer(address)
    return None if not pointer else memory.text(pointer, 8192)


def _sqlstate(code):
    """Five characters of six bits each. Source: MAKE_SQLSTATE, src/include/utils/elog.h, REL_15_STABLE."""
    return "".join(chr(((code >> (6 * place)) & 0x3F) + ord("0")) for place in range(5))
