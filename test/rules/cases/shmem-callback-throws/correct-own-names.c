#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

typedef struct Table { int rows; } Table;

/* Named like functions of PostgreSQL, but our own. */
static Oid get_table_oid(const char *name) { return name[0]; }
static void table_open(Table *table) { table->rows = (int) get_table_oid("x"); }

#if 0
static void init_table(void *ptr, void *data) { elog(ERROR, "not compiled"); }
#else
static void init_table(void *ptr, void *data) { table_open(ptr); }
#endif

static void release(void *ptr) { elog(ERROR, "never called: %p", ptr); }

void _Dynpgext_init(const dynpgext_handle *handle)
{
    if (0)
        release(NULL);
    handle->allocate_shmem(handle, "table:1:rows", sizeof(Table), init_table, release, DYNPGEXT_SCOPE_GLOBAL);
}
