/*
 * trap_guard.h: what happens at a breakpoint that no debugger waits for any more.
 */
#ifndef TRAP_GUARD_H
#define TRAP_GUARD_H

/*
 * From now on, this process and those it forks remove such a breakpoint when they come to it, and go on.
 */
extern void guard_traps(void);

#endif							/* TRAP_GUARD_H */
