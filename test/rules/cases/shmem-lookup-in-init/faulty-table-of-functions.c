#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

static int *counter;

static void
clear(void *ptr, void *data)
{
	*(int *) ptr = 0;
}

static void
allocate(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "steps:1.0:counter", sizeof(int), clear, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

static void
attach(const dynpgext_handle *handle)
{
	counter = dynpgext_lookup_shmem("steps:1.0:counter");
	//        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ _Dynpgext_init
}

static void
look_again(const dynpgext_handle *handle)
{
	counter = dynpgext_lookup_shmem("steps:1.0:counter");
	//        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ _Dynpgext_init
}

static void (*const steps[]) (const dynpgext_handle *) = {allocate, attach};

static const struct
{
	const char *what;
	void		(*run) (const dynpgext_handle *handle);
}			later[] = {{"again", look_again}};

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	for (int i = 0; i < lengthof(steps); i++)
		steps[i] (handle);
	later[0].run(handle);
}

int
steps_counter(void)
{
	return counter == NULL ? 0 : *counter;
}
