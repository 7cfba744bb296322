/*
 * rehearsal.h: tries in a process of its own what might bring the postmaster down.
 */
#ifndef REHEARSAL_H
#define REHEARSAL_H

#include "library.h"

/*
 * Runs _Dynpgext_eager_preload, _Dynpgext_init and the callbacks for memory in a copy of the postmaster. NULL when it
 * survives, else what went wrong: it crashed, ended the process, or did not come back. An error that is raised
 * is no trouble here: the postmaster can catch that.
 */
extern char *rehearse(int library, const LoadedLibrary *loaded);

/* Has _Dynpgext_fini called when the server stops, in a process of its own as well. NULL is fine. */
extern void run_fini_at_exit(int library, void *fini);

#endif							/* REHEARSAL_H */
