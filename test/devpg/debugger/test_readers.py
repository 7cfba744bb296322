"""Readers of the debugger's modules on memory that is made here: forms that a server rarely has, and garbage."""

import os
import random
import struct
import sys
import time
import unittest

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "..", "..", "devpg", "debugger"))

from postgres_debug.bitmapset import bitmapset_summary  # noqa: E402
from postgres_debug.datum import datum_summary  # noqa: E402
from postgres_debug.error_data import read_raised_error  # noqa: E402
from postgres_debug.error_stop import Conditions  # noqa: E402
from postgres_debug.hash_table import hash_table_summary  # noqa: E402
from postgres_debug.lists import read_list  # noqa: E402
from postgres_debug.memory import Memory  # noqa: E402
from postgres_debug.memory_contexts import read_tree  # noqa: E402
from postgres_debug.tuples import heap_tuple_summary, tuple_desc_summary  # noqa: E402
from postgres_debug.varlena import varlena_summary  # noqa: E402

BASE = 0x10000
CODE = 0x40000


class MadeMemory(Memory):
    """Pieces at addresses; a read that leaves a piece fails."""

    def __init__(self, pieces, symbols=None, major=15):
        self.pieces = pieces
        self.symbols = symbols or {}
        self.known_major = major

    def read_bytes(self, address, size):
        for start, content in self.pieces.items():
            if start <= address and address + size <= start + len(content):
                return content[address - start:address - start + size]
        raise RuntimeError("nothing there")

    def symbol(self, name):
        return self.symbols.get(name)


def plain(text):
    return struct.pack("<I", (len(text) + 4) << 2) + text


class Varlenas(unittest.TestCase):
    def shown(self, content, kind="text"):
        return varlena_summary(MadeMemory({BASE: content}), BASE, kind)

    def test_each_form(self):
        self.assertEqual(self.shown(bytes([(3 + 1) << 1 | 1]) + b"abc"), '"abc"')
        self.assertEqual(self.shown(plain(b"")), '""')
        self.assertEqual(self.shown(plain("grün\n".encode())), '"grün\\n"')
        self.assertEqual(self.shown(plain(b"\x00\xff"), "bytea"), "\\x00ff (2 bytes)")
        self.assertIn("lz4", self.shown(struct.pack("<II", 100 << 2 | 2, 1 << 30 | 5000) + bytes(92)))
        self.assertIn("expanded object at 0x1234", self.shown(b"\x01\x03" + struct.pack("<Q", 0x1234)))

    def test_long_text_is_cut_between_characters(self):
        shown = self.shown(plain("ä".encode() * 3000))
        self.assertTrue(shown.startswith('"ää') and shown.endswith("… (6000 bytes)"))
        self.assertNotIn("\ufffd", shown)

    def test_an_indirect_value_is_followed_once(self):
        memory = MadeMemory({BASE: b"\x01\x01" + struct.pack("<Q", BASE + 64) + bytes(54) + plain(b"there")})
        self.assertEqual(varlena_summary(memory, BASE), '"there"')
        circle = MadeMemory({BASE: b"\x01\x01" + struct.pack("<Q", BASE)})
        self.assertIn("not readable", varlena_summary(circle, BASE))

    def test_a_header_that_says_more_than_there_is(self):
        self.assertIsNone(self.shown(struct.pack("<I", 500 << 2) + bytes(20)))
        self.assertIsNone(self.shown(struct.pack("<I", 2 << 2) + bytes(20)))
        self.assertIsNone(varlena_summary(MadeMemory({}), 0x7F7F7F7F7F7F7F7F))


class Datums(unittest.TestCase):
    def test_by_type(self):
        memory = MadeMemory({BASE: plain(b"words") + bytes(100)})
        shown = {
            ("integer", 0xFFFFFFFF): "-1",
            ("bigint", 1 << 63): str(-(1 << 63)),
            ("boolean", 1): "true",
            ("double precision", 0x3FF8000000000000): "1.5",
            ("timestamp with time zone", 0): "2000-01-01 00:00:00 UTC",
            ("timestamp with time zone", (1 << 63) - 1): "infinity UTC",
            ("date", 1): "2000-01-02",
            ("text", BASE): '"words"',
            ("text", 0): "NULL pointer",
            ("uuid", BASE + 9): "00000000-0000-0000-0000-000000000000",
            (None, 5): "5",
            (None, (1 << 64) - 7): "-7",
        }
        for (kind, value), text in shown.items():
            self.assertEqual(datum_summary(memory, value, kind), text)
        self.assertIn('as text "words"', datum_summary(memory, BASE, None))


