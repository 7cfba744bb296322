"""Hash tables, whose structs no header has. Source: struct HTAB, HASHHDR, FreeListData, src/backend/utils/hash/dynahash.c,
REL_15_STABLE; the fields that are read here are the same from 13 to 17."""

HCTL, TABLE_NAME, IS_SHARED, KEY_SIZE = 0, 56, 64, 72
FREE_LISTS = 32
# A spinlock, a count, a pointer.
FREE_LIST_BYTES, COUNT = 24, 8
AFTER_FREE_LISTS = FREE_LISTS * FREE_LIST_BYTES
# dsize, nsegs, then three masks of 32 bits, then keysize and entrysize, then num_partitions.
HEADER_KEY_SIZE, ENTRY_SIZE, PARTITIONS = AFTER_FREE_LISTS + 32, AFTER_FREE_LISTS + 40, AFTER_FREE_LISTS + 48


def hash_table_summary(memory, address):
    if address == 0:
        return "NULL"
    header, name = memory.pointer(address + HCTL), memory.pointer(address + TABLE_NAME)
    name = memory.text(name, 128) if name else None
    key_size = memory.u64(address + KEY_SIZE)
    if not header or name is None or key_size is None or memory.u64(header + HEADER_KEY_SIZE) != key_size:
        return None
    partitions, entry_size = memory.i64(header + PARTITIONS), memory.u64(header + ENTRY_SIZE)
    if partitions is None or entry_size is None:
        return None
    counts = [memory.i64(header + FREE_LIST_BYTES * at + COUNT) for at in range(FREE_LISTS if partitions else 1)]
    if any(count is None for count in counts):
        return None
    entries = sum(counts)
    shared = ", shared" if memory.u8(address + IS_SHARED) else ""
    return '"%s", %d %s, key %d bytes, entry %d bytes%s' % (
        name, entries, "entry" if entries == 1 else "entries", key_size, entry_size, shared)
