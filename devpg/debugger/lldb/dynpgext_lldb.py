"""PostgreSQL in lldb (14 or later): readable data, stopping where an error is raised, memory contexts.

    command script import <this file>

    dynpgext errors on [{"sqlstates": ["22012"], "text": "division"}]
    dynpgext errors off
    dynpgext error              what is being raised where the process is stopped
    dynpgext memory             the memory contexts of the process
    dynpgext types <file>       SQL types of C functions, see function_types.py

Each answers with one line of JSON.
"""

import json
import os
import sys

# The folder may be that of an installed extension, in which nothing is to be written.
sys.dont_write_bytecode = True

_here = os.path.dirname(os.path.abspath(__file__))
for _folder in (os.path.dirname(_here), _here):
    if _folder not in sys.path:
        sys.path.insert(0, _folder)

import lldb  # noqa: E402

from lldb_children import CHILDREN  # noqa: E402
from lldb_errors import ErrorBreakpoint, current_error  # noqa: E402
from lldb_memory import memory_of  # noqa: E402
from lldb_summaries import INSTEAD_OF_VALUE, SUMMARIES  # noqa: E402
from postgres_debug.function_types import load_function_types  # noqa: E402
from postgres_debug.memory_contexts import read_tree  # noqa: E402

CATEGORY = "dynpgext"

_breakpoints = {}


def on_errfinish(frame, location, *rest):
    """False lets the process go on."""
    try:
        debugger = frame.GetThread().GetProcess().GetTarget().GetDebugger()
        return _breakpoint_of(debugger).wants(frame)
    except Exception:
        return True


def _breakpoint_of(debugger):
    return _breakpoints.setdefault(debugger.GetID(), ErrorBreakpoint())


def answer(debugger, words):
    """The answer to a command as plain data. `words`: what was typed, split once."""
    command, rest = (words.split(None, 1) + ["", ""])[:2]
    target = debugger.GetSelectedTarget()
    if command == "errors":
        state, wish = (rest.split(None, 1) + ["", ""])[:2]
        if state == "on":
            return _breakpoint_of(debugger).arm(debugger, json.loads(wish) if wish else {})
        if state == "off":
            return _breakpoint_of(debugger).disarm(debugger)
    elif command == "error":
        return {"error": current_error(target) if target.IsValid() else None}
    elif command == "memory":
        return {"contexts": read_tree(memory_of(target))}
    elif command == "types":
        return {"ok": True, "functions": load_function_types(rest.strip())}
    return {"ok": False, "message": "dynpgext knows: errors on|off, error, memory, types FILE"}


def dynpgext(debugger, words, result, internal_dict):
    """PostgreSQL: errors on|off, error, memory, types FILE."""
    try:
        said = answer(debugger, words)
    except Exception as error:  # A debugger that loses a command loses one answer, not the session.
        said = {"ok": False, "message": "%s: %s" % (type(error).__name__, error)}
    result.PutCString(json.dumps(said))


def __lldb_init_module(debugger, internal_dict):
    quiet = lldb.SBCommandReturnObject()

    def run(command):
        debugger.GetCommandInterpreter().HandleCommand(command, quiet)

    run("command script add --overwrite --function dynpgext_lldb.dynpgext dynpgext")
    if not quiet.Succeeded():  # Before 15 there is no --overwrite.
        quiet.Clear()
        run("command script add --function dynpgext_lldb.dynpgext dynpgext")
    for name in SUMMARIES:
        # A number that says more as something else is not shown twice.
        alone = " --no-value" if name in INSTEAD_OF_VALUE else ""
        run('type summary add --category %s --expand%s --python-function dynpgext_lldb.summary "%s"' % (CATEGORY, alone, name))
    for name, provider in CHILDREN.items():
        run('type synthetic add --category %s --python-class dynpgext_lldb.%s "%s"' % (CATEGORY, provider.__name__, name))
    run("type category enable %s" % CATEGORY)


def summary(value, internal_dict, options=None):
    """Called by lldb for a value of a type in SUMMARIES."""
    from lldb_summaries import summary_of

    return summary_of(value)


for _provider in set(CHILDREN.values()):
    globals()[_provider.__name__] = _provider
