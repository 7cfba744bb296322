#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
#ifdef AS_PLUGIN
#define PLUGIN 1
#else
PG_MODULE_MAGIC;
#endif
DYNPGEXT_MAGIC;
void _Dynpgext_init(const dynpgext_handle *handle) {}
