/*
 * hello_dynpgext.h: what the parts of the extension share.
 */
#ifndef HELLO_DYNPGEXT_H
#define HELLO_DYNPGEXT_H

#include "postgres.h"

#include "datatype/timestamp.h"
#include "port/atomics.h"
#include "storage/spin.h"

/*
 * The loader initialises every installed version of an extension, so the
 * names of its shared memory say which version they belong to.
 */
#define HELLO_VERSION "0.1"
#define HELLO_CLUSTER_SHMEM "hello_dynpgext:" HELLO_VERSION ":cluster"
#define HELLO_DATABASE_SHMEM "hello_dynpgext:" HELLO_VERSION ":database"

#define HELLO_WORD_LENGTH 32

/* One for the whole cluster. */
typedef struct HelloCluster
{
	pg_atomic_uint64 greetings; /* in all databases */
	pg_atomic_uint64 heartbeats;	/* of the clock worker */
} HelloCluster;

/* One for each database. */
typedef struct HelloDatabase
{
	slock_t		mutex;			/* protects everything below */
	uint64		greetings;
	TimestampTz last_greeted_at;	/* 0 when nobody was greeted yet */
	char		last_greeted[NAMEDATALEN];
	char		word[HELLO_WORD_LENGTH];	/* what a greeting starts with */
} HelloDatabase;

/* Seconds between two entries of the reporter in hello.log. */
extern int	hello_report_interval;

/* Both raise an error when the loader did not allocate the memory. */
extern HelloCluster *hello_cluster(void);
extern HelloDatabase *hello_database(void);

/* Entry points of the background workers, found by name. */
extern PGDLLEXPORT void hello_clock_main(Datum main_arg);
extern PGDLLEXPORT void hello_reporter_main(Datum main_arg);

#endif							/* HELLO_DYNPGEXT_H */
