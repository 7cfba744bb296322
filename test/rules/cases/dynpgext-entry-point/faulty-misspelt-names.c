-- case.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

void _Dynpgext_Init(const dynpgext_handle *);

void
_Dynpgext_Init(const dynpgext_handle *handle)
// <-------------- the loader looks for _Dynpgext_init
{
}

static void
_Dynpgext_deinit(const dynpgext_handle *handle)
// <---------------- the loader looks for _Dynpgext_fini
{
}

bool _Dynpgext_eager_prelaod(void) { return true; }
//   ^^^^^^^^^^^^^^^^^^^^^^^ the loader looks for _Dynpgext_eager_preload
-- other/other.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
/* dynpgext_init() is our entry point */
extern void
	dynpgext_init(const dynpgext_handle *handle)
	// <------------- the loader looks for _Dynpgext_init
{
}
int _Dynpgext_intl = 0;
-- third/third.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
PGDLLEXPORT void _Dynpgxet_init(const dynpgext_handle *const handle)
//               ^^^^^^^^^^^^^^ Nothing calls _Dynpgxet_init
{
}
