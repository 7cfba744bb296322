#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

#define LOST "lost:1.0:property"

typedef struct Property { int umbrellas; } Property;

static void
init_property(void *ptr, void *data)
{
	Property   *property;

	property = (Property *) ptr;
	memset(property, 0, sizeof(*property));
	property->umbrellas = *(int *) data;
}

static int initial = 7;

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, LOST, sizeof(Property), init_property, &initial, DYNPGEXT_SCOPE_GLOBAL);
	//                             ^^^^ "lost:1.0:property" is allocated and never looked up
}

bool
is_found(void)
{
	return dynpgext_lookup_shmem("lost:1.0:propety") != NULL;
}
