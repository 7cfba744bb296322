/*
 * null_guard.h: what happens when the NULL of a look-up is used as a pointer.
 */
#ifndef NULL_GUARD_H
#define NULL_GUARD_H

/*
 * From now on, using a NULL pointer in this process ends this process with an error that names `name`, instead of a
 * crash that ends all sessions of the cluster.
 */
extern void guard_null(const char *name);

#endif							/* NULL_GUARD_H */
