#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

#define PARTS \
	PART(head, 64) \
	PART(tail, 128)

#define PART(name, size) PART_##name,
enum { PARTS N_PARTS };
#undef PART

/* Defined anew for every use: what it stands for at one place is not certain. */
#define PART(name, size) handle->allocate_shmem(handle, "xs:1.0:" #name, size, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
void
_Dynpgext_init(const dynpgext_handle *handle)
{
	PARTS
}
#undef PART

#define FIND(name) ((char *) dynpgext_lookup_shmem("xs:1.0:" #name))

bool
parts_are_there(void)
{
	return FIND(head) != NULL && FIND(tail) != NULL;
}
