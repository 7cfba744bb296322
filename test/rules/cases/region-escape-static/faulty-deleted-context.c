#include "postgres.h"
#include "fmgr.h"
#include "nodes/pg_list.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

List *known_words = NIL;

void learn(const char *word);

void learn(const char *word)
{
    MemoryContext tmp = AllocSetContextCreate(TopMemoryContext, "tmp", ALLOCSET_SMALL_SIZES);
    MemoryContext old = MemoryContextSwitchTo(tmp);

    known_words = list_make1(pstrdup(word));
    // <--------------------------------------- `known_words` is
    MemoryContextSwitchTo(old);
    MemoryContextDelete(tmp);
}
