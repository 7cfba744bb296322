"""What is below a value when it is opened: elements of lists, the struct that a node is, arguments, children."""

import lldb
from lldb_memory import memory_of
from lldb_values import address_of, node_tags, struct_named
from postgres_debug.lists import read_list
from postgres_debug.memory_contexts import children
from postgres_debug.summaries import ARGUMENT_BYTES, ARGUMENTS, MOST_ARGUMENTS

MOST_CHILDREN = 200


class Children:
    """Base of all. `make` gives the values; what cannot be made is left out, and then the struct shows as it is."""

    def __init__(self, value, internal_dict=None):
        self.value = value
        self.target = value.GetTarget()
        self.made = []

    def update(self):
        try:
            self.made = [child for child in self.make() if child is not None and child.IsValid()][:MOST_CHILDREN]
        except Exception:
            self.made = []
        if not self.made:
            self.made = self._fields()
        return False

    def make(self):
        return []

    def num_children(self, most=None):
        return len(self.made)

    def has_children(self):
        return True

    def get_child_at_index(self, index):
        return self.made[index] if 0 <= index < len(self.made) else None

    def get_child_index(self, name):
        names = [child.GetName() for child in self.made]
        return names.index(name) if name in names else -1

    def _fields(self):
        struct = self.value.GetNonSyntheticValue()
        if struct.GetType().GetCanonicalType().IsPointerType():
            struct = struct.Dereference()
        return [struct.GetChildAtIndex(at) for at in range(min(struct.GetNumChildren(), MOST_CHILDREN))]

    @property
    def address(self):
        return address_of(self.value.GetNonSyntheticValue())

    @property
    def memory(self):
        return memory_of(self.target)

    def at(self, name, address, kind):
        return self.value.CreateValueFromAddress(name, address, kind)

    def pointer(self, name, address, kind):
        """A pointer to `address`, which is nowhere in memory itself."""
        data = lldb.SBData.CreateDataFromUInt64Array(self.target.GetByteOrder(), 8, [address])
        return self.value.CreateValueFromData(name, data, kind.GetPointerType())

    def node(self, name, address):
        """A pointer to the struct that the tag at an address names; None where there is no such struct."""
        tag = node_tags(self.target).get(self.memory.u32(address) or 0)
        kind = None if tag is None else struct_named(self.target, tag[2:])
        return None if kind is None else self.pointer(name, address, kind)


class ListChildren(Children):
    def make(self):
        address = self.address
        found = read_list(self.memory, address, node_tags(self.target).get(self.memory.u32(address)))
        if found is None:
            return []
        first = self.memory.pointer(address + 16)
        return [self._cell(found.kind, at, first + 8 * at, cell) for at, cell in enumerate(found.cells)]

    def _cell(self, kind, index, place, cell):
        name = "[%d]" % index
        if kind == "pointer":
            return self.node(name, cell) or self.at(name, place, self._basic(lldb.eBasicTypeVoid).GetPointerType())
        return self.at(name, place, self._basic(lldb.eBasicTypeInt if kind == "int" else lldb.eBasicTypeUnsignedInt))

    def _basic(self, kind):
        return self.target.GetBasicType(kind)


class NodeChildren(Children):
    """A node is shown as what it is."""

    def make(self):
        tag = node_tags(self.target).get(self.memory.u32(self.address))
        kind = None if tag is None else struct_named(self.target, tag[2:])
        if kind is None or tag == "T_List":
            return []
        struct = self.at(tag[2:], self.address, kind)
        return [struct.GetChildAtIndex(at) for at in range(struct.GetNumChildren())]


class CallChildren(Children):
    """A call: its fields, then as many arguments as there are."""

    def make(self):
        fields = {field.GetName(): field for field in self._fields()}
        count = fields["nargs"].GetValueAsSigned()
        kind = struct_named(self.target, "NullableDatum")
        if kind is None or not 0 <= count <= MOST_ARGUMENTS:
            return []
        arguments = [self.at("args[%d]" % at, self.address + ARGUMENTS + ARGUMENT_BYTES * at, kind) for at in range(count)]
        names = ("isnull", "fncollation", "flinfo", "context", "resultinfo")
        return arguments + [fields[name] for name in names if name in fields]


class MemoryContextChildren(Children):
    """A memory context: its own fields, then its children."""

    def make(self):
        kind = struct_named(self.target, "MemoryContextData")
        if kind is None:
            return []
        below = children(self.memory, self.address)[:MOST_CHILDREN - 20]
        return self._fields() + [self.pointer("child[%d]" % at, address, kind) for at, address in enumerate(below)]


CHILDREN = {
    "List": ListChildren,
    "Node": NodeChildren,
    "FunctionCallInfoBaseData": CallChildren,
    "MemoryContextData": MemoryContextChildren,
}
