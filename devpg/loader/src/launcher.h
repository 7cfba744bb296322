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

/* Starts and stops what has to be. True when something is under way. */
extern bool reconcile_workers(void);

#endif							/* LAUNCHER_H */
