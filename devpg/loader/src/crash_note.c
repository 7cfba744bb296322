/*
 * crash_note.c: speaks to the crash reporter, which is found by its names.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "loader.h"

#include <dlfcn.h>
#include <ucontext.h>

#include "crash_note.h"

typedef void (*NoteLookup) (const char *name, const void *memory, uint64_t size);
typedef void (*Handler) (int number, siginfo_t *details, void *context);

/* Libraries that are there before all others neither come nor go. */
static void *
reporter_symbol(const char *name)
{
	return dlsym(RTLD_DEFAULT, name);
}

void
note_lookup(const char *name, const void *memory, uint64 size)
{
	static NoteLookup note = NULL;
	static bool looked_for = false;

	if (!looked_for)
		note = (NoteLookup) reporter_symbol("dynpgext_crash_note_lookup");
	looked_for = true;
	if (note != NULL)
		note(name, memory, size);
}

void
report_fault(int number, siginfo_t *details, void *context)
{
	Handler		report = (Handler) reporter_symbol("dynpgext_crash_report");

	if (report != NULL)
		report(number, details, context);
}

bool
is_reporters(const struct sigaction *action)
{
	Handler		handler = (Handler) reporter_symbol("dynpgext_crash_handler");

	return handler != NULL && (action->sa_flags & SA_SIGINFO) && action->sa_sigaction == handler;
}

const char *
faulted_at(void *context)
{
	ucontext_t *machine = context;

#if defined(__linux__) && defined(__x86_64__)
	return machine == NULL ? NULL : (const char *) machine->uc_mcontext.gregs[REG_RIP];
#elif defined(__linux__) && defined(__aarch64__)
	return machine == NULL ? NULL : (const char *) machine->uc_mcontext.pc;
#else
	(void) machine;
	return NULL;
#endif
}

void
silence_reporter(void)
{
	static const int signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGABRT};
	struct sigaction current;

	for (size_t i = 0; i < lengthof(signals); i++)
	{
		if (sigaction(signals[i], NULL, &current) == 0 && is_reporters(&current))
			signal(signals[i], SIG_DFL);
	}
}
