#include "postgres.h"
#include "dynpgext.h"

#if 0
PG_MODULE_MAGIC;
#endif
DYNPGEXT_MAGIC
// <-------------- missing magic block

void
_Dynpgext_init(const dynpgext_handle *handle)
{
}
