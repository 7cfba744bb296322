"""PostgreSQL in gdb (10 or later): readable data, stopping where an error is raised, memory contexts.

    source <this file>

    dynpgext-stop-on-error on [--sqlstate 22012]... [--text "by zero"]...
    dynpgext-stop-on-error off
    dynpgext-error                     what is being raised where the process is stopped, or null
    dynpgext-memory-contexts           the memory contexts of the process
    dynpgext-function-types FILE       SQL types of C functions, see function_types.py
    dynpgext-time-limits lift|restore  statement_timeout and the like of the session

Each answers with one line of JSON.
"""

import json
import os
import shlex
import sys

# The folder may be that of an installed extension, in which nothing is to be written.
sys.dont_write_bytecode = True

_here = os.path.dirname(os.path.abspath(os.path.expanduser(__file__)))
for _folder in (os.path.dirname(_here), _here):
    if _folder not in sys.path:
        sys.path.insert(0, _folder)

import gdb  # noqa: E402

import gdb_errors  # noqa: E402
import gdb_printers  # noqa: E402
import gdb_timeouts  # noqa: E402
from gdb_values import current_memory  # noqa: E402
from postgres_debug.function_types import load_function_types  # noqa: E402
from postgres_debug.memory_contexts import read_tree  # noqa: E402


def stop_on_error(words):
    state, rest = (words.split(None, 1) + ["", ""])[:2]
    if state not in ("on", "off"):
        raise ValueError("say on or off")
    return gdb_errors.arm(rest) if state == "on" else gdb_errors.disarm()


class Command(gdb.Command):
    def __init__(self, name, make):
        super().__init__(name, gdb.COMMAND_DATA)
        self.make = make

    def invoke(self, words, from_tty):
        try:
            said = self.make(words)
        except Exception as problem:  # A command that fails costs one answer, not the session.
            said = {"ok": False, "message": "%s: %s" % (type(problem).__name__, problem)}
        gdb.write(json.dumps(said) + "\n")


Command("dynpgext-stop-on-error", stop_on_error)
Command("dynpgext-error", lambda words: gdb_errors.current_error())
Command("dynpgext-memory-contexts", lambda words: {"contexts": read_tree(current_memory())})
Command("dynpgext-time-limits", gdb_timeouts.change)
Command("dynpgext-function-types", lambda words: {"ok": True, "functions": load_function_types(shlex.split(words)[0])})

if gdb_printers.printer_of not in gdb.pretty_printers:
    gdb.pretty_printers.insert(0, gdb_printers.printer_of)


def _is_driven():
    """Whether another program speaks to gdb: its arguments choose an interpreter."""
    try:
        with open("/proc/self/cmdline", "rb") as file:
            arguments = file.read().split(b"\0")
    except OSError:
        return False
    return any(argument in (b"mi", b"mi2", b"mi3", b"mi4", b"dap") or b"interpreter=mi" in argument or b"interpreter=dap" in argument
               for argument in arguments)


if _is_driven():
    gdb_printers.open_pointers()
