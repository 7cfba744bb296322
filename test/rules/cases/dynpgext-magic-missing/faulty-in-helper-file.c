-- magic.c --
#include "postgres.h"
#include "fmgr.h"

PG_MODULE_MAGIC;

-- init.c --
#include "postgres.h"
#include <dynpgext.h>
// <--------------------- no DYNPGEXT_MAGIC

/* DYNPGEXT_MAGIC; belongs here, says this comment */
void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "two:1.0:files", 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

-- two.control --
default_version = '1.0'
