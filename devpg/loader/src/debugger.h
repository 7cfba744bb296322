/*
 * debugger.h: processes that wait until a debugger is attached.
 */
#ifndef DEBUGGER_H
#define DEBUGGER_H

/* Lets any process of the same user attach to this one, whatever the kernel's ptrace_scope. */
extern void allow_debuggers(void);

/* Waits, if that was asked for the worker of that name. */
extern void wait_for_debugger_of_worker(const char *name);

/* Waits in the first statement of a session, if that was asked for. */
extern void install_debugger_hooks(void);

#endif							/* DEBUGGER_H */
