/*
 * guard.h: zones before and after each piece of memory, by which writing past its ends is noticed.
 */
#ifndef GUARD_H
#define GUARD_H

/* Bytes on each side. The front one keeps the alignment of the memory. */
#define GUARD_BYTES 64

typedef enum GuardState
{
	GUARD_INTACT,
	GUARD_OVERRUN,
	GUARD_UNDERRUN
} GuardState;

typedef struct GuardReport
{
	GuardState	state;
	/* Bytes of the zone that differ, and the distance of the first of them from the end (overrun) or start (underrun). */
	int			changed;
	int			distance;
} GuardReport;

/* `memory` is what the extension gets; its zones are around it. */
extern void set_guards(char *memory, uint64 size);
extern GuardReport look_at_guards(const char *memory, uint64 size);
extern const char *guard_state_name(GuardState state);

#endif							/* GUARD_H */
