/*
 * rows.h: how an SQL function returns a set of rows.
 */
#ifndef ROWS_H
#define ROWS_H

#include "fmgr.h"
#include "funcapi.h"
#include "utils/tuplestore.h"

typedef struct LoaderRows
{
	Tuplestorestate *store;
	TupleDesc	shape;
} LoaderRows;

/* Prepares the result; raises an error where a set is not expected. */
extern LoaderRows begin_rows(FunctionCallInfo fcinfo);

/* One row being put together, column by column. */
#define MOST_COLUMNS 16
typedef struct LoaderRow
{
	int			count;
	Datum		values[MOST_COLUMNS];
	bool		nulls[MOST_COLUMNS];
} LoaderRow;

extern void add_null(LoaderRow *row);
extern void add_text(LoaderRow *row, const char *text);	/* NULL or empty: null */
extern void add_int(LoaderRow *row, int32 number);
extern void add_big(LoaderRow *row, int64 number);
extern void add_bool(LoaderRow *row, bool truth);
extern void add_time(LoaderRow *row, int64 time); /* 0: null */
extern void add_database(LoaderRow *row, Oid database);	/* name and oid; InvalidOid: two nulls */
extern void put_row(LoaderRows *rows, LoaderRow *row);

#endif							/* ROWS_H */
