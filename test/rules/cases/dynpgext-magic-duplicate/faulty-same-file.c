#include <postgres.h>
#include <fmgr.h>
#include <dynpgext.h>

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

static int runs = 0;

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	runs++;
}

/* for the loader */
	DYNPGEXT_MAGIC;
	// <-------------- does not compile
