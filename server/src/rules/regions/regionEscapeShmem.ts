import type { Escape } from "../../flow/regions/regionEvent";
import { isBorneOut } from "../helpers/regionGlobal";
import { regionStory } from "../helpers/regionStory";
import type { FunctionRule } from "../rule";

export const regionEscapeShmem: FunctionRule = {
  id: "region-escape-shmem",
  pack: "regions",
  scope: "function",
  severity: "error",
  stage: "preview",
  since: "0.1.0",
  title: "Pointer to memory of one process is stored in shared memory",
  sources: [
    "src/backend/storage/ipc/shmem.c, header comment, REL_15_STABLE: shared memory is mapped at the same address in every process; other memory is not",
    "dynpgext.h, dynpgext_lookup_shmem, January and February 2024",
  ],
  why: "Shared memory is seen by every process, but `palloc`, `malloc` and the stack are memory of this one. Another backend that follows the pointer reads its own memory at that address, or none at all, and its crash restarts the whole cluster. The process that stored it sees the right value, so a test with one session passes. And the memory ends with its context while the pointer stays.",
  fix: "Store the bytes, not the pointer: an array in the shared struct (`strlcpy(entry->name, name, NAMEDATALEN)`), or memory that is shared itself (`ShmemAlloc` at start, a DSA area later) with offsets or `dsa_pointer`.",
  limits:
    "Reported when both are certain: that the struct is in shared memory (`ShmemInitStruct`, `dynpgext_lookup_shmem`, DSM, or a variable that the library only assigns from them), and that the pointer is to private memory.",
  examples: [
    {
      title: "A copied string in a shared struct",
      bad: `#include "postgres.h"
#include "fmgr.h"
#include "storage/lwlock.h"
#include "storage/shmem.h"

PG_MODULE_MAGIC;

typedef struct Board
{
	char	   *title;
} Board;

void		set_title(const char *title);

void
set_title(const char *title)
{
	bool		found;
	Board	   *board;

	LWLockAcquire(AddinShmemInitLock, LW_EXCLUSIVE);
	board = ShmemInitStruct("board", sizeof(Board), &found);
	board->title = pstrdup(title);
	// <----------------------------- memory of this process
	LWLockRelease(AddinShmemInitLock);
}
`,
      good: `#include "postgres.h"
#include "fmgr.h"
#include "storage/lwlock.h"
#include "storage/shmem.h"

PG_MODULE_MAGIC;

typedef struct Board
{
	char		title[NAMEDATALEN];
} Board;

void		set_title(const char *title);

void
set_title(const char *title)
{
	bool		found;
	Board	   *board;

	LWLockAcquire(AddinShmemInitLock, LW_EXCLUSIVE);
	board = ShmemInitStruct("board", sizeof(Board), &found);
	strlcpy(board->title, title, sizeof(board->title));
	LWLockRelease(AddinShmemInitLock);
}
`,
    },
    {
      title: "Memory that no other session has",
      bad: `#include "postgres.h"
#include "fmgr.h"
#include "storage/lwlock.h"
#include "storage/shmem.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(set_mark);
PG_FUNCTION_INFO_V1(get_mark);

#define MARKS (64 * 1024 * 1024)

typedef struct Board
{
	char	   *marks;
} Board;

static Board *board = NULL;

static void
attach_board(void)
{
	bool		found;

	LWLockAcquire(AddinShmemInitLock, LW_EXCLUSIVE);
	board = ShmemInitStruct("board of marks", sizeof(Board), &found);
	LWLockRelease(AddinShmemInitLock);
}

Datum
set_mark(PG_FUNCTION_ARGS)
{
	attach_board();
	board->marks = MemoryContextAlloc(TopMemoryContext, MARKS);
	// <---------------------------------------------------------- memory of this process
	board->marks[0] = 'x';
	PG_RETURN_VOID();
}

Datum
get_mark(PG_FUNCTION_ARGS)
{
	attach_board();
	PG_RETURN_CHAR(board->marks[0]);
}
`,
      good: `#include "postgres.h"
#include "fmgr.h"
#include "storage/lwlock.h"
#include "storage/shmem.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(set_mark);
PG_FUNCTION_INFO_V1(get_mark);

typedef struct Board
{
	char		marks[100];
} Board;

static Board *board = NULL;

static void
attach_board(void)
{
	bool		found;

	LWLockAcquire(AddinShmemInitLock, LW_EXCLUSIVE);
	board = ShmemInitStruct("board of marks", sizeof(Board), &found);
	LWLockRelease(AddinShmemInitLock);
}

Datum
set_mark(PG_FUNCTION_ARGS)
{
	attach_board();
	board->marks[0] = 'x';
	PG_RETURN_VOID();
}

Datum
get_mark(PG_FUNCTION_ARGS)
{
	attach_board();
	PG_RETURN_CHAR(board->marks[0]);
}
`,
      proof: {
        script: `CREATE FUNCTION set_mark() RETURNS void AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE;
CREATE FUNCTION get_mark() RETURNS "char" AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE;`,
        run: `SELECT set_mark();`,
        runElsewhere: `SELECT get_mark();`,
        bad: "the server crashes",
        good: "x",
      },
    },
  ],
  check(view, report) {
    for (const event of view.regions.events) {
      if (event.kind !== "escape" || event.to !== "shared") continue;
      if (!isBorneOut(view, event.provided)) continue;
      const { site, target, value, holder } = event;
      const opened = holder?.openedAt;
      report({
        at: site,
        message: `\`${target}\` is in shared memory, but ${privateText(event)} is memory of this process: no other can read it`,
        related: [
          ...(opened ? [{ site: opened, message: "the shared memory comes from here" }] : []),
          ...regionStory({ value, last: { site, message: "stored in shared memory here" } }),
        ],
      });
    }
  },
};

function privateText({ value }: Escape): string {
  switch (value.region?.kind) {
    case "stack":
      return `\`${value.text.replace(/^&/u, "")}\` on the stack`;
    case "heap":
      return `what ${value.allocator ?? "malloc"} gives`;
    case "entry":
    case "spi":
    case "created":
    case "wellKnown":
    case "given":
    case "static":
    case "shared":
    case "pin":
    case undefined:
      return value.allocator === undefined ? `\`${value.text}\`` : `what ${value.allocator} allocates`;
  }
}
