"""Which errors the user wants to stop at, and what is said of one."""

import os
import shlex

from .error_data import read_raised_error

# Handlers of languages, which catch everything to tidy up, and raise it again.
PASSING_ON = {"plpgsql_call_handler", "plpgsql_inline_handler", "plperl_call_handler", "plpython3_call_handler"}


class Conditions:
    """Nothing named: every ERROR, FATAL and PANIC. Else those whose SQLSTATE begins as one of `sqlstates` does, and those whose
    message contains one of `texts`, letters of either case."""

    def __init__(self, sqlstates=(), texts=()):
        self.sqlstates = [state.upper() for state in sqlstates if state]
        self.texts = [text.lower() for text in texts if text]

    @staticmethod
    def of(words):
        """Of `--sqlstate 22012 --text "by zero"`, each as often as wanted. Raises ValueError for anything else."""
        found = {"--sqlstate": [], "--text": []}
        rest = shlex.split(words)
        for option, value in zip(rest[::2], rest[1::2] + [None]):
            if option not in found or value is None:
                raise ValueError("%s is not an option with a value; there are --sqlstate and --text" % option)
            found[option].append(value)
        return Conditions(found["--sqlstate"], found["--text"])

    @property
    def are_none(self):
        return not self.sqlstates and not self.texts

    def want(self, error):
        if not error.is_error:
            return False
        message = error.message.lower()
        return (self.are_none or any(error.sqlstate.startswith(state) for state in self.sqlstates)
                or any(text in message for text in self.texts))


class ErrorStop:
    """An error at the beginning of errfinish(filename, lineno, funcname)."""

    def __init__(self, memory, arguments):
        filename, line, function = arguments
        self.raised = read_raised_error(memory)
        self.file = _base_name(memory.text(filename, 4096)) if filename else None
        self.line = line & 0xFFFFFFFF if line is not None else None
        self.function = memory.text(function, 256) if function else None

    def wanted_by(self, conditions):
        """What cannot be read stops, unless something is asked of it: better once too often than never."""
        if self.raised is None:
            return conditions.are_none
        return conditions.want(self.raised)

    def plain(self, frame, caught_by):
        """`frame`: index of the frame that raised it. `caught_by`: (function, module) of a PG_TRY that will catch it, or None."""
        raised = self.raised
        fields = {
            "sqlstate": raised.sqlstate if raised else None,
            "message": raised.message if raised else None,
            "level": raised.elevel if raised else None,
            "levelName": raised.level if raised else None,
            "detail": raised.detail if raised else None,
            "hint": raised.hint if raised else None,
            "file": self.file,
            "line": self.line,
            "function": self.function,
            "frame": frame,
            "caughtBy": caught_by,
        }
        fields["summary"] = self._summary(caught_by)
        return fields

    def _summary(self, caught_by):
        place = "" if self.file is None else " (%s:%s)" % (self.file, self.line)
        if self.raised is None:
            return "an error or a notice%s" % place
        caught = "" if caught_by is None else ", caught by PG_TRY in %s" % caught_by
        return "%s %s: %s%s%s" % (self.raised.level, self.raised.sqlstate, self.raised.message, place, caught)


def catching_frame(memory, error_stop, frames, program):
    """The function of an extension or language whose PG_TRY gets the error, as text; None when only the server does, whose
    own functions raise it again, or when nobody knows.

    `frames`: (stack pointer, function name or None, module name), the innermost first. `program`: module name of the
    server. PG_exception_stack points at a jump buffer among the locals of the function.
    """
    if error_stop.raised is None or error_stop.raised.level != "ERROR":
        return None
    buffer = memory.pointer_of("PG_exception_stack")
    for (low, function, module), (high, _, _) in zip(frames, frames[1:]):
        if not buffer or low is None or high is None or not low <= buffer < high:
            continue
        if module == program or function in PASSING_ON:
            return None
        return function if function else "a function of %s" % module
    return None


def _base_name(path):
    return None if path is None else os.path.basename(path)
