/** Memory contexts that are known by the name of the variable or field that holds them. */

export interface WellKnownContext {
  /** The variable, or the field of a struct. */
  readonly name: string;
  readonly isField: boolean;
  /** What ends the memory in it, as words that follow "until". */
  readonly until: string;
  /**
   * How long it lives, longer first: 0 the process, 1 a cached thing, 2 the portal, 3 the transaction, 4 one message from the
   * client, 5 one execution of a query, 6 one row or call.
   */
  readonly rank: number;
  readonly source: string;
}

const memutils = "src/include/utils/memutils.h, src/backend/utils/mmgr/README, REL_15_STABLE";
const execnodes = "src/include/nodes/execnodes.h, REL_15_STABLE";

function global(name: string, rank: number, until: string): WellKnownContext {
  return { name, isField: false, until, rank, source: memutils };
}

function field(name: string, rank: number, until: string, source: string): WellKnownContext {
  return { name, isField: true, until, rank, source };
}

const contexts: readonly WellKnownContext[] = [
  global("TopMemoryContext", 0, "the process ends"),
  global("CacheMemoryContext", 0, "the process ends"),
  global("PostmasterContext", 0, "the process ends, or a child process has started"),
  global("PortalContext", 2, "the portal is dropped"),
  global("TopTransactionContext", 3, "the transaction ends"),
  global("CurTransactionContext", 3, "the transaction ends, or the subtransaction is rolled back"),
  global("MessageContext", 4, "the next message of the client is read"),
  global("ErrorContext", 6, "the error has been handled"),
  field(
    "fn_mcxt",
    1,
    "what the function was looked up for ends: mostly one query",
    "src/include/fmgr.h, REL_15_STABLE",
  ),
  field(
    "multi_call_memory_ctx",
    5,
    "the set-returning function has returned its last row, or is not asked for more",
    "src/include/funcapi.h, REL_15_STABLE",
  ),
  field("es_query_cxt", 5, "the execution of the query ends", execnodes),
  field("ecxt_per_query_memory", 5, "the execution of the query ends", execnodes),
  field("ecxt_per_tuple_memory", 6, "the next row is worked on", execnodes),
  field(
    "portalContext",
    2,
    "the portal is dropped",
    "src/include/utils/portal.h, src/backend/utils/mmgr/portalmem.c, REL_15_STABLE",
  ),
];

/** By the name of the variable or field. */
export const wellKnownContexts: ReadonlyMap<string, WellKnownContext> = new Map(
  contexts.map((context) => [context.name, context]),
);
