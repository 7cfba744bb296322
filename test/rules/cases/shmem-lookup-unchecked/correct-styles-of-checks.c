#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

typedef struct Board
{
	slock_t		mutex;
	int			entries;
	char		title[64];
} Board;

#define BOARD_NAME "board:1.4:main"
#define REQUIRE(ptr, what) \
	do { \
		if ((ptr) == NULL) \
			ereport(ERROR, (errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE), errmsg("%s is missing", (what)))); \
	} while (0)

static Board *board = NULL;

static void
init_board(void *ptr, void *data)
{
	Board	   *b = ptr;

	SpinLockInit(&b->mutex);
	b->entries = 0;
	b->title[0] = '\0';
}

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, BOARD_NAME, sizeof(Board), init_board, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

static bool
attach_board(void)
{
	if (board != NULL)
		return true;
	board = dynpgext_lookup_shmem(BOARD_NAME);
	return board != NULL;
}

static Board *
need_board(void)
{
	Board	   *result = dynpgext_lookup_shmem(BOARD_NAME);

	REQUIRE(result, "the board");
	return result;
}

/* A lock on what is certainly there, and a size that is not evaluated. */
PG_FUNCTION_INFO_V1(board_entries);
Datum
board_entries(PG_FUNCTION_ARGS)
{
	int			entries;
	char		title[lengthof(((Board *) 0)->title)];

	if (!attach_board())
		PG_RETURN_NULL();
	SpinLockAcquire(&board->mutex);
	entries = board->entries;
	strlcpy(title, board->title, sizeof(board->title));
	SpinLockRelease(&board->mutex);
	PG_RETURN_INT32(entries);
}

PG_FUNCTION_INFO_V1(board_clear);
Datum
board_clear(PG_FUNCTION_ARGS)
{
	need_board()->entries = 0;
	PG_RETURN_VOID();
}

PG_FUNCTION_INFO_V1(board_add);
Datum
board_add(PG_FUNCTION_ARGS)
{
	Board	   *mine;
	bool		found;

	mine = (Board *) dynpgext_lookup_shmem(BOARD_NAME);
	found = mine != NULL && mine->entries < 100;
	if (!found)
		goto done;
	mine->entries++;
done:
	PG_RETURN_BOOL(found);
}

/* Only compared, stored and handed on: nothing is dereferenced. */
PG_FUNCTION_INFO_V1(board_exists);
Datum
board_exists(PG_FUNCTION_ARGS)
{
	void	   *memory = dynpgext_lookup_shmem(BOARD_NAME);

	elog(DEBUG1, "the board is at %p", memory);
	PG_RETURN_BOOL(memory != NULL);
}
