/**
 * Contexts that are known by their name, globals and fields. Source: src/include/utils/memutils.h,
 * src/include/utils/palloc.h, src/include/fmgr.h (fn_mcxt), src/include/funcapi.h (multi_call_memory_ctx),
 * src/include/nodes/execnodes.h, REL_15_STABLE.
 */
const wellKnown: ReadonlySet<string> = new Set([
  "TopMemoryContext",
  "CacheMemoryContext",
  "PostmasterContext",
  "MessageContext",
  "ErrorContext",
  "TopTransactionContext",
  "CurTransactionContext",
  "PortalContext",
  "fn_mcxt",
  "multi_call_memory_ctx",
  "es_query_cxt",
  "ecxt_per_tuple_memory",
  "ecxt_per_query_memory",
]);

export function isWellKnownContext(name: string): boolean {
  return wellKnown.has(name);
}
