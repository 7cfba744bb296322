/*
 * debuggee.c: what the tests of the debugger's modules look at.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "fmgr.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "nodes/bitmapset.h"
#include "nodes/makefuncs.h"
#include "nodes/pg_list.h"
#include "utils/builtins.h"
#include "utils/hsearch.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/timestamp.h"
#include "access/table.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(look);
PG_FUNCTION_INFO_V1(divide);
PG_FUNCTION_INFO_V1(divide_or_null);
PG_FUNCTION_INFO_V1(crash);
PG_FUNCTION_INFO_V1(crash_below);

typedef struct Garbage
{
	text	   *words;
	List	   *list;
	Node	   *node;
	Bitmapset  *set;
	HTAB	   *table;
	MemoryContext context;
	HeapTuple	row;
	TupleDesc	columns;
	StringInfo	buffer;
	Relation	relation;
} Garbage;

static HTAB *
make_table(void)
{
	HASHCTL		control;
	HTAB	   *table;

	memset(&control, 0, sizeof(control));
	control.keysize = sizeof(int);
	control.entrysize = 24;
	control.hcxt = CurrentMemoryContext;
	table = hash_create("visits", 16, &control, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
	for (int key = 0; key < 3; key++)
		(void) hash_search(table, &key, HASH_ENTER, NULL);
	return table;
}

static TupleDesc
make_columns(void)
{
	TupleDesc	columns = CreateTemplateTupleDesc(2);

	TupleDescInitEntry(columns, 1, "id", INT4OID, -1, 0);
	TupleDescInitEntry(columns, 2, "title", TEXTOID, -1, 0);
	return columns;
}

/* look(words text, bytes bytea, number int, missing text, long_words text, stored text) returns int */
Datum
look(PG_FUNCTION_ARGS)
{
	text	   *words = PG_GETARG_TEXT_PP(0);
	bytea	   *bytes = PG_GETARG_BYTEA_PP(1);
	int			number = PG_GETARG_INT32(2);
	struct varlena *squeezed = (struct varlena *) PG_GETARG_POINTER(4);
	struct varlena *stored = (struct varlena *) PG_GETARG_POINTER(5);
	text	   *nothing = NULL;
	Datum		by_value = Int32GetDatum(-7);
	Datum		by_reference = PointerGetDatum(cstring_to_text("by reference"));
	NameData	name;
	StringInfoData buffer;
	List	   *numbers = list_make3_int(1, 2, 3);
	List	   *oids = list_make2_oid(INT4OID, TEXTOID);
	List	   *nodes = list_make2(makeInteger(42), makeString(pstrdup("a string")));
	List	   *no_list = NIL;
	Node	   *node = (Node *) makeVar(1, 2, INT4OID, -1, InvalidOid, 0);
	Bitmapset  *members = bms_add_member(bms_add_member(bms_make_singleton(3), 64), 200);
	HTAB	   *table = make_table();
	TupleDesc	columns = make_columns();
	Datum		values[2] = {Int32GetDatum(1), (Datum) 0};
	bool		nulls[2] = {false, true};
	HeapTuple	row = heap_form_tuple(columns, values, nulls);
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "my context", ALLOCSET_SMALL_SIZES);
	MemoryContext child = AllocSetContextCreate(context, "below it", ALLOCSET_DEFAULT_SIZES);
	Relation	relation = table_open(1259, AccessShareLock);
	TimestampTz moment = 812345678901234;
	Garbage		garbage;

	namestrcpy(&name, "a name");
	initStringInfo(&buffer);
	appendStringInfoString(&buffer, "built \"piece\" by piece");
	(void) MemoryContextAlloc(child, 100000);
	memset(&garbage, 0x7f, sizeof(garbage));
	garbage.node = (Node *) &name;
	garbage.list = (List *) (((char *) columns) + 1);
	garbage.context = (MemoryContext) &buffer;
	garbage.table = (HTAB *) row;
	garbage.columns = (TupleDesc) row->t_data;

	number += list_length(numbers);	/* stop here */
	(void) words; (void) bytes; (void) squeezed; (void) stored; (void) nothing; (void) by_value; (void) by_reference;
	(void) oids; (void) nodes; (void) no_list; (void) node; (void) members; (void) table; (void) moment; (void) garbage;
	table_close(relation, AccessShareLock);
	MemoryContextDelete(context);
	PG_RETURN_INT32(number);
}

static int
divided(int by)
{
	if (by < 0)
		ereport(NOTICE, (errmsg("a negative number: %d", by)));
	if (by == 0)
		ereport(ERROR,
				(errcode(ERRCODE_DIVISION_BY_ZERO),
				 errmsg("nothing is divided by %d", by),
				 errdetail("It was asked for."),
				 errhint("Take another number.")));
	return 100 / by;
}

/* divide(by int) returns int */
Datum
divide(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(divided(PG_GETARG_INT32(0)));
}

/* divide_or_null(by int) returns int */
Datum
divide_or_null(PG_FUNCTION_ARGS)
{
	volatile int result = 0;
	volatile bool failed = false;
	MemoryContext before = CurrentMemoryContext;

	PG_TRY();
	{
		result = divided(PG_GETARG_INT32(0));
	}
	PG_CATCH();
	{
		MemoryContextSwitchTo(before);
		FlushErrorState();
		failed = true;
	}
	PG_END_TRY();
	if (failed)
		PG_RETURN_NULL();
	PG_RETURN_INT32(result);
}

static int
read_through(const int *pointer)
{
	return *pointer;
}

/* crash() returns int */
Datum
crash(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(read_through((const int *) 0x7b));
}

/* crash_below() returns int: runs out of stack */
static int
deeper(volatile char *above, int depth)
{
	volatile char here[65536];

	if (depth == 1 << 30)
		return 0;
	here[0] = above[0];
	return deeper(here, depth + 1) + here[1];
}

Datum
crash_below(PG_FUNCTION_ARGS)
{
	volatile char top[1] = {1};

	PG_RETURN_INT32(deeper(top, 0));
}
