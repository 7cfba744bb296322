"""Hands values of lldb to the summaries."""

from lldb_memory import memory_of
from lldb_values import address_of, field_offset, frame_function, is_pointer, node_tags
from postgres_debug.summaries import NUMBER_SUMMARIES, SUMMARIES, Surroundings, summary_at, type_key


def summary_of(value):
    """Empty for what has no readable summary: lldb then shows the value as always."""
    try:
        key = type_key(_names(value.GetType()))
        if key is None:
            return ""
        around = LldbSurroundings(value)
        if key in SUMMARIES:
            return summary_at(key, address_of(value), around) or ""
        return "" if is_pointer(value) else NUMBER_SUMMARIES[key](value.GetValueAsUnsigned(), around)
    except Exception:
        return ""


class LldbSurroundings(Surroundings):
    def __init__(self, value):
        self.value = value
        self.target = value.GetTarget()
        self.memory = memory_of(self.target)

    def tag_name(self, number):
        return node_tags(self.target).get(number)

    def field_offset(self, struct, field):
        return field_offset(self.target, struct, field)

    def function_name(self):
        return frame_function(self.value)

    def value_name(self):
        return self.value.GetName()


def _names(kind):
    """Of the type, and of what is behind its typedefs and pointers."""
    for _ in range(8):
        yield kind.GetName()
        if kind.IsPointerType():
            kind = kind.GetPointeeType()
        elif kind.IsTypedefType():
            kind = kind.GetTypedefedType()
        else:
            kind = kind.GetUnqualifiedType()


