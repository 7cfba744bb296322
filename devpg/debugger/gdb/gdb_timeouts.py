"""Time limits of a session: none may end what somebody looks at."""

import struct

import gdb
from postgres_debug.time_limits import TIME_LIMITS

_before = {}


def change(words):
    if words.strip() == "lift":
        return _lift()
    if words.strip() == "restore":
        return _restore()
    raise ValueError("say lift or restore")


def _lift():
    inferior = gdb.selected_inferior()
    for name in TIME_LIMITS:
        try:
            address = int(gdb.parse_and_eval("(unsigned long) &%s" % name))
        except gdb.error:
            continue  # Another version of PostgreSQL.
        value = struct.unpack("=i", inferior.read_memory(address, 4).tobytes())[0]
        if value > 0:
            inferior.write_memory(address, struct.pack("=i", 0))
            _before.setdefault(name, (address, value))
    return {"ok": True, "lifted": sorted(_before)}


def _restore():
    inferior = gdb.selected_inferior()
    restored = sorted(_before)
    for address, value in _before.values():
        inferior.write_memory(address, struct.pack("=i", value))
    _before.clear()
    return {"ok": True, "restored": restored}
