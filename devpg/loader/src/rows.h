/*
 * rows.h: how an SQL function returns a set of rows.
 */
#ifndef ROWS_H
#define ROWS_H

#include "fmgr.h"
#include "funcapi.h"
#include "utils/tuplestore.h"

typedef struct Rows
{
	Tuplestorestate *store;
	TupleDesc	shape;
} Rows;

/* Prepares the result; raises an error where a set is not expected. */
extern Rows begin_rows(FunctionCallInfo fcinfo);

/* One row being put together, column by column. */
#define MOST_COLUMNS 16
typedef struct Row
{
	int			count;
	Datum		values[MOST_COLUMNS];
	bool		nulls[MOST_COLUMNS];
} Row;

extern void add_null(Row *row);
extern void add_text(Row *row, const char *text);	/* NULL or empty: null */
extern void add_int(Row *row, int32 number);
extern void add_big(Row *row, int64 number);
extern void add_bool(Row *row, bool truth);
extern void add_time(Row *row, int64 time); /* 0: null */
extern void add_database(Row *row, Oid database);	/* name and oid; InvalidOid: two nulls */
extern void put_row(Rows *rows, Row *row);

#endif							/* ROWS_H */
