#include "postgres.h"
#include "fmgr.h"
#include "utils/guc.h"
#include "dynpgext.h"
PG_MODULE_MAGIC;
/* not dynpgext_loader_present(), which crashes */
static bool loader_present(void) { return GetConfigOption("dynpgext.loader_present", true, false) != NULL; }
#if 0
bool old(void) { return dynpgext_loader_present(); }
#endif
void _PG_init(void) { if (!loader_present()) elog(LOG, "dynpgext_loader_present() says no"); }
