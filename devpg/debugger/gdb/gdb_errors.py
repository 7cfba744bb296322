"""The breakpoint at which gdb stops when an error is raised."""

import gdb
from gdb_values import current_memory
from postgres_debug.error_stop import Conditions, ErrorStop, catching_frame

FUNCTION = "errfinish"
MOST_FRAMES = 256

# The registers of the first three arguments. Source: System V ABI, AMD64 supplement, 3.2.3; Procedure Call Standard for AArch64, 6.8.
ARGUMENTS = {"i386:x86-64": ("rdi", "rsi", "rdx"), "aarch64": ("x0", "x1", "x2")}

_armed = {"breakpoint": None, "conditions": None}


class ErrorBreakpoint(gdb.Breakpoint):
    """At the first instruction: behind the prologue the registers may hold other things."""

    def __init__(self, conditions):
        super().__init__("*" + FUNCTION)
        self.conditions = conditions

    def stop(self):
        try:
            return stop_of(gdb.newest_frame()).wanted_by(self.conditions)
        except Exception:
            return True


def arm(words):
    conditions = Conditions.of(words)
    disarm()
    _armed["conditions"] = conditions
    made = _try_to_arm()
    # Before there is a server it is armed as soon as gdb has one.
    return {"ok": True, "breakpoints": [] if made is None else [made.number]}


def disarm():
    made = _armed["breakpoint"]
    if made is not None and made.is_valid():
        made.delete()
    _armed.update(breakpoint=None, conditions=None)
    return {"ok": True}


def _try_to_arm():
    made = _armed["breakpoint"]
    if made is not None and made.is_valid():
        return made
    if _armed["conditions"] is None or current_memory().symbol(FUNCTION) is None:
        return None
    _armed["breakpoint"] = ErrorBreakpoint(_armed["conditions"])
    return _armed["breakpoint"]


def _arm_later(event):
    try:
        _try_to_arm()
    except gdb.error:
        pass  # The next file or stop gives another chance.


def _show_raising_frame(event):
    """What raised the error is selected, as if the stop had been there."""
    if isinstance(event, gdb.BreakpointEvent) and _armed["breakpoint"] in event.breakpoints:
        caller = gdb.newest_frame().older()
        if caller is not None:
            caller.select()


gdb.events.new_objfile.connect(_arm_later)
gdb.events.stop.connect(_arm_later)
gdb.events.stop.connect(_show_raising_frame)


def current_error():
    """What is being raised where the selected thread is stopped; None when it is stopped elsewhere."""
    if gdb.selected_thread() is None:
        return None
    frame = gdb.newest_frame()
    memory = current_memory()
    if frame.pc() != memory.symbol(FUNCTION):
        return None
    stop, program = stop_of(frame), gdb.current_progspace().filename
    return stop.plain(1, catching_frame(memory, stop, list(_frames(frame)), _base_name(program)))


def stop_of(frame):
    names = ARGUMENTS.get(frame.architecture().name(), (None, None, None))
    values = [None if name is None else int(frame.read_register(name)) & ((1 << 64) - 1) for name in names]
    return ErrorStop(current_memory(), values)


def _frames(frame):
    for _ in range(MOST_FRAMES):
        if frame is None:
            return
        register = "rsp" if frame.architecture().name() == "i386:x86-64" else "sp"
        yield int(frame.read_register(register)) & ((1 << 64) - 1), frame.name(), _base_name(gdb.solib_name(frame.pc()) or gdb.current_progspace().filename)
        frame = frame.older()


def _base_name(path):
    return None if path is None else path.rsplit("/", 1)[-1]
