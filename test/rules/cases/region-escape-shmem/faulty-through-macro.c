#include "postgres.h"
#include "fmgr.h"
#include "storage/shmem.h"

PG_MODULE_MAGIC;

typedef struct Slot { char *key; int hits; } Slot;

#define SET_KEY(slot, text)	((slot)->key = pstrdup(text))

void put(const char *key);

void
put(const char *key)
{
	bool		found;
	Slot	   *slot = ShmemInitStruct("slot", sizeof(Slot), &found);

	if (found)
		elog(DEBUG1, "there already");
	SET_KEY(slot, key);
	// <------------------ `slot->key` is in shared memory
	slot->hits = 0;
}
