-- a/a.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
int
_Dynpgext_init(const dynpgext_handle *handle, int flags)
// <-------------- returns int instead of void and takes 2 parameters instead of the handle alone
{
	if (handle == NULL)
		return 1;
	return 0;
}
void _Dynpgext_fini(dynpgext_handle handle) {}
//   ^^^^^^^^^^^^^^ takes the handle itself instead of a pointer to the handle
int _Dynpgext_eager_preload(void) { return 1; }
//  ^^^^^^^^^^^^^^^^^^^^^^^ returns int instead of bool
-- b/b.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
void _Dynpgext_init()
//   ^^^^^^^^^^^^^^ takes no handle
{
}
void
_Dynpgext_eager_preload(void)
// <----------------------- returns void instead of bool
{
}
-- c/c.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
void _Dynpgext_init(dynpgext_handle *handle)
//   ^^^^^^^^^^^^^^ is not const
{
}
bool _Dynpgext_eager_preload(const dynpgext_handle *handle)
//   ^^^^^^^^^^^^^^^^^^^^^^^ takes 1 parameter instead of none
{
	return false;
}
