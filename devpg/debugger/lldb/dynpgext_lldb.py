"""PostgreSQL in lldb (14 or later): readable data, stopping where an error is raised, memory contexts.

    command script import <this file>

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

_here = os.path.dirname(os.path.abspath(__file__))
for _folder in (os.path.dirname(_here), _here):
    if _folder not in sys.path:
        sys.path.insert(0, _folder)

import lldb  # noqa: E402

from lldb_children import CHILDREN  # noqa: E402
from lldb_errors import ErrorBreakpoint, current_error  # noqa: E402
from lldb_memory import memory_of  # noqa: E402
from lldb_summaries import summary_of  # noqa: E402
from lldb_timeouts import TimeLimits  # noqa: E402
from postgres_debug.function_types import load_function_types  # noqa: E402
from postgres_debug.memory_contexts import read_tree  # noqa: E402
from postgres_debug.summaries import NUMBER_SUMMARIES, SUMMARIES  # noqa: E402

CATEGORY = "dynpgext"

_breakpoints = {}
_time_limits = {}


def on_errfinish(frame, location, *rest):
    """False lets the process go on."""
    try:
        debugger = frame.GetThread().GetProcess().GetTarget().GetDebugger()
        return _breakpoint_of(debugger).wants(frame)
    except Exception:
        return True


def _breakpoint_of(debugger):
    return _breakpoints.setdefault(debugger.GetID(), ErrorBreakpoint())


def stop_on_error(debugger, words):
    state, rest = (words.split(None, 1) + ["", ""])[:2]
    if state not in ("on", "off"):
        raise ValueError("say on or off")
    return _breakpoint_of(debugger).arm(debugger, rest) if state == "on" else _breakpoint_of(debugger).disarm(debugger)


def error(debugger, words):
    target = debugger.GetSelectedTarget()
    return current_error(target) if target.IsValid() else None


def memory_contexts(debugger, words):
    return {"contexts": read_tree(memory_of(debugger.GetSelectedTarget()))}


def function_types(debugger, words):
    return {"ok": True, "functions": load_function_types(shlex.split(words)[0])}


def time_limits(debugger, words):
    limits = _time_limits.setdefault(debugger.GetID(), TimeLimits())
    change = {"lift": limits.lift, "restore": limits.restore}[words.strip()]
    return change(debugger.GetSelectedTarget())


def _command(make):
    def command(debugger, words, result, internal_dict):
        try:
            said = make(debugger, words)
        except Exception as problem:  # A command that fails costs one answer, not the session.
            said = {"ok": False, "message": "%s: %s" % (type(problem).__name__, problem)}
        result.PutCString(json.dumps(said))
    return command


COMMANDS = {
    "dynpgext-stop-on-error": _command(stop_on_error),
    "dynpgext-error": _command(error),
    "dynpgext-memory-contexts": _command(memory_contexts),
    "dynpgext-function-types": _command(function_types),
    "dynpgext-time-limits": _command(time_limits),
}
for _name, _made in COMMANDS.items():
    globals()["command_" + _name.replace("-", "_")] = _made


def __lldb_init_module(debugger, internal_dict):
    quiet = lldb.SBCommandReturnObject()

    def run(command):
        debugger.GetCommandInterpreter().HandleCommand(command, quiet)

    for name in COMMANDS:
        # Without --overwrite, which 14 does not know; loaded twice, the first one stays and does the same.
        run("command script add --function dynpgext_lldb.command_%s %s" % (name.replace("-", "_"), name))
    for name in [*SUMMARIES, *NUMBER_SUMMARIES]:
        # A number that says more as something else is not shown twice.
        alone = " --no-value" if name in NUMBER_SUMMARIES else ""
        run('type summary add --category %s --expand%s --python-function dynpgext_lldb.summary "%s"' % (CATEGORY, alone, name))
    for name, provider in CHILDREN.items():
        run('type synthetic add --category %s --python-class dynpgext_lldb.%s "%s"' % (CATEGORY, provider.__name__, name))
    run("type category enable %s" % CATEGORY)


def summary(value, internal_dict, options=None):
    """Called by lldb for a value of a type that has a summary."""
    return summary_of(value)


for _provider in set(CHILDREN.values()):
    globals()[_provider.__name__] = _provider
