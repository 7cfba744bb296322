"""Sets of small integers. Source: src/include/nodes/bitmapset.h, REL_15_STABLE (nwords, words) and REL_16_STABLE (a tag first)."""

from .server_major import server_major

MOST_WORDS = 1 << 16
SHOWN = 64


def bitmapset_members(memory, address):
    """(the first members, how many there are); None for what is no set. NULL is the empty set."""
    if address == 0:
        return [], 0
    major = server_major(memory)
    words_at = 4 if (major or 0) >= 16 else 0
    count = memory.i32(address + words_at)
    if count is None or not 0 < count <= MOST_WORDS:
        return None
    # The words begin on a boundary of their own size in both forms.
    words = memory.read(address + 8, 8 * count)
    if words is None:
        return None
    members, total = [], 0
    for index in range(count):
        word = int.from_bytes(words[8 * index:8 * index + 8], "little")
        total += bin(word).count("1")
        for bit in range(64):
            if len(members) >= SHOWN or not word >> bit:
                break
            if word >> bit & 1:
                members.append(64 * index + bit)
    return members, total


def bitmapset_summary(memory, address):
    found = bitmapset_members(memory, address)
    if found is None:
        return None
    members, total = found
    return "{%s%s}" % (", ".join(map(str, members)), ", … (%d members)" % total if total > len(members) else "")
