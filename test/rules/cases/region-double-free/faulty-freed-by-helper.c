#include "postgres.h"
#include "fmgr.h"

PG_MODULE_MAGIC;

typedef struct Box { char *name; int size; } Box;

static void
free_box(Box *box)
{
	if (box->name)
		pfree(box->name);
	pfree(box);
}

int box_size(const char *name);

int
box_size(const char *name)
{
	Box		   *box = palloc0(sizeof(Box));

	box->name = pstrdup(name);
	box->size = (int) strlen(name);
	free_box(box);
	return box->size;
	//     ^^^^^^^^^ read or written after free_box has freed it
}
