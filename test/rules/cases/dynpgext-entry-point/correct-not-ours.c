#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(dynpgext_init);
Datum
dynpgext_init(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(dynpgext_lookup_shmem("other:1.0:x") != NULL);
}
/* another interface has these */
void _PG_init(void) {}
void dynpgext_finish(int how) {}
static void (*hooks[]) (void);
void dynpgext_fin(void) {}
static void (*hooks[]) (void) = {dynpgext_fin};
void call_hooks(void) { hooks[0](); }
