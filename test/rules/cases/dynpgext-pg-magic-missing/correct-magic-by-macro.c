-- magic.h --
#include "fmgr.h"
#define MY_MODULE(name) \
	PG_MODULE_MAGIC; \
	static const char *module_name = name
-- example.c --
#include "postgres.h"
#include "magic.h"
#include "dynpgext.h"
MY_MODULE("example");
DYNPGEXT_MAGIC;
void _Dynpgext_init(const dynpgext_handle *handle) {}
