#include "postgres.h"
#include "fmgr.h"
#include "access/xact.h"
#include "nodes/bitmapset.h"
#include "nodes/pg_list.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(switched);
PG_FUNCTION_INFO_V1(first_elsewhere);
PG_FUNCTION_INFO_V1(first_switched);
PG_FUNCTION_INFO_V1(emptied);
PG_FUNCTION_INFO_V1(emptied_by_callback);
PG_FUNCTION_INFO_V1(by_address);
PG_FUNCTION_INFO_V1(local_list);
PG_FUNCTION_INFO_V1(through_helper);

static List *of_transaction = NIL;
static List *given = NIL;

Datum
switched(PG_FUNCTION_ARGS)
{
	static List *seen = NIL;
	MemoryContext old = MemoryContextSwitchTo(TopMemoryContext);

	seen = lappend_int(seen, PG_GETARG_INT32(0));
	MemoryContextSwitchTo(old);
	PG_RETURN_INT32(list_length(seen));
}

/* A list grows in the context in which it was made. */
Datum
first_elsewhere(PG_FUNCTION_ARGS)
{
	static List *seen = NIL;

	if (seen == NIL)
	{
		MemoryContext old = MemoryContextSwitchTo(TopMemoryContext);

		seen = list_make1_int(PG_GETARG_INT32(0));
		MemoryContextSwitchTo(old);
	}
	else
		seen = lappend_int(seen, PG_GETARG_INT32(0));
	PG_RETURN_INT32(list_length(seen));
}

Datum
first_switched(PG_FUNCTION_ARGS)
{
	static List *seen = NIL;
	static bool is_first = true;
	MemoryContext old = NULL;

	if (is_first)
		old = MemoryContextSwitchTo(TopMemoryContext);
	seen = lappend_int(seen, PG_GETARG_INT32(0));
	if (is_first)
		MemoryContextSwitchTo(old);
	is_first = false;
	PG_RETURN_INT32(list_length(seen));
}

Datum
emptied(PG_FUNCTION_ARGS)
{
	static List *seen;
	int			i;
	int			length;

	for (i = 0; i < PG_GETARG_INT32(0); i++)
		seen = lappend_int(seen, i);
	length = list_length(seen);
	list_free(seen);
	seen = NIL;
	PG_RETURN_INT32(length);
}

static void
at_end(XactEvent event, void *arg)
{
	of_transaction = NIL;
}

Datum
emptied_by_callback(PG_FUNCTION_ARGS)
{
	RegisterXactCallback(at_end, NULL);
	of_transaction = lappend_int(of_transaction, PG_GETARG_INT32(0));
	PG_RETURN_INT32(list_length(of_transaction));
}

static void
clear(List **list)
{
	*list = NIL;
}

Datum
by_address(PG_FUNCTION_ARGS)
{
	static List *seen;

	seen = lappend_int(seen, PG_GETARG_INT32(0));
	clear(&seen);
	PG_RETURN_VOID();
}

Datum
local_list(PG_FUNCTION_ARGS)
{
	List	   *seen = NIL;
	Bitmapset  *members = NULL;

	seen = lappend_int(seen, PG_GETARG_INT32(0));
	members = bms_add_member(members, list_length(seen));
	PG_RETURN_INT32(bms_num_members(members));
}

static MemoryContext
enter(void)
{
	return MemoryContextSwitchTo(TopMemoryContext);
}

Datum
through_helper(PG_FUNCTION_ARGS)
{
	MemoryContext old = enter();

	given = lappend_int(given, PG_GETARG_INT32(0));
	MemoryContextSwitchTo(old);
	PG_RETURN_INT32(list_length(given));
}
