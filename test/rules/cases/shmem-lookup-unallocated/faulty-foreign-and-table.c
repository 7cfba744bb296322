-- local/local.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;

static const char *const wanted[] = {
	"base:0.3:clock",
	"base:0.3:calender",
 // <------------------- did you mean "base:0.3:calendar"
};

PG_FUNCTION_INFO_V1(local_all);
Datum
local_all(PG_FUNCTION_ARGS)
{
	int			found = 0;

	for (int i = 0; i < lengthof(wanted); i++)
	{
		char	   *memory = dynpgext_lookup_shmem(wanted[i]);

		if (memory != NULL && memory[0] == 'x')
			found++;
	}
	PG_RETURN_INT32(found);
}

PG_FUNCTION_INFO_V1(local_other);
Datum
local_other(PG_FUNCTION_ARGS)
{
	int		   *polite = dynpgext_lookup_shmem("pg_something:7:slots");
	//                                      ^^^^^^^^^^^^^^^^^^^^^^ unless another extension does
	int		   *rude = dynpgext_lookup_shmem("pg_somewhat:7:rest");
	//                                    ^^^^^^^^^^^^^^^^^^^^ unless another extension does

	PG_RETURN_INT32(*rude + (polite ? *polite : 0));
}
-- local/local.control --
default_version = '0.1'
module_pathname = '$libdir/local'

-- base/base.c --
#include "postgres.h"
#include "fmgr.h"
#include <dynpgext.h>

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "base:0.3:clock", 8, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	handle->allocate_shmem(handle, "base:0.3:calendar", 8, NULL, NULL, DYNPGEXT_SCOPE_DATABASE_LOCAL);
}
-- base/base.control --
default_version = '0.3'
module_pathname = '$libdir/base'
