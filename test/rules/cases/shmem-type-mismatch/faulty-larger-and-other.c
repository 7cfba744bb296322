-- types.h --
#ifndef TYPES_H
#define TYPES_H
#include "dynpgext.h"

#define JOBS_MAX 64
#define JOBS_NAME "jobs:1.1:table"
#define JOBS_SIZE (MAXALIGN(sizeof(JobTable)))
#define LOG_SIZE (offsetof(LogRing, entries) + 8 * sizeof(LogEntry))

typedef struct Job { int64 id; TimestampTz due; } Job;
typedef struct JobTable { slock_t mutex; int used; Job jobs[JOBS_MAX]; } JobTable;
typedef struct { slock_t mutex; int used; Job jobs[2 * JOBS_MAX]; int more; } BigJobTable;
typedef struct LogEntry { char text[56]; int level; } LogEntry;
typedef struct LogRing { uint32 next; LogEntry entries[FLEXIBLE_ARRAY_MEMBER]; } LogRing;
struct Totals { double sum; int64 count; };
struct Peaks { double high; double low; };
#endif
-- init.c --
#include "postgres.h"
#include "fmgr.h"
#include "types.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

static void zero(void *ptr, void *data) { memset(ptr, 0, *(size_t *) data); }

static size_t sizes[4] = {JOBS_SIZE, LOG_SIZE, sizeof(struct Totals), sizeof(int64)};

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	struct Totals *totals = NULL;

	handle->allocate_shmem(handle, JOBS_NAME, JOBS_SIZE, zero, &sizes[0], DYNPGEXT_SCOPE_GLOBAL);
	handle->allocate_shmem(handle, "jobs:1.1:log", LOG_SIZE, zero, &sizes[1], DYNPGEXT_SCOPE_GLOBAL);
	handle->allocate_shmem(handle, "jobs:1.1:totals", sizeof(*totals), zero, &sizes[2], DYNPGEXT_SCOPE_GLOBAL);
	handle->allocate_shmem(handle, "jobs:1.1:clock", sizeof(int64), zero, &sizes[3], DYNPGEXT_SCOPE_GLOBAL);
	handle->allocate_shmem(handle, "jobs:1.1:flags", 16, zero, &sizes[3], DYNPGEXT_SCOPE_GLOBAL);
}
-- use.c --
#include "postgres.h"
#include "types.h"

static void *
find(const char *name)
{
	void *result = dynpgext_lookup_shmem(name);

	if (result == NULL)
		elog(ERROR, "no memory \"%s\"", name);
	return result;
}

void
use_jobs(void)
{
	BigJobTable *table = find(JOBS_NAME);
	//                   ^^^^^^^^^^^^^^^ allocated with 1032 bytes, but used as BigJobTable of 2064 bytes
	const LogEntry *entries;
	struct Peaks *peaks;
	double *clock = (double *) find("jobs:1.1:clock");
	//              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ allocated as int64, but used as double
	uint32 (*flags);

	entries = find("jobs:1.1:log");
	peaks = find("jobs:1.1:totals");
	// <----- allocated as struct Totals, but used as struct Peaks
	flags = find("jobs:1.1:flags");
	elog(LOG, "%p %p %p %p %p", table, entries, peaks, clock, flags);
}
