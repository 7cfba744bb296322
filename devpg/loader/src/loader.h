/*
 * loader.h: what all files of the bundled development loader share.
 *
 * The README beside this folder explains the whole; each header explains one part.
 */
#ifndef LOADER_H
#define LOADER_H

#define DYNPGEXT_LOADER

#include "postgres.h"

#include "dynpgext.h"
#include "miscadmin.h"

/* Everything else is hidden, see the Makefile. */
#define LOADER_EXPORT __attribute__((visibility("default")))

/*
 * An SQL function of ours. The prior declarations make it visible: PG_FUNCTION_INFO_V1 does so itself
 * only from PostgreSQL 16 on. Source: src/include/fmgr.h, REL_15_STABLE and REL_16_STABLE.
 */
#define LOADER_SQL_FUNCTION(name) \
	extern LOADER_EXPORT Datum name(PG_FUNCTION_ARGS); \
	extern LOADER_EXPORT const Pg_finfo_record *CppConcat(pg_finfo_, name) (void); \
	PG_FUNCTION_INFO_V1(name)

/* Longest name of shared memory in bytes, without the final zero. Source: dynpgext.h, allocate_shmem. */
#define LONGEST_SHMEM_NAME 127

/*
 * Invariants of our own data. A build with LOADER_CHECKS stops the server where one is broken, others
 * do not look.
 */
#ifdef LOADER_CHECKS
#define LoaderCheck(condition) \
	do { \
		if (!(condition)) \
			elog(PANIC, "dynpgext_loader: broken invariant: %s (%s:%d)", #condition, __FILE__, __LINE__); \
	} while (0)
#else
#define LoaderCheck(condition) ((void) 0)
#endif

/* Settings, see loader.c. */
extern int	preset_databases;
extern int	memory_limit_mb;
extern int	debugger_timeout_s;

#endif							/* LOADER_H */
