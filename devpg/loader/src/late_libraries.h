/*
 * late_libraries.h: libraries that are initialised in another process than the postmaster.
 */
#ifndef LATE_LIBRARIES_H
#define LATE_LIBRARIES_H

/*
 * Initialises the library of an extension that this database has, or is about to have, unless that was done.
 * Errors of its _Dynpgext_init are raised. Called without the lock.
 */
extern void initialise_late_library(const char *extension, const char *version);

/* Likewise, for the library that has the address in its code. False when there is nothing new. */
extern bool initialise_library_of(const void *code);

/* Runs _Dynpgext_init of an initialised library in this process, to have its callbacks here. Called without the lock. */
extern void hear_callbacks(int library);

#endif							/* LATE_LIBRARIES_H */
