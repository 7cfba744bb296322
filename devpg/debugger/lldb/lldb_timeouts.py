"""Time limits of a session: none may end what somebody looks at."""

import struct

import lldb
from postgres_debug.time_limits import TIME_LIMITS


class TimeLimits:
    """Those of one process; remembers what they were."""

    def __init__(self):
        self.before = {}

    def lift(self, target):
        process = target.GetProcess()
        for name in TIME_LIMITS:
            address = _address(target, name)
            value = None if address is None else _read(process, address)
            if value is None or value <= 0:
                continue
            if _write(process, address, 0):
                self.before.setdefault(name, (address, value))
        return {"ok": True, "lifted": sorted(self.before)}

    def restore(self, target):
        process = target.GetProcess()
        restored = [name for name, (address, value) in self.before.items() if _write(process, address, value)]
        self.before = {}
        return {"ok": True, "restored": sorted(restored)}


def _address(target, name):
    """The symbol is among those that the server exports for extensions, so a stripped one has it too."""
    for found in target.FindSymbols(name, lldb.eSymbolTypeAny):
        address = found.GetSymbol().GetStartAddress().GetLoadAddress(target)
        if address not in (lldb.LLDB_INVALID_ADDRESS, 0):
            return address
    return None


def _read(process, address):
    problem = lldb.SBError()
    data = process.ReadMemory(address, 4, problem)
    return struct.unpack("=i", data)[0] if problem.Success() and len(data) == 4 else None


def _write(process, address, value):
    problem = lldb.SBError()
    return process.WriteMemory(address, struct.pack("=i", value), problem) == 4 and problem.Success()
