"""Bounded reads of another process's memory."""

import struct

# Longest piece that is read at once: what is shown is cut long before.
LONGEST_READ = 1 << 20
# Text is read in pieces that do not cross into a page that may be missing.
PAGE = 4096


class Memory:
    """A debugger hands in `read_bytes`, `symbol` and `main_sections`; every method answers None for what cannot be read."""

    little_endian = True
    # Looked up once, see server_major.
    known_major = None

    def program_path(self):
        """Path of the program of the process; None when it is not known."""
        return None

    def read_bytes(self, address, size):
        """Exactly `size` bytes, or None."""
        raise NotImplementedError

    def symbol(self, name):
        """Address of a symbol of the server, exported or not; None when there is none."""
        raise NotImplementedError

    def main_sections(self):
        """(address, size) of what the server's own program can write to (.data, .bss)."""
        return []

    def read(self, address, size):
        if not isinstance(address, int) or address < PAGE or address >= 1 << 64 or size < 0 or size > LONGEST_READ:
            return None
        if size == 0:
            return b""
        try:
            found = self.read_bytes(address, size)
        except Exception:  # A debugger says in its own way that there is nothing.
            return None
        return bytes(found) if found is not None and len(found) == size else None

    def _number(self, address, size, form):
        found = self.read(address, size)
        return None if found is None else struct.unpack(("<" if self.little_endian else ">") + form, found)[0]

    def u8(self, address):
        return self._number(address, 1, "B")

    def u16(self, address):
        return self._number(address, 2, "H")

    def i16(self, address):
        return self._number(address, 2, "h")

    def u32(self, address):
        return self._number(address, 4, "I")

    def i32(self, address):
        return self._number(address, 4, "i")

    def u64(self, address):
        return self._number(address, 8, "Q")

    def i64(self, address):
        return self._number(address, 8, "q")

    def pointer(self, address):
        """Servers of 32 bits are not served: their structs look different."""
        return self.u64(address)

    def pointer_of(self, name):
        """Value of a global variable that is a pointer."""
        address = self.symbol(name)
        return None if address is None else self.pointer(address)

    def c_string(self, address, limit=1024):
        """Bytes up to the final zero or to `limit`; None when the address is not readable."""
        if not isinstance(address, int) or address < PAGE:
            return None
        found = b""
        while len(found) < limit:
            at = address + len(found)
            piece = self.read(at, min(PAGE - at % PAGE, limit - len(found)))
            if piece is None:
                return found if found else None
            end = piece.find(b"\0")
            if end >= 0:
                return found + piece[:end]
            found += piece
        return found

    def text(self, address, limit=1024):
        """The same as text; what is not UTF-8 is replaced."""
        found = self.c_string(address, limit)
        return None if found is None else found.decode("utf-8", "replace")
