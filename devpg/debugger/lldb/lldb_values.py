"""From values of lldb to addresses and types."""

import lldb


def is_pointer(value):
    return value.GetType().GetCanonicalType().IsPointerType()


def address_of(value):
    """Of the struct: what a pointer points to, or where a struct is. None when it is in no memory."""
    if is_pointer(value):
        return value.GetNonSyntheticValue().GetValueAsUnsigned(0)
    address = value.GetLoadAddress()
    return None if address == lldb.LLDB_INVALID_ADDRESS else address


def node_tags(target):
    """Names of the node tags by number, from the debug information of whatever was built with nodes.h."""
    key = target.GetProcess().GetUniqueID()
    if key not in _tags:
        found = _read_tags(target)
        if not found:  # The library that has them may come later.
            return {}
        if len(_tags) > 16:
            _tags.clear()
        _tags[key] = found
    return _tags[key]


_tags = {}


def _read_tags(target):
    for found in target.FindTypes("NodeTag"):
        members = found.GetCanonicalType().GetEnumMembers()
        if members.GetSize() > 0:
            return {members.GetTypeEnumMemberAtIndex(at).GetValueAsUnsigned(): members.GetTypeEnumMemberAtIndex(at).GetName()
                    for at in range(members.GetSize())}
    return {}


def struct_named(target, name):
    """A struct with fields; the debug information of a file mostly has a declaration of it too."""
    for found in target.FindTypes(name):
        whole = found.GetCanonicalType()
        if whole.GetNumberOfFields() > 0:
            return whole
    return None


def field_offset(target, struct, field):
    whole = struct_named(target, struct)
    fields = [] if whole is None else whole.get_fields_array()
    return next((each.GetOffsetInBytes() for each in fields if each.GetName() == field), None)


def frame_function(value):
    frame = value.GetFrame()
    return frame.GetFunctionName() if frame.IsValid() else None
