#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

typedef struct Cell { int value; } Cell;

void _Dynpgext_init(const dynpgext_handle *handle)
{
    handle->allocate_shmem(handle, "cell:1:a", sizeof(Cell), NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
    handle->allocate_shmem(handle, "cell:1:b", sizeof(Cell), NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

/* Resets whichever memory it is asked for. */
void cell_reset(const char *name)
{
    Cell *cell = dynpgext_lookup_shmem(name);

    if (cell != NULL)
        *cell = (Cell) {0};
}

int cell_value(void)
{
    Cell *cell = dynpgext_lookup_shmem("cell:1:a");

    return cell ? cell->value : -1;
}
