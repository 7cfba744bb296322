/*
 * pauses.h: databases that must be without sessions for a while.
 */
#ifndef PAUSES_H
#define PAUSES_H

#include "nodes/nodes.h"

/*
 * For a statement that needs a database to itself (DROP, ALTER, or the template of CREATE DATABASE), ends the workers
 * there and waits for that. Returns the database, or InvalidOid when there is nothing to do.
 */
extern Oid	pause_database_for(Node *statement);

/* The statement is over: what the database still has may run again. */
extern void end_pause(Oid database);

#endif							/* PAUSES_H */
