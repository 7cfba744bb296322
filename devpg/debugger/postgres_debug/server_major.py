"""Major version of the server that a process belongs to."""

import os
import re


def server_major(memory):
    """From `PG_VERSION` in the data directory of the process; None when it cannot be had (a core of another machine)."""
    if memory.known_major is None:
        memory.known_major = _read(memory) or 0
    return memory.known_major or None


def _read(memory):
    folder = memory.pointer_of("DataDir")
    path = memory.text(folder, 4096) if folder else None
    if path:
        try:
            with open(os.path.join(path, "PG_VERSION"), "r", encoding="ascii") as file:
                found = re.match(r"(\d+)", file.read(16))
            return int(found.group(1)) if found else None
        except (OSError, ValueError):
            pass
    found = re.search(r"/(\d\d)/bin/", memory.program_path() or "")
    return int(found.group(1)) if found else None
