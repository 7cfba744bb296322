-- main.c --
#include "postgres.h"
#include "fmgr.h"
#if __has_include(<dynpgext.h>)
#include <dynpgext.h>
DYNPGEXT_MAGIC;
#endif
#ifdef WITH_LOADER
void _Dynpgext_init(const dynpgext_handle *handle) {}
#endif
PG_MODULE_MAGIC;
-- other.c --
#include "postgres.h"
#include INTERFACE_HEADER
extern void use(const dynpgext_handle *handle);
