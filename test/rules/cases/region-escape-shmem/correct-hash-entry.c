#include "postgres.h"
#include "fmgr.h"
#include "utils/hsearch.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

typedef struct Entry { Oid key; char *text; } Entry;

static HTAB *private_table;

void put(Oid key, const char *text);

/* A hash table of this process, not of the shared memory. */
void
put(Oid key, const char *text)
{
	bool		found;
	Entry	   *entry;

	if (private_table == NULL)
	{
		HASHCTL		ctl = {0};

		ctl.keysize = sizeof(Oid);
		ctl.entrysize = sizeof(Entry);
		private_table = hash_create("private", 16, &ctl, HASH_ELEM | HASH_BLOBS);
	}
	entry = hash_search(private_table, &key, HASH_ENTER, &found);
	entry->text = MemoryContextStrdup(TopMemoryContext, text);
}
