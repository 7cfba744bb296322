/*
 * null_guard.c: turns a segmentation fault into FATAL, in a process where a look-up gave NULL.
 *
 * Only for addresses that come from NULL and a small offset, and only where nobody else handles the signal (a
 * sanitizer does) but our own crash reporter, which is asked to write down where it was. The fault happens in the code that uses the pointer, not within the C library or a critical
 * section in all likelihood; ending the process from there is no worse than what a signal from outside does.
 * A debugger sees the fault first, as always.
 */
#include "loader.h"

#include <signal.h>

#include "crash_note.h"
#include "events.h"
#include "null_guard.h"

/* Addresses below are NULL plus the offset of a field. */
#define NULL_LIMIT 65536

static char looked_up[LONGEST_SHMEM_NAME + 1];
static bool installed = false;
static struct sigaction previous;

static void
on_fault(int number, siginfo_t *details, void *context)
{
	const char *place = faulted_at(context);

	/* A second fault, and any that is not ours, is what it would have been without us. */
	sigaction(SIGSEGV, &previous, NULL);
	if (details->si_code <= 0)
	{
		/* Sent by a process: nothing faults again by itself. */
		raise(number);
		return;
	}
	/* Of an address that can be none (SI_KERNEL) the system says 0. */
	if (details->si_code != SEGV_MAPERR && details->si_code != SEGV_ACCERR)
		return;
	if ((uintptr_t) details->si_addr >= NULL_LIMIT || CritSectionCount > 0)
		return;
	report_fault(number, details, context);
	complain(&(Complaint)
			 {
				 .elevel = FATAL, .rule = "shmem-lookup-unchecked", .sqlstate = ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE,
				 /* A site is that behind a call: the instruction itself is one before it. */
				 .caller = place == NULL ? NULL : place + 1,
				 .detail = psprintf("The look-up of shared memory \"%s\" gave NULL, and the result was used without a check.", looked_up),
				 .hint = "Check the result, and raise an error when it is NULL. With another loader this crashes the whole cluster."
			 },
			 "a NULL pointer was used at address %p", details->si_addr);
}

void
guard_null(const char *name)
{
	struct sigaction ours;

	strlcpy(looked_up, name, sizeof(looked_up));
	note_lookup(name, NULL, 0);
	if (installed || !IsUnderPostmaster)
		return;
	if (sigaction(SIGSEGV, NULL, &previous) != 0)
		return;
	if (!is_reporters(&previous) && ((previous.sa_flags & SA_SIGINFO) || previous.sa_handler != SIG_DFL))
		return;
	memset(&ours, 0, sizeof(ours));
	ours.sa_sigaction = on_fault;
	ours.sa_flags = SA_SIGINFO | SA_NODEFER;
	sigemptyset(&ours.sa_mask);
	installed = sigaction(SIGSEGV, &ours, NULL) == 0;
}
