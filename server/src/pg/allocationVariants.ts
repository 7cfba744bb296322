/**
 * Functions that do elsewhere what another does in the current memory context.
 * Source: src/include/utils/palloc.h, src/backend/executor/spi.c, src/backend/utils/adt/datum.c, REL_15_STABLE.
 */

/** With the same arguments, in the context that was current when `SPI_connect` was called. */
export const spiVariants: ReadonlyMap<string, string> = new Map([
  ["palloc", "SPI_palloc"],
  ["repalloc", "SPI_repalloc"],
  ["heap_copytuple", "SPI_copytuple"],
  ["datumCopy", "SPI_datumTransfer"],
]);

/** With the context as one more argument before the others. */
export const contextVariants: ReadonlyMap<string, string> = new Map([
  ["palloc", "MemoryContextAlloc"],
  ["palloc0", "MemoryContextAllocZero"],
  ["palloc_extended", "MemoryContextAllocExtended"],
  ["pstrdup", "MemoryContextStrdup"],
]);

/** Take the context to allocate in as their first argument. */
export const contextAllocators: ReadonlySet<string> = new Set([
  "MemoryContextAlloc",
  "MemoryContextAllocZero",
  "MemoryContextAllocExtended",
  "MemoryContextAllocHuge",
  "MemoryContextStrdup",
]);
