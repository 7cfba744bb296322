#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

#ifdef USE_OLD_LOADER
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
#else
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
#endif

#if PG_VERSION_NUM >= 180000
#define NAMED 1
#endif

#ifndef USE_OLD_LOADER
int new_loader = 1;
#endif

void _Dynpgext_init(const dynpgext_handle *handle) {}
