"""The memory of a process that lldb has stopped, or of a core file."""

import lldb
from postgres_debug.memory import Memory

_memories = {}


def memory_of(target):
    """One per process: symbols stay where they are."""
    process = target.GetProcess()
    key = process.GetUniqueID()
    if key not in _memories:
        if len(_memories) > 16:
            _memories.clear()
        _memories[key] = LldbMemory(target, process)
    return _memories[key]


class LldbMemory(Memory):
    def __init__(self, target, process):
        self.target = target
        self.process = process
        self.little_endian = target.GetByteOrder() != lldb.eByteOrderBig
        self.symbols = {}

    def read_bytes(self, address, size):
        error = lldb.SBError()
        found = self.process.ReadMemory(address, size, error)
        if error.Success():
            return found
        # A core has no constants of the program: they are in its file.
        place = lldb.SBAddress(address, self.target)
        if not place.GetSection().IsValid():
            return None
        return self.target.ReadMemory(place, size, lldb.SBError())

    def symbol(self, name):
        if name not in self.symbols:
            found = self._find(name)
            if found is None:
                return None
            self.symbols[name] = found
        return self.symbols[name]

    def _find(self, name):
        """Of the server's program rather than of a library that has a variable of that name."""
        program, found = self._program(), None
        for context in self.target.FindSymbols(name):
            symbol = context.GetSymbol()
            address = symbol.GetStartAddress().GetLoadAddress(self.target)
            if not symbol.IsValid() or symbol.GetName() != name or address == lldb.LLDB_INVALID_ADDRESS:
                continue
            if context.GetModule() == program:
                return address
            found = found or address
        return found

    def _program(self):
        return self.target.FindModule(self.target.GetExecutable())

    def program_path(self):
        return self.target.GetExecutable().fullpath

    def main_sections(self):
        program = self._program()
        for name in (".bss", ".data"):
            section = program.FindSection(name)
            address = section.GetLoadAddress(self.target) if section.IsValid() else lldb.LLDB_INVALID_ADDRESS
            if address != lldb.LLDB_INVALID_ADDRESS:
                yield address, section.GetByteSize()
