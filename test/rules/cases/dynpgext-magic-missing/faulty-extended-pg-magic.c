// options: {"pg": 18}
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC_EXT(.name = "extended", .version = "1.0");
// <------------------- passes it over

void
_Dynpgext_init(const dynpgext_handle *handle)
{
}
