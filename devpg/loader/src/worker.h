/*
 * worker.h: the process of a worker, and how its end is recorded.
 */
#ifndef WORKER_H
#define WORKER_H

#include "worker_table.h"

/* Its entry, in the process of a worker; else NULL. */
extern WorkerSlot *my_worker;

/* Set as soon as the function of the extension is called. */
extern bool my_worker_has_begun;

/* Has the end of this process recorded in `my_worker`. */
extern void record_exit_of_worker(void);

/* Hears from the log how processes ended, and why. */
extern void install_exit_log(void);

#endif							/* WORKER_H */
