/*
 * launcher.h: the process that starts and stops workers.
 */
#ifndef LAUNCHER_H
#define LAUNCHER_H

/* In the postmaster, at start. */
extern void register_launcher(void);

/* Brings pg_database and the table of databases together. In a process without transaction. */
extern void refresh_databases(void);

/* Starts the process that reads the extensions of a database. False when there was no place for it. */
extern bool start_scanner(Oid database);

typedef enum Progress
{
	NOTHING_TO_DO,
	WAITING_FOR_PLACE,			/* no more can be done until another worker ends */
	UNDER_WAY
} Progress;

/* Starts and stops what has to be. */
extern Progress reconcile_workers(void);

#endif							/* LAUNCHER_H */
