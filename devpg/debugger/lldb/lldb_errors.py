"""The breakpoint at which lldb stops when an error is raised."""

import re

import lldb
from lldb_memory import memory_of
from postgres_debug.error_stop import Conditions, ErrorStop, catching_frame

FUNCTION = "errfinish"
CALLBACK = "dynpgext_lldb.on_errfinish"
MOST_FRAMES = 256


class ErrorBreakpoint:
    """At most one of each debugger. It is made by commands, which also work before there is a target."""

    def __init__(self):
        self.conditions = Conditions()
        self.ids = []

    def arm(self, debugger, words):
        conditions = Conditions.of(words)
        self.disarm(debugger)
        self.conditions = conditions
        # At the first instruction: behind the prologue the registers may hold other things.
        made = _run(debugger, "breakpoint set --name %s --skip-prologue false" % FUNCTION)
        number = re.search(r"Breakpoint (\d+):", made or "")
        if number is None:
            return {"ok": False, "message": "lldb made no breakpoint at %s: %s" % (FUNCTION, (made or "").strip())}
        identity = int(number.group(1))
        target = debugger.GetSelectedTarget()
        dummy = "" if target.IsValid() else " --dummy-breakpoints"
        _run(debugger, "breakpoint command add%s --python-function %s %d" % (dummy, CALLBACK, identity))
        self.ids = [identity]
        breakpoint_made = target.FindBreakpointByID(identity)
        if breakpoint_made.IsValid():
            # Hits of NOTICE and the like are not to look like stops in a client that counts them.
            breakpoint_made.AddName("dynpgext_error")
        return {"ok": True, "breakpoints": self.ids}

    def disarm(self, debugger):
        target = debugger.GetSelectedTarget()
        for identity in self.ids:
            if target.IsValid():
                target.BreakpointDelete(identity)
            else:
                _run(debugger, "breakpoint delete --force --dummy-breakpoints %d" % identity)
        self.ids = []
        return {"ok": True}

    def wants(self, frame):
        return stop_of(frame).wanted_by(self.conditions)


def current_error(target):
    """What is being raised where the selected thread is stopped; None when it is stopped elsewhere."""
    thread = target.GetProcess().GetSelectedThread()
    frame = thread.GetFrameAtIndex(0)
    if not frame.IsValid() or not is_at_beginning(frame):
        return None
    frames = [_described(thread.GetFrameAtIndex(at)) for at in range(min(thread.GetNumFrames(), MOST_FRAMES))]
    stop = stop_of(frame)
    program = target.GetExecutable().GetFilename()
    return stop.plain(1, catching_frame(memory_of(target), stop, frames, program))


def is_at_beginning(frame):
    symbol = frame.GetSymbol()
    return symbol.GetName() == FUNCTION and symbol.GetStartAddress() == frame.GetPCAddress()


def stop_of(frame):
    target = frame.GetThread().GetProcess().GetTarget()
    # The names that lldb has for the registers of the first arguments on every processor.
    arguments = [_register(frame, name) for name in ("arg1", "arg2", "arg3")]
    return ErrorStop(memory_of(target), arguments)


def _register(frame, name):
    value = frame.FindRegister(name)
    return value.GetValueAsUnsigned() if value.IsValid() else None


def _described(frame):
    module = frame.GetModule().GetFileSpec().GetFilename()
    name = frame.GetFunctionName()
    is_known = name is not None and not name.startswith("___lldb_unnamed_symbol")
    return frame.GetSP(), name if is_known else None, module


def _run(debugger, command):
    outcome = lldb.SBCommandReturnObject()
    debugger.GetCommandInterpreter().HandleCommand(command, outcome)
    return outcome.GetOutput() if outcome.Succeeded() else outcome.GetError()
