-- first.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
void _Dynpgext_init(const dynpgext_handle *handle) {}
-- second.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
void _Dynpgext_init(const dynpgext_handle *handle) {}
