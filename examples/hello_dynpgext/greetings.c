/*
 * greetings.c: the functions that SQL can call.
 */
#include "postgres.h"

#include "fmgr.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/timestamp.h"

#include "hello_dynpgext.h"

PG_FUNCTION_INFO_V1(hello_greet);
PG_FUNCTION_INFO_V1(hello_database_greetings);
PG_FUNCTION_INFO_V1(hello_last_greeted);
PG_FUNCTION_INFO_V1(hello_cluster_greetings);
PG_FUNCTION_INFO_V1(hello_heartbeats);

/* hello.greet(name text) returns text */
Datum
hello_greet(PG_FUNCTION_ARGS)
{
	char	   *name = text_to_cstring(PG_GETARG_TEXT_PP(0));
	HelloCluster *cluster = hello_cluster();
	HelloDatabase *database = hello_database();
	char		short_name[NAMEDATALEN];
	char		word[HELLO_WORD_LENGTH];
	int			short_length;
	TimestampTz now = GetCurrentTimestamp();

	/* Cut between characters, not inside one. */
	short_length = pg_mbcliplen(name, strlen(name), NAMEDATALEN - 1);
	memcpy(short_name, name, short_length);
	short_name[short_length] = '\0';

	/* A spinlock is held for a few instructions only: no call that could raise an error. */
	SpinLockAcquire(&database->mutex);
	database->greetings++;
	database->last_greeted_at = now;
	strlcpy(database->last_greeted, short_name, sizeof(database->last_greeted));
	strlcpy(word, database->word, sizeof(word));
	SpinLockRelease(&database->mutex);

	pg_atomic_fetch_add_u64(&cluster->greetings, 1);

	PG_RETURN_TEXT_P(cstring_to_text(psprintf("%s, %s!", word, name)));
}

/* hello.database_greetings() returns bigint */
Datum
hello_database_greetings(PG_FUNCTION_ARGS)
{
	HelloDatabase *database = hello_database();
	uint64		greetings;

	SpinLockAcquire(&database->mutex);
	greetings = database->greetings;
	SpinLockRelease(&database->mutex);

	PG_RETURN_INT64((int64) greetings);
}

/* hello.last_greeted() returns text; NULL when nobody was greeted yet */
Datum
hello_last_greeted(PG_FUNCTION_ARGS)
{
	HelloDatabase *database = hello_database();
	char		name[NAMEDATALEN];
	bool		nobody;

	SpinLockAcquire(&database->mutex);
	nobody = database->last_greeted_at == 0;
	strlcpy(name, database->last_greeted, sizeof(name));
	SpinLockRelease(&database->mutex);

	if (nobody)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(name));
}

/* hello.cluster_greetings() returns bigint */
Datum
hello_cluster_greetings(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64((int64) pg_atomic_read_u64(&hello_cluster()->greetings));
}

/* hello.heartbeats() returns bigint */
Datum
hello_heartbeats(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64((int64) pg_atomic_read_u64(&hello_cluster()->heartbeats));
}
