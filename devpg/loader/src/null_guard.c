/*
 * null_guard.c: turns a segmentation fault into FATAL, in a process where a look-up gave NULL.
 *
 * Only for addresses that come from NULL and a small offset, and only where nobody else handles the signal (a
 * sanitizer does). The fault happens in the code that uses the pointer, not within the C library or a critical
 * section in all likelihood; ending the process from there is no worse than what a signal from outside does.
 * A debugger sees the fault first, as always.
 */
#include "loader.h"

#include <signal.h>

#include "events.h"
#include "null_guard.h"

/* Addresses below are NULL plus the offset of a field. */
#define NULL_LIMIT 65536

static char looked_up[LONGEST_SHMEM_NAME + 1];
static bool installed = false;

static void
give_up_signal(void)
{
	struct sigaction standard;

	memset(&standard, 0, sizeof(standard));
	standard.sa_handler = SIG_DFL;
	sigaction(SIGSEGV, &standard, NULL);
}

static void
on_fault(int number, siginfo_t *details, void *context)
{
	(void) context;

	/* A second fault, and any that is not ours, is what it would have been without us. */
	give_up_signal();
	if (details->si_code <= 0)
	{
		/* Sent by a process: nothing faults again by itself. */
		raise(number);
		return;
	}
	if ((uintptr_t) details->si_addr >= NULL_LIMIT || CritSectionCount > 0)
		return;
	complain(&(Complaint)
			 {
				 .elevel = FATAL, .rule = "shmem-lookup-unchecked", .sqlstate = ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE,
				 .detail = psprintf("The look-up of shared memory \"%s\" gave NULL, and the result was used without a check.", looked_up),
				 .hint = "Check the result, and raise an error when it is NULL. With another loader this crashes the whole cluster."
			 },
			 "a NULL pointer was used at address %p", details->si_addr);
}

void
guard_null(const char *name)
{
	struct sigaction current;
	struct sigaction ours;

	strlcpy(looked_up, name, sizeof(looked_up));
	if (installed || !IsUnderPostmaster)
		return;
	if (sigaction(SIGSEGV, NULL, &current) != 0 || (current.sa_flags & SA_SIGINFO) || current.sa_handler != SIG_DFL)
		return;
	memset(&ours, 0, sizeof(ours));
	ours.sa_sigaction = on_fault;
	ours.sa_flags = SA_SIGINFO | SA_NODEFER;
	sigemptyset(&ours.sa_mask);
	installed = sigaction(SIGSEGV, &ours, NULL) == 0;
}
