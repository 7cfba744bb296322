#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

#define MAGICS PG_MODULE_MAGIC; DYNPGEXT_MAGIC

MAGICS;

void _Dynpgext_init(const dynpgext_handle *handle) {}
