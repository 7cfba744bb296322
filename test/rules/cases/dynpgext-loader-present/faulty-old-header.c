-- dynpgext.h --
typedef struct dynpgext_handle dynpgext_handle;
static inline bool dynpgext_loader_present()
{
	const char *value = GetConfigOption("dynpgext.loader_present", false, false);
	return value != NULL;
}
-- main.c --
#include "postgres.h"
#include "fmgr.h"
#include "utils/guc.h"
#include "dynpgext.h"
PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(loader);
Datum
loader(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(dynpgext_loader_present() ? true : false);
	//             ^^^^^^^^^^^^^^^^^^^^^^^^^ crashes at its second call
}
