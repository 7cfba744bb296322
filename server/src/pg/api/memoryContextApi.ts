import { apiFunction, inCurrent, type ApiFunction, type ApiTraits } from "./apiFunction";

const palloc = "src/include/utils/palloc.h, src/backend/utils/mmgr/mcxt.c, REL_15_STABLE";
const memutils = "src/include/utils/memutils.h, src/backend/utils/mmgr/mcxt.c, REL_15_STABLE";
const typed = "src/include/utils/palloc.h, REL_16_STABLE";

const inGiven: ApiTraits = { result: { kind: "context", argument: 0 } };
const newContext: ApiTraits = { result: { kind: "newContext", parent: 0 } };

/** Allocation and memory contexts. */
export const memoryContextApi: readonly ApiFunction[] = [
  apiFunction(
    palloc,
    "void *palloc(Size size)",
    "Allocates memory; raises an error when there is none, so the result is never NULL.",
    inCurrent,
  ),
  apiFunction(palloc, "void *palloc0(Size size)", "Allocates memory filled with zeros.", inCurrent),
  apiFunction(
    palloc,
    "void *palloc_extended(Size size, int flags)",
    "Allocates memory; MCXT_ALLOC_NO_OOM makes it return NULL instead of raising an error.",
    inCurrent,
  ),
  apiFunction(typed, "type *palloc_object(type)", "Allocates one object of a type.", {
    ...inCurrent,
    since: 16,
  }),
  apiFunction(typed, "type *palloc0_object(type)", "Allocates one object of a type, filled with zeros.", {
    ...inCurrent,
    since: 16,
  }),
  apiFunction(typed, "type *palloc_array(type, count)", "Allocates an array of a type.", {
    ...inCurrent,
    since: 16,
  }),
  apiFunction(typed, "type *palloc0_array(type, count)", "Allocates an array of a type, filled with zeros.", {
    ...inCurrent,
    since: 16,
  }),
  apiFunction(palloc, "void *repalloc(void *pointer, Size size)", "Changes the size of allocated memory.", {
    result: { kind: "sameAs", argument: 0 },
    effects: [{ kind: "consumes", argument: 0 }],
  }),
  apiFunction(palloc, "void pfree(void *pointer)", "Gives allocated memory back before its context ends.", {
    effects: [{ kind: "frees", argument: 0 }],
  }),
  apiFunction(palloc, "char *pstrdup(const char *in)", "Copies a string.", inCurrent),
  apiFunction(
    palloc,
    "char *pnstrdup(const char *in, Size len)",
    "Copies at most len bytes of a string.",
    inCurrent,
  ),
  apiFunction(
    palloc,
    "char *psprintf(const char *fmt, ...)",
    "Formats into a new string that is long enough.",
    inCurrent,
  ),
  apiFunction(
    palloc,
    "void *MemoryContextAlloc(MemoryContext context, Size size)",
    "Allocates memory in a context.",
    inGiven,
  ),
  apiFunction(
    palloc,
    "void *MemoryContextAllocZero(MemoryContext context, Size size)",
    "Allocates memory in a context, filled with zeros.",
    inGiven,
  ),
  apiFunction(
    palloc,
    "void *MemoryContextAllocExtended(MemoryContext context, Size size, int flags)",
    "Allocates memory in a context, with flags.",
    inGiven,
  ),
  apiFunction(
    palloc,
    "char *MemoryContextStrdup(MemoryContext context, const char *string)",
    "Copies a string into a context.",
    inGiven,
  ),
  apiFunction(
    palloc,
    "MemoryContext MemoryContextSwitchTo(MemoryContext context)",
    "Makes a context current and returns the one that was.",
    {
      effects: [{ kind: "switchesTo", argument: 0 }],
    },
  ),
  apiFunction(
    memutils,
    "MemoryContext AllocSetContextCreate(MemoryContext parent, const char *name, sizes)",
    "Makes a memory context for general use; the name must be a constant.",
    newContext,
  ),
  apiFunction(
    memutils,
    "MemoryContext SlabContextCreate(MemoryContext parent, const char *name, Size blockSize, Size chunkSize)",
    "Makes a memory context for pieces of one size.",
    newContext,
  ),
  apiFunction(
    memutils,
    "MemoryContext GenerationContextCreate(MemoryContext parent, const char *name, Size minContextSize, Size initBlockSize, Size maxBlockSize)",
    "Makes a memory context for pieces that live about equally long.",
    newContext,
  ),
  apiFunction(
    memutils,
    "void MemoryContextReset(MemoryContext context)",
    "Frees everything in a context and deletes the contexts below it.",
    {
      effects: [{ kind: "endsContext", argument: 0, what: "content" }],
    },
  ),
  apiFunction(
    memutils,
    "void MemoryContextDelete(MemoryContext context)",
    "Deletes a context with everything in it and below it.",
    {
      effects: [{ kind: "endsContext", argument: 0, what: "itself" }],
    },
  ),
  apiFunction(
    memutils,
    "void MemoryContextDeleteChildren(MemoryContext context)",
    "Deletes the contexts below a context.",
    {
      effects: [{ kind: "endsContext", argument: 0, what: "children" }],
    },
  ),
  apiFunction(
    memutils,
    "void MemoryContextSetParent(MemoryContext context, MemoryContext new_parent)",
    "Makes a context the child of another, with whose end it ends.",
    {
      effects: [{ kind: "movesContext", argument: 0, parent: 1 }],
    },
  ),
  apiFunction(
    memutils,
    "MemoryContext GetMemoryChunkContext(void *pointer)",
    "Tells the context that allocated memory belongs to.",
  ),
];
