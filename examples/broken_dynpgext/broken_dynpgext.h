/*
 * broken_dynpgext.h: shared memory of the visit counter.
 */
#ifndef BROKEN_DYNPGEXT_H
#define BROKEN_DYNPGEXT_H

#include "postgres.h"

#include <dynpgext.h>

#include "port/atomics.h"

#define BROKEN_VERSION "0.1"
#define VISITS_NAME "broken_dynpgext:" BROKEN_VERSION ":visits"
#define ALERTS_NAME "broken_dynpgext:" BROKEN_VERSION ":alerts"
#define HISTORY_NAME "broken_dynpgext:" BROKEN_VERSION ":visits_of_the_last_24_hours" \
	"_by_hour_of_the_day_in_the_time_zone_of_the_server" \
	"_oldest_hour_first_and_current_hour_last"

#define PAGE_GROUPS 4
#define HOURS_PER_DAY 24

/* Visits of one database. */
typedef struct Visits
{
	pg_atomic_uint64 total;
	pg_atomic_uint64 since_cleaning;
} Visits;

typedef struct VisitDefaults
{
	int64		first_visit;
} VisitDefaults;

typedef struct Limits
{
	pg_atomic_uint32 visits_per_minute;
} Limits;

typedef struct PageGroup
{
	pg_atomic_uint64 visits;
} PageGroup;

typedef struct History
{
	pg_atomic_uint64 hours[HOURS_PER_DAY];
} History;

typedef struct Alerts
{
	pg_atomic_uint32 enabled;
} Alerts;

/* Kept for visits_enable_alerts(). */
extern const dynpgext_handle *loader;

extern void share_history(const dynpgext_handle *handle);
extern void register_collector(const dynpgext_handle *handle);
extern void register_cleaner(const dynpgext_handle *handle);

extern PGDLLEXPORT void collector_main(Datum main_arg);
extern PGDLLEXPORT void cleaner_main(Datum main_arg);

#endif							/* BROKEN_DYNPGEXT_H */
