/*
 * discovery.h: which libraries the control files of the installation name.
 */
#ifndef DISCOVERY_H
#define DISCOVERY_H

/* At server start: looks at all control files, and initialises their libraries. In the postmaster. */
extern void initialise_installed_libraries(void);

/*
 * Adds libraries that were installed since, as deferred ones. Of one extension, or of all for NULL. Says nothing
 * of what was known before. Called without the lock.
 */
extern void find_new_libraries(const char *extension);

#endif							/* DISCOVERY_H */
