-- dynpgext.h --
typedef struct { unsigned long size; unsigned char version; } dynpgext_magic;
typedef struct dynpgext_handle dynpgext_handle;
#define DYNPGEXT_MAGIC \
	static dynpgext_magic magic_block = {sizeof(dynpgext_magic), 0}; \
	dynpgext_magic *_Dynpgext_magic() { return &magic_block; }
-- example.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC

void
_Dynpgext_init(const dynpgext_handle *handle)
{
}
