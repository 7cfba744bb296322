#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
void _Dynpgext_init(const dynpgext_handle *handle) {}
static inline bool
_Dynpgext_eager_preload(void)
// <----------------------- is static
{
	return false;
}
static void _Dynpgext_fini(const struct dynpgext_handle *handle) {}
//          ^^^^^^^^^^^^^^ is static
