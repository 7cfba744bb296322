#include "postgres.h"
#include "fmgr.h"
#include "postmaster/bgworker.h"
#include "storage/lwlock.h"
#include "dynpgext.h"
#include "framework.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

typedef struct Board { int version; int entries[16]; } Board;

static void init_board(void *ptr, void *data) { memset(ptr, 0, sizeof(Board)); }

/* The lock is not in the memory, and taken two calls away. */
static void enter(void) { LWLockAcquire(&(GetNamedLWLockTranche("board"))->lock, LW_EXCLUSIVE); }
static void leave(void) { LWLockRelease(&(GetNamedLWLockTranche("board"))->lock); }

static void with_lock(Board *board, void (*body)(Board *))
{
    enter();
    body(board);
    leave();
}

static void advance(Board *board) { board->version++; }
static void reset(Board *board) { board->version = 0; }

PGDLLEXPORT void board_main(Datum arg)
{
    Board *board = dynpgext_lookup_shmem("board:1:all");

    BackgroundWorkerUnblockSignals();
    if (board != NULL)
        with_lock(board, advance);
}

void board_reset(void)
{
    Board *board = dynpgext_lookup_shmem("board:1:all");

    if (board != NULL)
        with_lock(board, reset);
}

void _Dynpgext_init(const dynpgext_handle *handle)
{
    BackgroundWorker w = {.bgw_name = "board", .bgw_flags = BGWORKER_SHMEM_ACCESS, .bgw_restart_time = BGW_NEVER_RESTART};

    w.bgw_start_time = BgWorkerStart_ConsistentState;
    strlcpy(w.bgw_library_name, handle->library_name, BGW_MAXLEN);
    strlcpy(w.bgw_function_name, "board_main", BGW_MAXLEN);
    handle->allocate_shmem(handle, "board:1:all", sizeof(Board), init_board, NULL, DYNPGEXT_SCOPE_GLOBAL);
    handle->register_bgworker(handle, &w, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
