#include "postgres.h"
#include "fmgr.h"
#include "postmaster/bgworker.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

static /* not */ void _Dynpgext_init(const dynpgext_handle *handle);

void _Dynpgext_init(const dynpgext_handle *handle)
//   ^^^^^^^^^^^^^^ is static
{
}
