#include "postgres.h"
#include "fmgr.h"
#if PG_VERSION_NUM >= 140000
#include "utils/wait_event.h"
#endif

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
// <-------------- dynpgext.h is not included

void _Dynpgext_init(const dynpgext_handle *handle)
{
}
