#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(fetch);

struct build
{
	StringInfoData text;
	char	   *data;
};

char *before(int n);
char *switched(int n);
char *unwrapped(int n);
char *field(struct build *build);
char *anew(int n);
char *taken(StringInfo given);
void fill(StringInfo into);
char *filled(void);

Datum
fetch(PG_FUNCTION_ARGS)
{
	StringInfoData q;
	text	   *result;

	SPI_connect();
	initStringInfo(&q);
	appendStringInfo(&q, "select %d", PG_GETARG_INT32(0));
	if (SPI_execute(q.data, true, 0) < 0)
		elog(ERROR, "failed");
	resetStringInfo(&q);
	SPI_finish();
	/* Another string by the same name. */
	initStringInfo(&q);
	appendStringInfoString(&q, "done");
	result = cstring_to_text(q.data);
	pfree(q.data);
	PG_RETURN_TEXT_P(result);
}

/* It stays where it was begun, however it grows. */
char *
before(int n)
{
	StringInfoData q;

	initStringInfo(&q);
	SPI_connect();
	appendStringInfo(&q, "select %d", n);
	SPI_execute(q.data, true, 0);
	appendStringInfoString(&q, SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1));
	SPI_finish();
	return q.data;
}

char *
switched(int n)
{
	MemoryContext caller = CurrentMemoryContext;
	MemoryContext old;
	StringInfo	s;
	char	   *text;

	SPI_connect();
	old = MemoryContextSwitchTo(caller);
	s = makeStringInfo();
	MemoryContextSwitchTo(old);
	appendStringInfo(s, "%d", n);
	text = s->data;
	SPI_finish();
	return text;
}

/* The struct goes, the text stays. */
char *
unwrapped(int n)
{
	StringInfo	s = makeStringInfo();
	char	   *text;

	appendStringInfo(s, "%d", n);
	text = s->data;
	pfree(s);
	return text;
}

/* A field of the same name beside the string. */
char *
field(struct build *build)
{
	build->data = pstrdup("caller's");
	SPI_connect();
	initStringInfo(&build->text);
	appendStringInfoString(&build->text, "select 1");
	SPI_execute(build->text.data, true, 0);
	SPI_finish();
	return build->data;
}

/* Begun again in the caller's memory, on one way. */
char *
anew(int n)
{
	StringInfoData q;

	SPI_connect();
	initStringInfo(&q);
	SPI_execute(q.data, true, 0);
	SPI_finish();
	if (n > 0)
		initStringInfo(&q);
	else
		q.data = pstrdup("none");
	return q.data;
}

char *
taken(StringInfo given)
{
	char	   *text;

	SPI_connect();
	appendStringInfoString(given, "select 1");
	SPI_execute(given->data, true, 0);
	text = given->data;
	SPI_finish();
	return text;
}

void
fill(StringInfo into)
{
	into->data = MemoryContextStrdup(TopMemoryContext, "x");
}

char *
filled(void)
{
	StringInfoData q;

	SPI_connect();
	initStringInfo(&q);
	fill(&q);
	SPI_finish();
	return q.data;
}
