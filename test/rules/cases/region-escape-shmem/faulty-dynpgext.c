#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

typedef struct Board { char *title; int lines; } Board;

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "board:1.0:main", sizeof(Board), NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

PG_FUNCTION_INFO_V1(set_title);

Datum
set_title(PG_FUNCTION_ARGS)
{
	Board	   *board = dynpgext_lookup_shmem("board:1.0:main");

	if (board == NULL)
		elog(ERROR, "not loaded");
	board->title = pstrdup(PG_GETARG_CSTRING(0));
	// <-------------------------------------------- `board->title` is in shared memory
	board->lines = 1;
	PG_RETURN_VOID();
}
