// options: {"pg": 17}
-- ext.h --
#include "dynpgext.h"
typedef dynpgext_handle Loader;
typedef const dynpgext_handle *LoaderPtr;
typedef void nothing;
-- main.c --
#include "postgres.h"
#include "fmgr.h"
#include "ext.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
nothing _Dynpgext_init(const Loader *loader) {}
void _Dynpgext_fini(LoaderPtr loader) {}
