-- a.c --
#include "postgres.h"
#include "dynpgext.h"
void _Dynpgext_init(const dynpgext_handle *handle) {}

-- b.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

-- two.control --
default_version = '1.0'
