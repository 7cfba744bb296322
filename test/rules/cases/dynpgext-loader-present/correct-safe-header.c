-- dynpgext.h --
typedef struct dynpgext_handle dynpgext_handle;
static inline bool
dynpgext_loader_present(void)
{
	return GetConfigOption("dynpgext.loader_present", true, false) != NULL;
}
-- main.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
PG_MODULE_MAGIC;
void _PG_init(void) { if (!dynpgext_loader_present()) elog(LOG, "no loader"); }
