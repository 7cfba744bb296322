-- board.h --
#ifndef BOARD_H
#define BOARD_H
#include "postgres.h"
#include "dynpgext.h"
#define BOARD_VERSION "2.1"
#define BOARD_CELLS "board:" BOARD_VERSION ":cells"
typedef struct Cell { int32 owner; int32 value; } Cell;
extern void share_more(const dynpgext_handle *handle);
#endif
-- board.c --
#include "board.h"
#include "fmgr.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

static void clear_cells(void *ptr, void *data) { memset(ptr, 0, sizeof(Cell)); }

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, BOARD_CELLS, sizeof(Cell) * 8, clear_cells, NULL, DYNPGEXT_SCOPE_GLOBAL);
	share_more(handle);
}
-- more.c --
#include "board.h"

static void
share(const dynpgext_handle *handle, const char *name, Size size, int flags)
{
	handle->allocate_shmem(handle, name, size, NULL, NULL, flags);
}

void
share_more(const dynpgext_handle *handle)
{
	share(handle, "board:2.1:cells", 9 * sizeof(Cell), DYNPGEXT_SCOPE_DATABASE_LOCAL);
	//            ^^^^^^^^^^^^^^^^^ already allocated with another size, scope and callback
	share(handle, "board:2.1:rows", 64, DYNPGEXT_SCOPE_GLOBAL);
	share(handle, "board:2.1:" "rows", 64, DYNPGEXT_SCOPE_GLOBAL);
	//            ^^^^^^^^^^^^^^^^^^^ already allocated: this second allocation is ignored
}

bool
board_is_ready(void)
{
	return dynpgext_lookup_shmem(BOARD_CELLS) != NULL && dynpgext_lookup_shmem("board:2.1:rows") != NULL;
}
-- board.control --
default_version = '2.1'
