#include "postgres.h"
#include "fmgr.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

typedef struct Entry
{
	int			id;
	char	   *label;
} Entry;

Entry *register_entry(int id, const char *text);

Entry *
register_entry(int id, const char *text)
{
	MemoryContext work = AllocSetContextCreate(CurrentMemoryContext, "work", ALLOCSET_SMALL_SIZES);
	Entry	   *entry = MemoryContextAlloc(TopMemoryContext, sizeof(Entry));

	entry->id = id;
	entry->label = MemoryContextStrdup(work, text);
	// <---------------------------------------------- `entry->label` is in TopMemoryContext and keeps
	MemoryContextDelete(work);
	return entry;
}
