-- Makefile --
MODULE_big = pair
OBJS = main.o text.o
PGXS := $(shell pg_config --pgxs)
include $(PGXS)
-- text.h --
extern char *make_label(int number);
extern void leave(MemoryContext context);
-- text.c --
#include "postgres.h"
#include "utils/memutils.h"
#include "text.h"

char *
make_label(int number)
{
	char	   *label = palloc(32);

	snprintf(label, 32, "label %d", number);
	return label;
}

void
leave(MemoryContext context)
{
	if (context == NULL)
		elog(ERROR, "no context");
	MemoryContextDelete(context);
}
-- main.c --
#include "postgres.h"
#include "fmgr.h"
#include "utils/memutils.h"
#include "text.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(label_size);

Datum
label_size(PG_FUNCTION_ARGS)
{
	MemoryContext mine = AllocSetContextCreate(CurrentMemoryContext, "mine", ALLOCSET_SMALL_SIZES);
	MemoryContext before = MemoryContextSwitchTo(mine);
	char	   *label = make_label(PG_GETARG_INT32(0));

	MemoryContextSwitchTo(before);
	leave(mine);
	PG_RETURN_INT32(strlen(label));
	//                     ^^^^^ after leave closed context "mine"
}
