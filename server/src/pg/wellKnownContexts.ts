/** Memory contexts that are known by the name of the variable or field that holds them. */

export interface WellKnownContext {
  /** The variable, or the field of a struct. */
  readonly name: string;
  readonly isField: boolean;
  /** What ends the memory in it, as words that follow "until". */
  readonly until: string;
  readonly source: string;
}

const memutils = "src/include/utils/memutils.h, src/backend/utils/mmgr/README, REL_15_STABLE";
const execnodes = "src/include/nodes/execnodes.h, REL_15_STABLE";

function global(name: string, until: string): WellKnownContext {
  return { name, isField: false, until, source: memutils };
}

function field(name: string, until: string, source: string): WellKnownContext {
  return { name, isField: true, until, source };
}

const contexts: readonly WellKnownContext[] = [
  global("TopMemoryContext", "the process ends"),
  global("CacheMemoryContext", "the process ends"),
  global("PostmasterContext", "the process ends, or a child process has started"),
  global("PortalContext", "the portal is dropped"),
  global("TopTransactionContext", "the transaction ends"),
  global("CurTransactionContext", "the transaction ends, or the subtransaction is rolled back"),
  global("MessageContext", "the next message of the client is read"),
  global("ErrorContext", "the error has been handled"),
  field(
    "fn_mcxt",
    "what the function was looked up for ends: mostly one query",
    "src/include/fmgr.h, REL_15_STABLE",
  ),
  field(
    "multi_call_memory_ctx",
    "the set-returning function has returned its last row, or is not asked for more",
    "src/include/funcapi.h, REL_15_STABLE",
  ),
  field("es_query_cxt", "the execution of the query ends", execnodes),
  field("ecxt_per_query_memory", "the execution of the query ends", execnodes),
  field("ecxt_per_tuple_memory", "the next row is worked on", execnodes),
  field(
    "portalContext",
    "the portal is dropped",
    "src/include/utils/portal.h, src/backend/utils/mmgr/portalmem.c, REL_15_STABLE",
  ),
];

/** By the name of the variable or field. */
export const wellKnownContexts: ReadonlyMap<string, WellKnownContext> = new Map(
  contexts.map((context) => [context.name, context]),
);