class Errors(unittest.TestCase):
    """The stack of errors is found through the instructions of a function, on both processors."""

    context, depth, array, strings = 0x9000_0000, 0x51040, 0x52480, 0x60000

    def error(self, depth, head=48, level=21):
        size = head + 136
        entry = bytearray(size)
        struct.pack_into("<i", entry, 0, level)
        # 22012: six bits for each character.
        struct.pack_into("<i", entry, head, sum((ord(each) - 48) << 6 * at for at, each in enumerate("22012")))
        struct.pack_into("<Q", entry, head + 8, self.strings)
        struct.pack_into("<Q", entry, head + 128, self.context)
        data = bytearray(0x3000)
        struct.pack_into("<i", data, self.depth - 0x51000, depth)
        offset = self.array - 0x51000 + depth * size
        data[offset:offset + size] = entry
        return bytes(data)

    def raised(self, code, data):
        pieces = {CODE: code + bytes(96 - len(code)), 0x51000: data, 0x70000: struct.pack("<Q", self.context),
                  self.strings: b"division by zero\0" + bytes(9000)}
        return read_raised_error(MadeMemory(pieces, {"geterrcode": CODE, "ErrorContext": 0x70000}))

    def x86_64(self):
        return (b"\x48\x63\x05" + struct.pack("<i", self.depth - CODE - 7) + b"\x85\xc0"
                + b"\x48\x69\xc0\xb8\x00\x00\x00"
                + b"\x48\x8d\x15" + struct.pack("<i", self.array - (CODE + 23)) + b"\x8b\x44\x02\x30\xc3")

    def aarch64(self):
        def adrp(register, address):
            pages = (address >> 12) - (CODE >> 12)
            return struct.pack("<I", 0x90000000 | (pages & 3) << 29 | (pages >> 2 & 0x7FFFF) << 5 | register)

        def add(register, address):
            return struct.pack("<I", 0x91000000 | (address & 0xFFF) << 10 | register << 5 | register)

        def ldrsw(to, base, address):
            return struct.pack("<I", 0xB9800000 | (address & 0xFFF) // 4 << 10 | base << 5 | to)

        return (adrp(0, self.depth) + ldrsw(1, 0, self.depth) + adrp(2, self.array) + add(2, self.array)
                + struct.pack("<I", 0xD65F03C0))

    def test_both_processors(self):
        for code in (self.x86_64(), self.aarch64()):
            for depth in (0, 2):
                found = self.raised(code, self.error(depth))
                self.assertEqual((found.level, found.sqlstate, found.message), ("ERROR", "22012", "division by zero"))

    def test_13_has_one_bool_more_and_one_level_less(self):
        found = self.raised(self.x86_64(), self.error(0, head=56, level=20))
        self.assertEqual((found.level, found.sqlstate), ("ERROR", "22012"))
        self.assertFalse(self.raised(self.x86_64(), self.error(0, level=20)).is_error)

    def test_nothing_is_found_in_something_else(self):
        self.assertIsNone(self.raised(b"\x90" * 40, self.error(0)))
        self.assertIsNone(read_raised_error(MadeMemory({})))

    def test_conditions(self):
        error = self.raised(self.x86_64(), self.error(0))
        self.assertTrue(Conditions.of("").want(error))
        self.assertTrue(Conditions.of('--sqlstate 23 --text "BY ZERO"').want(error))
        self.assertTrue(Conditions.of("--sqlstate 22").want(error))
        self.assertFalse(Conditions.of("--sqlstate 23 --text nobody").want(error))
        for wrong in ("--sqlstate", "--other x", "22012"):
            self.assertRaises(ValueError, Conditions.of, wrong)


class Sets(unittest.TestCase):
    def test_before_and_after_the_tag_of_16(self):
        words = struct.pack("<QQ", 1 << 3 | 1 << 63, 1)
        old = MadeMemory({BASE: struct.pack("<iI", 2, 0) + words}, major=15)
        new = MadeMemory({BASE: struct.pack("<Ii", 400, 2) + words}, major=17)
        self.assertEqual(bitmapset_summary(old, BASE), "{3, 63, 64}")
        self.assertEqual(bitmapset_summary(new, BASE), "{3, 63, 64}")


class Garbage(unittest.TestCase):
    """Whatever the bytes are, every reader answers, and soon."""

    def test_random_bytes(self):
        source = random.Random(20261121)
        readers = [bitmapset_summary, hash_table_summary, heap_tuple_summary, tuple_desc_summary, varlena_summary,
                   lambda memory, at: read_list(memory, at, "T_List"),
                   lambda memory, at: datum_summary(memory, at, None), read_tree]
        began = time.process_time()
        for _ in range(300):
            content = bytearray(source.randbytes(8192))
            # Pointers into itself, so that they lead somewhere.
            for _ in range(400):
                struct.pack_into("<Q", content, source.randrange(0, 8184), BASE + source.randrange(0, 8192))
            memory = MadeMemory({BASE: bytes(content)}, {"TopMemoryContext": BASE}, source.choice([13, 15, 16, 18]))
            for reader in readers:
                reader(memory, BASE + source.randrange(0, 8192))
        self.assertLess(time.process_time() - began, 20)

    def test_contexts_that_are_their_own_children(self):
        head = struct.pack("<IIQ", 7, 0, 8192) + struct.pack("<QQQQQQQ", 1, BASE, BASE, 0, BASE, BASE + 200, 0)
        content = head + bytes(200 - len(head)) + b"circle\0" + bytes(200)
        memory = MadeMemory({BASE: content, 0x70000: struct.pack("<Q", BASE)}, {"TopMemoryContext": 0x70000})
        self.assertEqual([found["name"] for found in read_tree(memory)], ["circle"])


if __name__ == "__main__":
    unittest.main()
