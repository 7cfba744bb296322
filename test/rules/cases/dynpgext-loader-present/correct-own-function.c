#include "postgres.h"
#include "fmgr.h"
#include "utils/guc.h"
PG_MODULE_MAGIC;
/* Replaces the one of dynpgext.h. */
static bool
dynpgext_loader_present(void)
{
	static const char *const setting = "dynpgext.loader_present";
	const char *value = GetConfigOption(setting, true, false);
	return value != NULL && strcmp(value, "on") == 0;
}
void _PG_init(void) { if (!dynpgext_loader_present()) elog(LOG, "no loader"); }
