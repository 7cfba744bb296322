import { describe, expect, it } from "vitest";
import { analyseLibrary } from "./analyseLibrary";

/** What `allocate_shmem` is asked for: the bytes, and the types that took part. */
function sizeOf(expression: string): { bytes: number | undefined; types: string[] } {
  const view = analyseLibrary(`
#include "dynpgext.h"
typedef struct Entry { char key[10]; int64 value; } Entry;
typedef struct Table { slock_t mutex; uint32 used; Entry entries[FLEXIBLE_ARRAY_MEMBER]; } Table;
#define ENTRIES 32
#define TABLE_SIZE (offsetof(Table, entries) + ENTRIES * sizeof(Entry))
void _Dynpgext_init(const dynpgext_handle *handle)
{
  Table *table = NULL;
  handle->allocate_shmem(handle, "a:1:b", ${expression}, NULL, table, DYNPGEXT_SCOPE_GLOBAL);
}`);
  const size = view.allocations[0]!.size;
  return { bytes: size?.value, types: (size?.sizes ?? []).map(({ type }) => type.base) };
}

describe("a size", () => {
  it.each([
    ["sizeof(Entry)", 24, ["Entry"]],
    ["sizeof(*table)", 8, ["Table"]],
    ["ENTRIES * sizeof(Entry)", 768, ["Entry"]],
    ["MAXALIGN(sizeof(uint32))", 8, ["uint32"]],
    ["CACHELINEALIGN(sizeof(Entry))", 128, ["Entry"]],
    ["TYPEALIGN(32, sizeof(Entry))", 32, ["Entry"]],
    ["offsetof(Entry, value)", 16, ["Entry"]],
    ["TABLE_SIZE", 776, ["Table", "Entry"]],
    ["add_size(sizeof(Table), mul_size(4, sizeof(Entry)))", 104, ["Table", "Entry"]],
    ["sizeof(Unseen)", undefined, ["Unseen"]],
    ["sizeof(Unseen) + 8", undefined, ["Unseen"]],
  ])("is computed from %s", (expression, bytes, types) => {
    expect(sizeOf(expression)).toEqual({ bytes, types });
  });
});
