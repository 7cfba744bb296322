// options: {"settings": {"registerBgworkerArguments": 3}}
#include "postgres.h"
#include "postmaster/bgworker.h"
#include "dynpgext.h"

DYNPGEXT_MAGIC;

#define SHARE(h, name, flags) (h)->allocate_shmem((h), (name), 8, NULL, NULL, (flags))

typedef struct Part
{
	const char *name;
	int			flags;
} Part;

static const Part parts[] = {
	{"t:1:a", DYNPGEXT_SCOPE_GLOBAL},
	{"t:1:b", DYNPGEXT_REGISTER_BGWORKER_DEFAULTS},
};

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	BackgroundWorker worker = {0};

	for (int i = 0; i < 2; i++)
		handle->allocate_shmem(handle, parts[i].name, 8, NULL, NULL, parts[i].flags);
		//                                                           ^^^^^^^^^^^^^^ belongs to register_bgworker
	SHARE(handle, "t:1:c", DYNPGEXT_REGISTER_BGWORKER_NOTIFY);
	//                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ it is a flag for workers
	handle->register_bgworker(handle, &worker, DYNPGEXT_ALLOCATE_SHMEM_DEFAULTS | DYNPGEXT_REGISTER_BGWORKER_NOTIFY);
	//                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ belongs to allocate_shmem
	handle->register_bgworker(handle, &worker, 1 << 3);
	//                                         ^^^^^^ The number 8 in the flags of register_bgworker is no flag
	handle->register_bgworker(handle, &worker,
							  MyProcPid > 1 ? 1 : DYNPGEXT_SCOPE_GLOBAL);
							  // <----------------------------------------- The bare number 1
}
