// options: {"pg": 18}
-- a.c --
#include "postgres.h"
#include "dynpgext.h"
DYNPGEXT_MAGIC;
void _Dynpgext_init(const dynpgext_handle *handle) {}
-- b.c --
#include "postgres.h"
#include "fmgr.h"
#ifdef PG_MODULE_MAGIC_EXT
PG_MODULE_MAGIC_EXT(
					.name = "ab",
					.version = "1.0"
);
#else
PG_MODULE_MAGIC;
#endif
-- ab.control --
default_version = '1.0'
module_pathname = 'ab'
