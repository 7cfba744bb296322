#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(fetch);
char *built(int n);
char *made(int n);

Datum
fetch(PG_FUNCTION_ARGS)
{
	StringInfoData q;
	char	   *out;

	SPI_connect();
	initStringInfo(&q);
	appendStringInfo(&q, "select %d", PG_GETARG_INT32(0));
	if (SPI_execute(q.data, true, 0) < 0)
		elog(ERROR, "failed");
	SPI_finish();
	out = q.data;
	PG_RETURN_CSTRING(out);
	//                ^^^ `out` is returned after SPI_finish closed SPI region #1
}

static char *
query_text(int n)
{
	StringInfoData q;

	initStringInfo(&q);
	appendStringInfoString(&q, "select ");
	appendStringInfo(&q, "%d", n);
	return q.data;
}

char *
built(int n)
{
	char	   *text;

	SPI_connect();
	text = query_text(n);
	SPI_execute(text, true, 0);
	SPI_finish();
	return text;
	//     ^^^^ `text` is returned after SPI_finish closed
}

char *
made(int n)
{
	StringInfo	s;
	char	   *text;

	SPI_connect();
	s = makeStringInfo();
	appendStringInfo(s, "%d", n);
	text = s->data;
	SPI_finish();
	return text;
	//     ^^^^ `text` is returned after SPI_finish closed
}
