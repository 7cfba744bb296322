/** Shapes that are right although they look like a fault about memory regions: each several times, in different words. */
export const silentShapes: Readonly<Record<string, readonly string[]>> = {
  "a variable that is assigned anew after the close": [
    `
char *f(void)
{
	char *name;
	SPI_connect();
	name = pstrdup("inner");
	SPI_finish();
	name = pstrdup("outer");
	return name;
}`,
    `
int f(MemoryContext parent)
{
	MemoryContext work = AllocSetContextCreate(parent, "work", ALLOCSET_DEFAULT_SIZES);
	char *text = MemoryContextStrdup(work, "inner");
	int length = strlen(text);
	MemoryContextDelete(work);
	text = NULL;
	if (length > 3)
		text = "static";
	return text ? (int) strlen(text) : 0;
}`,
    `
static char *last = NULL;
void f(const char *key)
{
	if (last)
		pfree(last);
	last = MemoryContextStrdup(TopMemoryContext, key);
	elog(DEBUG1, "%s", last);
}`,
  ],
  "a second pair of SPI_connect and SPI_finish": [
    `
int f(void)
{
	int rows;
	SPI_connect();
	SPI_execute("SELECT 1", true, 0);
	rows = SPI_processed;
	SPI_finish();
	SPI_connect();
	SPI_execute("SELECT 2", true, 0);
	rows += SPI_processed;
	SPI_finish();
	return rows;
}`,
    `
void f(void)
{
	char *text;
	SPI_connect();
	text = pstrdup("one");
	elog(DEBUG1, "%s", text);
	SPI_finish();
	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	text = pstrdup("two");
	elog(DEBUG1, "%s", text);
	SPI_finish();
}`,
    `
void f(int turns)
{
	for (int i = 0; i < turns; i++)
	{
		char *command;
		SPI_connect();
		command = psprintf("SELECT %d", i);
		SPI_execute(command, true, 0);
		SPI_finish();
	}
}`,
  ],
  "DatumGetInt32 of SPI_getbinval": [
    `
int f(void)
{
	bool isnull;
	int value;
	SPI_connect();
	SPI_execute("SELECT count(*)::int FROM t", true, 1);
	value = DatumGetInt32(SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &isnull));
	SPI_finish();
	return value;
}`,
    `
Datum f(PG_FUNCTION_ARGS)
{
	bool isnull;
	Datum datum;
	int64 value;
	SPI_connect();
	SPI_execute("SELECT count(*) FROM t", true, 1);
	datum = SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &isnull);
	value = DatumGetInt64(datum);
	SPI_finish();
	PG_RETURN_INT64(value);
}`,
    `
bool f(bool *known, Oid *owner)
{
	bool isnull = true;
	SPI_connect();
	if (SPI_execute("SELECT owner FROM t", true, 1) == SPI_OK_SELECT && SPI_processed > 0)
		*owner = DatumGetObjectId(SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &isnull));
	*known = !isnull;
	SPI_finish();
	return *known;
}`,
  ],
  "a result from SPI_palloc": [
    `
char *f(const char *text)
{
	char *copy;
	SPI_connect();
	copy = SPI_palloc(strlen(text) + 1);
	strcpy(copy, text);
	SPI_finish();
	return copy;
}`,
    `
Datum f(PG_FUNCTION_ARGS)
{
	text *result;
	int32 size = PG_GETARG_INT32(0);
	SPI_connect();
	result = (text *) SPI_palloc(VARHDRSZ + size);
	SET_VARSIZE(result, VARHDRSZ + size);
	memset(VARDATA(result), 'x', size);
	SPI_finish();
	PG_RETURN_TEXT_P(result);
}`,
    `
void f(char **first, HeapTuple *row)
{
	SPI_connect();
	*first = SPI_palloc(10);
	SPI_execute("SELECT max(a) FROM t", true, 1);
	*row = SPI_copytuple(SPI_tuptable->vals[0]);
	SPI_finish();
}`,
  ],
  "a copy made in the context of the caller": [
    `
char *f(void)
{
	MemoryContext caller = CurrentMemoryContext;
	MemoryContext old;
	char *copy;
	SPI_connect();
	SPI_execute("SELECT max(name) FROM t", true, 1);
	old = MemoryContextSwitchTo(caller);
	copy = SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);
	MemoryContextSwitchTo(old);
	SPI_finish();
	return copy;
}`,
    `
List *f(MemoryContext parent)
{
	MemoryContext saved = CurrentMemoryContext;
	MemoryContext work = AllocSetContextCreate(parent, "work", ALLOCSET_DEFAULT_SIZES);
	List *result;
	char *word;
	MemoryContextSwitchTo(work);
	word = psprintf("%d", 1);
	MemoryContextSwitchTo(saved);
	result = list_make1(pstrdup(word));
	MemoryContextDelete(work);
	return result;
}`,
    `
char *f(void)
{
	MemoryContext caller = CurrentMemoryContext;
	char *name, *copy;
	SPI_connect();
	name = psprintf("%d", 7);
	copy = MemoryContextStrdup(caller, name);
	SPI_finish();
	return copy;
}`,
  ],
  "elog(ERROR) on the bad path": [
    `
void f(void)
{
	SPI_connect();
	if (SPI_execute("SELECT 1", true, 0) != SPI_OK_SELECT)
		elog(ERROR, "it failed");
	SPI_finish();
}`,
    `
int f(int kind)
{
	MemoryContext old = MemoryContextSwitchTo(TopMemoryContext);
	switch (kind)
	{
		case 0:
			break;
		default:
			ereport(ERROR, (errcode(ERRCODE_INTERNAL_ERROR), errmsg("unknown kind")));
	}
	MemoryContextSwitchTo(old);
	return kind;
}`,
    `
static void complain(const char *what)
{
	ereport(ERROR, (errmsg("%s", what)));
}
void f(const char *command)
{
	int rc;
	SPI_connect();
	rc = SPI_execute(command, false, 0);
	if (rc < 0)
		complain(command);
	SPI_finish();
}`,
  ],
  "a return where SPI_connect failed": [
    `
bool f(void)
{
	if (SPI_connect() != SPI_OK_CONNECT)
		return false;
	SPI_finish();
	return true;
}`,
    `
int f(void)
{
	int rc = SPI_connect();
	if (rc != SPI_OK_CONNECT)
		return rc;
	rc = SPI_execute("SELECT 1", true, 0);
	SPI_finish();
	return rc;
}`,
    `
int f(void)
{
	int ret;
	if ((ret = SPI_connect()) < 0)
	{
		elog(WARNING, "SPI_connect returned %d", ret);
		return 0;
	}
	return SPI_finish() == SPI_OK_FINISH;
}`,
  ],
  "a helper that always finishes": [
    `
static void done(void)
{
	SPI_finish();
}
int f(void)
{
	SPI_connect();
	if (SPI_execute("SELECT 1", true, 0) < 0)
	{
		done();
		return -1;
	}
	done();
	return 0;
}`,
    `
static int done(int result)
{
	if (result < 0)
		elog(WARNING, "%d", result);
	if (SPI_finish() != SPI_OK_FINISH)
		elog(ERROR, "SPI_finish failed");
	return result;
}
int f(void)
{
	SPI_connect();
	if (SPI_execute("SELECT 1", true, 0) < 0)
		return done(-1);
	return done(0);
}`,
    `
-- close.c --
#include "postgres.h"
void close_spi(void)
{
	SPI_finish();
}
-- use.c --
#include "postgres.h"
extern void close_spi(void);
int f(void)
{
	SPI_connect();
	SPI_execute("SELECT 1", true, 0);
	close_spi();
	return 0;
}`,
  ],
  "a static assigned in _PG_init": [
    `
static char *prefix = NULL;
void _PG_init(void)
{
	prefix = pstrdup("shop");
}`,
    `
static List *names = NIL;
static char *banner;
void _PG_init(void)
{
	if (names == NIL)
	{
		names = lappend(names, pstrdup("one"));
		banner = psprintf("%d names", list_length(names));
	}
}`,
    `
typedef struct Settings { char *name; int *sizes; } Settings;
static Settings settings;
static void fill(void)
{
	settings.name = pstrdup("x");
	settings.sizes = palloc0(10 * sizeof(int));
}
void _PG_init(void)
{
	fill();
}`,
  ],
  "a context restored in both branches, or after a loop with break": [
    `
void f(bool which, MemoryContext other)
{
	MemoryContext old = MemoryContextSwitchTo(other);
	if (which)
	{
		elog(DEBUG1, "one");
		MemoryContextSwitchTo(old);
	}
	else
		MemoryContextSwitchTo(old);
}`,
    `
int f(List *items, MemoryContext other)
{
	MemoryContext old = MemoryContextSwitchTo(other);
	ListCell *lc;
	int seen = 0;
	foreach(lc, items)
	{
		if (lfirst(lc) == NULL)
			break;
		seen++;
	}
	MemoryContextSwitchTo(old);
	return seen;
}`,
    `
int f(int limit)
{
	MemoryContext old = MemoryContextSwitchTo(TopMemoryContext);
	for (;;)
	{
		if (limit-- < 0)
			break;
		if (limit == 7)
		{
			MemoryContextSwitchTo(old);
			return 7;
		}
	}
	MemoryContextSwitchTo(old);
	return limit;
}`,
  ],
  "a context of each turn, reset inside the loop": [
    `
void f(int turns, MemoryContext parent)
{
	MemoryContext turn = AllocSetContextCreate(parent, "turn", ALLOCSET_SMALL_SIZES);
	for (int i = 0; i < turns; i++)
	{
		char *text;
		MemoryContextReset(turn);
		text = MemoryContextStrdup(turn, "x");
		elog(DEBUG1, "%s", text);
	}
	MemoryContextDelete(turn);
}`,
    `
void f(int turns)
{
	MemoryContext turn = AllocSetContextCreate(CurrentMemoryContext, "turn", ALLOCSET_SMALL_SIZES);
	MemoryContext old = MemoryContextSwitchTo(turn);
	char *text = NULL;
	while (turns-- > 0)
	{
		text = psprintf("%d", turns);
		elog(DEBUG1, "%s", text);
		MemoryContextReset(turn);
	}
	MemoryContextSwitchTo(old);
	MemoryContextDelete(turn);
}`,
    `
int f(List *rows)
{
	MemoryContext row = AllocSetContextCreate(CurrentMemoryContext, "row", ALLOCSET_DEFAULT_SIZES);
	ListCell *lc;
	int total = 0;
	foreach(lc, rows)
	{
		MemoryContext old = MemoryContextSwitchTo(row);
		StringInfoData text;
		initStringInfo(&text);
		appendStringInfoString(&text, (char *) lfirst(lc));
		total += text.len;
		MemoryContextSwitchTo(old);
		MemoryContextReset(row);
	}
	MemoryContextDelete(row);
	return total;
}`,
  ],
  "a value printed by the ereport(ERROR) that ends the path before the close": [
    `
void f(void)
{
	char *name;
	SPI_connect();
	name = pstrdup("x");
	if (name[0] == 'x')
		ereport(ERROR, (errmsg("%s is no name", name)));
	SPI_finish();
}`,
    `
void f(Oid relation)
{
	HeapTuple tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(relation));
	Form_pg_class form;
	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for relation %u", relation);
	form = (Form_pg_class) GETSTRUCT(tuple);
	if (form->relkind != 'r')
		elog(ERROR, "%s is not a table", NameStr(form->relname));
	ReleaseSysCache(tuple);
}`,
    `
void f(const char *given)
{
	MemoryContext work = AllocSetContextCreate(CurrentMemoryContext, "work", ALLOCSET_DEFAULT_SIZES);
	char *copy = MemoryContextStrdup(work, given);
	if (strlen(copy) > 10)
	{
		elog(ERROR, "\\"%s\\" is too long", copy);
		MemoryContextDelete(work);
	}
	MemoryContextDelete(work);
}`,
  ],
};
