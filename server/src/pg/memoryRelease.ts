/**
 * Functions that give back what their first argument points to: that memory itself, everything in that
 * memory context, or everything in the contexts below it. Source: src/include/utils/palloc.h,
 * src/include/utils/memutils.h, src/backend/utils/mmgr/mcxt.c, REL_15_STABLE; free and realloc: C11 7.22.3.
 */
export const freeingFunctions: ReadonlyMap<string, "memory" | "context" | "children"> = new Map([
  ["pfree", "memory"],
  ["free", "memory"],
  ["repalloc", "memory"],
  ["realloc", "memory"],
  ["MemoryContextDelete", "context"],
  ["MemoryContextReset", "context"],
  ["MemoryContextResetOnly", "context"],
  ["MemoryContextResetAndDeleteChildren", "context"],
  ["MemoryContextDeleteChildren", "children"],
  ["MemoryContextResetChildren", "children"],
]);
