/*
 * guard.c: the pattern of the guard zones.
 */
#include "loader.h"

#include "guard.h"

/* Differs from byte to byte, so that neither a fill nor a shifted copy of it looks like the pattern. Never zero. */
static unsigned char
pattern(int position)
{
	return (unsigned char) (0xA5 ^ (position * 7 % 64));
}

void
set_guards(char *memory, uint64 size)
{
	for (int i = 0; i < GUARD_BYTES; i++)
	{
		memory[i - GUARD_BYTES] = (char) pattern(i);
		memory[size + i] = (char) pattern(i);
	}
}

GuardReport
look_at_guards(const char *memory, uint64 size)
{
	GuardReport report = {GUARD_INTACT, 0, 0};

	for (int i = 0; i < GUARD_BYTES; i++)
	{
		if ((unsigned char) memory[size + i] == pattern(i))
			continue;
		if (report.changed++ == 0)
			report.distance = i;
		report.state = GUARD_OVERRUN;
	}
	if (report.state == GUARD_OVERRUN)
		return report;

	/* From the memory outwards, so that the first one found is the nearest. */
	for (int i = GUARD_BYTES - 1; i >= 0; i--)
	{
		if ((unsigned char) memory[i - GUARD_BYTES] == pattern(i))
			continue;
		if (report.changed++ == 0)
			report.distance = GUARD_BYTES - i;
		report.state = GUARD_UNDERRUN;
	}
	return report;
}

const char *
guard_state_name(GuardState state)
{
	switch (state)
	{
		case GUARD_INTACT:
			return "intact";
		case GUARD_OVERRUN:
			return "overrun";
		case GUARD_UNDERRUN:
			return "underrun";
	}
	return "intact";
}
