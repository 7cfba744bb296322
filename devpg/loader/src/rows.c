/*
 * rows.c: sets of rows.
 */
#include "loader.h"

#include "catalog/pg_type.h"
#include "commands/dbcommands.h"
#include "utils/builtins.h"
#include "utils/timestamp.h"

#include "rows.h"

LoaderRows
begin_rows(FunctionCallInfo fcinfo)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	MemoryContext before;
	LoaderRows		rows;

	if (result == NULL || !IsA(result, ReturnSetInfo) || !(result->allowedModes & SFRM_Materialize))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("set-valued function called in context that cannot accept a set")));
	before = MemoryContextSwitchTo(result->econtext->ecxt_per_query_memory);
	if (get_call_result_type(fcinfo, NULL, &rows.shape) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	rows.shape = CreateTupleDescCopy(rows.shape);
	rows.store = tuplestore_begin_heap((result->allowedModes & SFRM_Materialize_Random) != 0, false, work_mem);
	result->returnMode = SFRM_Materialize;
	result->setResult = rows.store;
	result->setDesc = rows.shape;
	MemoryContextSwitchTo(before);
	return rows;
}

static void
add(LoaderRow *row, Datum value, bool isnull)
{
	LoaderCheck(row->count < MOST_COLUMNS);
	row->values[row->count] = value;
	row->nulls[row->count++] = isnull;
}

void
add_null(LoaderRow *row)
{
	add(row, (Datum) 0, true);
}

void
add_text(LoaderRow *row, const char *text)
{
	if (text == NULL || text[0] == '\0')
		add_null(row);
	else
		add(row, CStringGetTextDatum(text), false);
}

void
add_int(LoaderRow *row, int32 number)
{
	add(row, Int32GetDatum(number), false);
}

void
add_big(LoaderRow *row, int64 number)
{
	add(row, Int64GetDatum(number), false);
}

void
add_bool(LoaderRow *row, bool truth)
{
	add(row, BoolGetDatum(truth), false);
}

void
add_time(LoaderRow *row, int64 time)
{
	add(row, TimestampTzGetDatum(time), time == 0);
}

void
add_database(LoaderRow *row, Oid database)
{
	char	   *name = OidIsValid(database) ? get_database_name(database) : NULL;

	if (name == NULL)
		add_null(row);
	else
		add(row, DirectFunctionCall1(namein, CStringGetDatum(name)), false);
	add(row, ObjectIdGetDatum(database), !OidIsValid(database));
}

void
put_row(LoaderRows *rows, LoaderRow *row)
{
	LoaderCheck(row->count == rows->shape->natts);
	tuplestore_putvalues(rows->store, rows->shape, row->values, row->nulls);
	row->count = 0;
}
