/*
 * crash_note.h: the crash reporter, a library of its own (crash/crash_reporter.c) that may be there or not.
 */
#ifndef CRASH_NOTE_H
#define CRASH_NOTE_H

#include <signal.h>

/* Tells the reporter, for a crash that may follow, what shared memory this process uses. NULL memory: the look-up failed. */
extern void note_lookup(const char *name, const void *memory, uint64 size);

/* Has the reporter write down where this process is, although it does not die by the signal. */
extern void report_fault(int number, siginfo_t *details, void *context);

/* Whether this action of a signal is the reporter's. */
extern bool is_reporters(const struct sigaction *action);

/* The address of the instruction that faulted; NULL on processors that are not known here. */
extern const char *faulted_at(void *context);

/* From here on a crash is told by somebody else. */
extern void silence_reporter(void);

#endif							/* CRASH_NOTE_H */
