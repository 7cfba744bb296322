/*
 * clobber.h: makes the use of freed memory visible.
 */
#ifndef CLOBBER_H
#define CLOBBER_H

#include "utils/guc.h"

/* Setting dynpgext_dev.clobber_freed_memory. */
extern bool clobber_freed_memory;

/* Refuses the setting where this server's memory contexts cannot be changed. */
extern bool check_clobber_freed_memory(bool *newval, void **extra, GucSource source);

#endif							/* CLOBBER_H */
