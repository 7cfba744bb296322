/*
 * changes.h: notices when extensions and databases come and go.
 */
#ifndef CHANGES_H
#define CHANGES_H

/* In the postmaster, at start. */
extern void install_change_hooks(void);

#endif							/* CHANGES_H */
