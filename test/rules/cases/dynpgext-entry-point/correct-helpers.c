-- main.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
static void dynpgext_init(const dynpgext_handle *handle) {}
static void _dynpgext_fini(const dynpgext_handle *handle) {}
void dynpgext_initialize(const dynpgext_handle *handle);
void _Dynpgext_init(const dynpgext_handle *handle)
{
	dynpgext_init(handle);
	dynpgext_initialize(handle);
}
void _Dynpgext_fini(const dynpgext_handle *handle) { _dynpgext_fini(handle); }
bool _Dynpgext_eager_preload() { return true; }
-- second.c --
#include "postgres.h"
#include "dynpgext.h"
void dynpgext_initialize(const dynpgext_handle *handle) {}
-- main.control --
default_version = '1'
module_pathname = 'main'
