import { apiTable, type ApiFunction } from "./apiFunction";
import {
  effect,
  frees,
  heapUntil,
  holds,
  inContext,
  fresh,
  inCurrent,
  newContext,
  opaque,
  previousContext,
  sameAs,
  since,
  until,
} from "./apiTraits";

const moves = [sameAs(0), effect({ kind: "consumes", argument: 0, when: "moved" })] as const;

/** Allocation and memory contexts. */
export const memoryContextApi: readonly ApiFunction[] = [
  ...apiTable("src/include/utils/palloc.h, src/backend/utils/mmgr/mcxt.c, REL_15_STABLE", [
    ["void *palloc(Size size)", "Allocates memory; never returns NULL.", fresh],
    ["void *palloc0(Size size)", "Allocates memory filled with zeros.", fresh],
    [
      "void *palloc0fast(Size size)",
      "Allocates memory filled with zeros; for a constant size.",
      fresh,
      until(16),
    ],
    [
      "void *palloc_extended(Size size, int flags)",
      "Allocates memory; with MCXT_ALLOC_NO_OOM it may return NULL.",
      inCurrent,
    ],
    ["void *repalloc(void *pointer, Size size)", "Changes the size of allocated memory.", ...moves],
    [
      "void *repalloc_huge(void *pointer, Size size)",
      "Changes the size of allocated memory; more than 1 GB is allowed.",
      ...moves,
    ],
    ["void pfree(void *pointer)", "Gives allocated memory back before its context ends.", frees(0)],
    ["char *pstrdup(const char *in)", "Copies a string.", fresh],
    ["char *pnstrdup(const char *in, Size len)", "Copies at most len bytes of a string.", fresh],
    ["char *pchomp(const char *in)", "Copies a string without the newlines at its end.", fresh],
    ["char *psprintf(const char *fmt, ...)", "Formats into a new string that is long enough.", fresh],
    [
      "size_t pvsnprintf(char *buf, size_t len, const char *fmt, va_list args)",
      "Formats into a buffer; the result is the size that is needed.",
    ],
    [
      "void *MemoryContextAlloc(MemoryContext context, Size size)",
      "Allocates memory in a context.",
      inContext(0),
    ],
    [
      "void *MemoryContextAllocZero(MemoryContext context, Size size)",
      "Allocates memory in a context, filled with zeros.",
      inContext(0),
    ],
    [
      "void *MemoryContextAllocZeroAligned(MemoryContext context, Size size)",
      "Allocates memory in a context, filled with zeros; the size is a multiple of a word.",
      inContext(0),
      until(16),
    ],
    [
      "void *MemoryContextAllocExtended(MemoryContext context, Size size, int flags)",
      "Allocates memory in a context, with flags.",
      inContext(0),
    ],
    [
      "void *MemoryContextAllocHuge(MemoryContext context, Size size)",
      "Allocates memory in a context; more than 1 GB is allowed.",
      inContext(0),
    ],
    [
      "char *MemoryContextStrdup(MemoryContext context, const char *string)",
      "Copies a string into a context.",
      inContext(0),
    ],
    [
      "MemoryContext MemoryContextSwitchTo(MemoryContext context)",
      "Makes a context current and returns the one that was.",
      previousContext,
      effect({ kind: "switchesTo", argument: 0 }),
    ],
    [
      "void MemoryContextRegisterResetCallback(MemoryContext context, MemoryContextCallback *cb)",
      "Has a function called when a context is reset or deleted; the callback's memory must live as long as the context.",
      holds(1),
    ],
  ]),
  ...apiTable("src/include/utils/palloc.h, REL_16_STABLE", [
    ["type *palloc_object(type)", "Allocates one object of a type.", fresh, since(16)],
    [
      "type *palloc0_object(type)",
      "Allocates one object of a type, filled with zeros.",
      inCurrent,
      since(16),
    ],
    ["type *palloc_array(type, count)", "Allocates an array of a type.", fresh, since(16)],
    [
      "type *palloc0_array(type, count)",
      "Allocates an array of a type, filled with zeros.",
      inCurrent,
      since(16),
    ],
    [
      "type *repalloc_array(pointer, type, count)",
      "Changes the number of elements of an array.",
      ...moves,
      since(16),
    ],
    [
      "type *repalloc0_array(pointer, type, oldcount, count)",
      "Changes the number of elements of an array and fills new ones with zeros.",
      ...moves,
      since(16),
    ],
    [
      "void *repalloc0(void *pointer, Size oldsize, Size size)",
      "Changes the size of allocated memory and fills what is new with zeros.",
      ...moves,
      since(16),
    ],
    [
      "void *repalloc_extended(void *pointer, Size size, int flags)",
      "Changes the size of allocated memory; with MCXT_ALLOC_NO_OOM it may return NULL.",
      ...moves,
      since(16),
    ],
    [
      "void *palloc_aligned(Size size, Size alignto, int flags)",
      "Allocates memory whose address is a multiple of a number.",
      inCurrent,
      since(16),
    ],
    [
      "void *MemoryContextAllocAligned(MemoryContext context, Size size, Size alignto, int flags)",
      "Allocates memory in a context whose address is a multiple of a number.",
      inContext(0),
      since(16),
    ],
  ]),
  ...apiTable("src/include/utils/memutils.h, src/backend/utils/mmgr/mcxt.c, REL_15_STABLE", [
    [
      "MemoryContext AllocSetContextCreate(MemoryContext parent, const char *name, sizes)",
      "Makes a memory context for general use; the name must be a constant.",
      newContext(0),
    ],
    [
      "MemoryContext AllocSetContextCreateInternal(MemoryContext parent, const char *name, Size minContextSize, Size initBlockSize, Size maxBlockSize)",
      "Makes a memory context for general use; call AllocSetContextCreate instead.",
      newContext(0),
    ],
    [
      "MemoryContext SlabContextCreate(MemoryContext parent, const char *name, Size blockSize, Size chunkSize)",
      "Makes a memory context for pieces of one size.",
      newContext(0),
    ],
    [
      "MemoryContext GenerationContextCreate(MemoryContext parent, const char *name, Size minContextSize, Size initBlockSize, Size maxBlockSize)",
      "Makes a memory context for pieces that live about equally long.",
      newContext(0),
    ],
    [
      "void MemoryContextReset(MemoryContext context)",
      "Frees everything in a context and deletes the contexts below it.",
      effect({ kind: "endsContext", argument: 0, what: "content" }),
    ],
    [
      "void MemoryContextResetOnly(MemoryContext context)",
      "Frees everything in a context, but not in the contexts below it.",
      effect({ kind: "endsContext", argument: 0, what: "ownContent" }),
    ],
    [
      "void MemoryContextResetAndDeleteChildren(MemoryContext ctx)",
      "The old name of MemoryContextReset.",
      effect({ kind: "endsContext", argument: 0, what: "content" }),
      until(16),
    ],
    [
      "void MemoryContextResetChildren(MemoryContext context)",
      "Frees everything in the contexts below a context, which live on.",
      effect({ kind: "endsContext", argument: 0, what: "childrenContent" }),
    ],
    [
      "void MemoryContextDelete(MemoryContext context)",
      "Deletes a context with everything in it and below it.",
      effect({ kind: "endsContext", argument: 0, what: "itself" }),
    ],
    [
      "void MemoryContextDeleteChildren(MemoryContext context)",
      "Deletes the contexts below a context.",
      effect({ kind: "endsContext", argument: 0, what: "children" }),
    ],
    [
      "void MemoryContextSetParent(MemoryContext context, MemoryContext new_parent)",
      "Makes a context the child of another, with whose end it ends.",
      effect({ kind: "movesContext", argument: 0, parent: 1 }),
    ],
    [
      "void MemoryContextSetIdentifier(MemoryContext context, const char *id)",
      "Names a context in statistics; the string must live as long as the context.",
      holds(1),
    ],
    [
      "void MemoryContextCopyAndSetIdentifier(MemoryContext cxt, const char *id)",
      "Names a context in statistics by a copy of a string.",
    ],
    [
      "MemoryContext GetMemoryChunkContext(void *pointer)",
      "Tells the context that allocated memory belongs to.",
      { result: { kind: "contextOf", argument: 0 } },
    ],
    [
      "Size GetMemoryChunkSpace(void *pointer)",
      "The bytes that allocated memory takes, with what belongs to it.",
    ],
    ["MemoryContext MemoryContextGetParent(MemoryContext context)", "The context above a context.", opaque],
    [
      "bool MemoryContextIsEmpty(MemoryContext context)",
      "Whether nothing was allocated since the last reset.",
    ],
    [
      "Size MemoryContextMemAllocated(MemoryContext context, bool recurse)",
      "The bytes that a context has taken from the system.",
    ],
    ["void MemoryContextStats(MemoryContext context)", "Writes what a context holds to the server log."],
    [
      "void MemoryContextAllowInCriticalSection(MemoryContext context, bool allow)",
      "Allows to allocate from a context in a critical section.",
    ],
  ]),
  ...apiTable("src/include/utils/memutils.h, src/backend/utils/mmgr/bump.c, REL_17_STABLE", [
    [
      "MemoryContext BumpContextCreate(MemoryContext parent, const char *name, Size minContextSize, Size initBlockSize, Size maxBlockSize)",
      "Makes a memory context for pieces that are never freed alone.",
      newContext(0),
      since(17),
    ],
  ]),
  ...apiTable("src/include/common/fe_memutils.h, src/common/fe_memutils.c, REL_15_STABLE", [
    [
      "void *pg_malloc(size_t size)",
      "Allocates memory outside of memory contexts; for programs.",
      heapUntil("pg_free"),
    ],
    [
      "void *pg_malloc0(size_t size)",
      "Allocates memory filled with zeros outside of memory contexts; for programs.",
      heapUntil("pg_free"),
    ],
    [
      "void *pg_malloc_extended(size_t size, int flags)",
      "Allocates memory outside of memory contexts, with flags; for programs.",
      heapUntil("pg_free"),
    ],
    [
      "char *pg_strdup(const char *in)",
      "Copies a string outside of memory contexts; for programs.",
      heapUntil("pg_free"),
    ],
    [
      "void *pg_realloc(void *pointer, size_t size)",
      "Changes the size of memory of pg_malloc; for programs.",
      heapUntil("pg_free"),
      effect({ kind: "consumes", argument: 0, when: "moved" }),
    ],
    ["void pg_free(void *pointer)", "Frees memory of pg_malloc; for programs.", frees(0)],
  ]),
];
