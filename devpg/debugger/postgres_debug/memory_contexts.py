"""The memory contexts of a stopped process: names, parents, bytes.

Source: src/include/nodes/memnodes.h (MemoryContextData) and src/backend/utils/mmgr/aset.c (AllocSetContext, AllocBlockData),
REL_15_STABLE; the same from 13 to 18. Free chunks are linked behind the header of a chunk, whose size differs in builds
with assertions; a list that leads nowhere is left out.
"""

from .server_major import server_major

MOST_CONTEXTS = 20000
MOST_BLOCKS = 100000
MOST_FREE_CHUNKS = 200000
DEEPEST = 200
MOST_SIBLINGS = 20000

TYPE, MEM_ALLOCATED, PARENT, FIRST_CHILD, NEXT_CHILD, NAME, IDENT, END = 0, 8, 24, 32, 48, 56, 64, 80
FREE_LISTS = 11
SMALLEST_CHUNK = 8
BLOCK_HEADER = 40


class MemoryContext:
    """Bytes; `free_bytes` and `blocks` are None for kinds of contexts that are not looked into."""

    def __init__(self, address, name, ident, kind, total_bytes):
        self.address = address
        self.name = name
        self.ident = ident
        self.kind = kind
        self.total_bytes = total_bytes
        self.free_bytes = None
        self.blocks = None


def read_context(memory, address):
    """One context without what is in it; None when there is none at the address."""
    tag = memory.u32(address)
    total, name = memory.u64(address + MEM_ALLOCATED), memory.pointer(address + NAME)
    if tag is None or total is None or total >= 1 << 47:
        return None
    kind = _kind(memory, tag)
    name = memory.text(name, 128) if name else None
    if kind is None or name is None:
        return None
    ident = memory.pointer(address + IDENT)
    return MemoryContext(address, name, memory.text(ident, 256) if ident else None, kind, total)


def children(memory, address):
    """Addresses of the children of a context, in the order in which they were made last to first."""
    found, seen = [], set()
    child = memory.pointer(address + FIRST_CHILD)
    while child and child not in seen and len(found) < MOST_SIBLINGS:
        # A list that does not lead back to its parent is not one.
        if memory.pointer(child + PARENT) != address:
            break
        seen.add(child)
        found.append(child)
        child = memory.pointer(child + NEXT_CHILD)
    return found


def add_usage(memory, context):
    """Counts blocks and free bytes. Only of allocation sets, which nearly all contexts are."""
    if context.kind != "AllocSet":
        return
    blocks, free, block = 0, 0, memory.pointer(context.address + END)
    while block and blocks < MOST_BLOCKS:
        owner, after = memory.pointer(block), memory.pointer(block + 16)
        free_from, end = memory.pointer(block + 24), memory.pointer(block + 32)
        if owner != context.address or free_from is None or end is None or not block < free_from <= end:
            return
        blocks += 1
        free += end - free_from
        block = after
    context.blocks = blocks
    context.free_bytes = min(free + _free_chunks(memory, context.address), context.total_bytes)


def _free_chunks(memory, address):
    for header in (8, 16):
        found = _free_chunks_behind(memory, address, header)
        if found is not None:
            return found
    return 0


def _free_chunks_behind(memory, address, header):
    """None when the link of a chunk is not behind a header of this size."""
    major = server_major(memory) or 0
    # Before 16 the header is of 16 bytes, whose second half holds the link.
    link_at = header if major >= 16 else header
    size_of_header = 16 if major < 16 else header
    total, seen = 0, 0
    for index in range(FREE_LISTS):
        chunk = memory.pointer(address + END + 8 + 8 * index)
        while chunk:
            seen += 1
            after = memory.pointer(chunk + link_at)
            if after is None or seen > MOST_FREE_CHUNKS or after % 8 != 0:
                return None
            total += (SMALLEST_CHUNK << index) + size_of_header
            chunk = after
    return total


def read_tree(memory, root=None):
    """All contexts below TopMemoryContext as plain data, parents first; `parent` is an index into the list."""
    root = root or memory.pointer_of("TopMemoryContext")
    found, todo, seen = [], [(root, None, 0)], set()
    while todo and len(found) < MOST_CONTEXTS:
        address, parent, level = todo.pop()
        context = read_context(memory, address) if address and address not in seen else None
        seen.add(address)
        if context is None:
            continue
        add_usage(memory, context)
        index = len(found)
        found.append(_plain(context, parent, level))
        if level < DEEPEST:
            todo.extend((child, index, level + 1) for child in reversed(children(memory, address)))
    return found


def _plain(context, parent, level):
    free = context.free_bytes
    # Hash tables are all called so. Source: MemoryContextStatsPrint, src/backend/utils/mmgr/mcxt.c, REL_15_STABLE.
    is_table = context.name == "dynahash" and context.ident is not None
    return {
        "name": context.ident if is_table else context.name,
        "ident": None if is_table else context.ident,
        "type": context.kind,
        "level": level,
        "parent": parent,
        "totalBytes": context.total_bytes,
        "freeBytes": free,
        "usedBytes": None if free is None else context.total_bytes - free,
        "blocks": context.blocks,
        "address": "0x%x" % context.address,
    }


def _kind(memory, tag):
    """By the distance of its tag from that of TopMemoryContext, which is an allocation set everywhere.
    Source: enum NodeTag, src/include/nodes/nodes.h, REL_15_STABLE; @extra_tags, src/backend/nodes/gen_node_support.pl, REL_17_STABLE."""
    top = memory.pointer_of("TopMemoryContext")
    first = memory.u32(top) if top else None
    if first is None:
        return None
    major = server_major(memory) or 0
    names = ("AllocSet", "Generation", "Slab", "Bump") if major >= 16 else ("AllocSet", "Slab", "Generation")
    distance = tag - first
    return names[distance] if 0 <= distance < len(names) else None
