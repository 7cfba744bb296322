/*
 * crash_reporter.c: writes down where a process of the server died, before it dies.
 *
 * A library of its own for LD_PRELOAD, without PostgreSQL's headers: it serves every version, and servers that do not
 * load the loader. A core file would say more, but many systems hand cores to a program or forbid them.
 *
 * The report is a file `crash.<pid>` in the folder that DYNPGEXT_CRASH_FOLDER names, one fact a line, see crashReport.ts.
 * In the handler nothing is allocated and nothing waits for long: an alarm ends a process whose report does not come to
 * its end. Afterwards the signal does what it would have done.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <dlfcn.h>
#include <fcntl.h>
#include <link.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

#ifdef __has_include
#if __has_include(<execinfo.h>)
#include <execinfo.h>
#define HAS_BACKTRACE
#endif
#endif

#define MOST_FRAMES 64
#define LONGEST_QUERY 4096
#define LOOKUPS 16
#define LONGEST_NAME 127
#define SECONDS 5
#define STACK_BYTES (64 * 1024)
/* A row that is read as text must end. */
#define LONGEST_PATH 480

/* For the loader, which finds these by name. */
#define VISIBLE __attribute__((visibility("default")))
extern VISIBLE void dynpgext_crash_note_lookup(const char *name, const void *memory, uint64_t size);
extern VISIBLE void dynpgext_crash_report(int number, siginfo_t *details, void *context);
extern VISIBLE void dynpgext_crash_handler(int number, siginfo_t *details, void *context);

typedef struct Lookup
{
	char		name[LONGEST_NAME + 1];
	const void *memory;
	uint64_t	size;
} Lookup;

static char folder[LONGEST_PATH];
static const char *const *query;
static Lookup lookups[LOOKUPS];
static unsigned lookup_count = 0;
static const int signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGABRT, SIGTRAP, SIGSYS};

/* Text that is written in few pieces. */
typedef struct Report
{
	int			file;
	size_t		length;
	char		text[2048];
} Report;

static void
flush(Report *report)
{
	size_t		written = 0;

	while (written < report->length)
	{
		ssize_t		count = write(report->file, report->text + written, report->length - written);

		if (count <= 0)
			break;
		written += (size_t) count;
	}
	report->length = 0;
}

static void
put_char(Report *report, char character)
{
	if (report->length == sizeof(report->text))
		flush(report);
	report->text[report->length++] = character;
}

static void
put(Report *report, const char *text)
{
	while (*text != '\0')
		put_char(report, *text++);
}

/* On one line. */
static void
put_escaped(Report *report, const char *text, size_t limit)
{
	for (size_t at = 0; at < limit && text[at] != '\0'; at++)
	{
		if (text[at] == '\n')
			put(report, "\\n");
		else if (text[at] == '\r')
			put(report, "\\r");
		else if (text[at] == '\\')
			put(report, "\\\\");
		else
			put_char(report, text[at]);
	}
}

static void
put_number(Report *report, uint64_t value, unsigned base)
{
	char		digits[24];
	int			count = 0;

	do
	{
		digits[count++] = "0123456789abcdef"[value % base];
		value /= base;
	} while (value != 0);
	if (base == 16)
		put(report, "0x");
	while (count > 0)
		put_char(report, digits[--count]);
}

static void
put_line(Report *report, const char *label, uint64_t value, unsigned base)
{
	put(report, label);
	put_char(report, ' ');
	put_number(report, value, base);
	put_char(report, '\n');
}

/* Where the process was when the signal came; 0 on processors that are not known here. */
static uintptr_t
program_counter(void *context)
{
	ucontext_t *machine = context;

	if (machine == NULL)
		return 0;
#if defined(__x86_64__)
	return (uintptr_t) machine->uc_mcontext.gregs[REG_RIP];
#elif defined(__aarch64__)
	return (uintptr_t) machine->uc_mcontext.pc;
#else
	return 0;
#endif
}

static void
put_registers(Report *report, void *context)
{
	ucontext_t *machine = context;

	if (machine == NULL)
		return;
#if defined(__x86_64__)
	for (int at = 0; at < 16; at++)
		put_line(report, "register", (uint64_t) machine->uc_mcontext.gregs[at], 16);
#elif defined(__aarch64__)
	for (int at = 0; at < 31; at++)
		put_line(report, "register", (uint64_t) machine->uc_mcontext.regs[at], 16);
#endif
}

/* The address, its distance from where its file is loaded, the exported function it is in or `-`, the file. */
static void
put_frame(Report *report, uintptr_t address)
{
	Dl_info		where;
	const ElfW(Sym) *symbol = NULL;
	uintptr_t	base = 0;

	put(report, "frame ");
	put_number(report, address, 16);
	memset(&where, 0, sizeof(where));
	if (address != 0 && dladdr1((void *) address, &where, (void **) &symbol, RTLD_DL_SYMENT) != 0)
		base = (uintptr_t) where.dli_fbase;
	put_char(report, ' ');
	put_number(report, base == 0 ? 0 : address - base, 16);
	put_char(report, ' ');
	/* The nearest name before it need not be that of the function. */
	if (where.dli_sname != NULL && symbol != NULL && address - (uintptr_t) where.dli_saddr < symbol->st_size)
		put(report, where.dli_sname);
	else
		put_char(report, '-');
	put_char(report, ' ');
	put_escaped(report, base == 0 || where.dli_fname == NULL ? "" : where.dli_fname, LONGEST_PATH);
	put_char(report, '\n');
}

/* From the function that died on. */
static void
put_frames(Report *report, uintptr_t died_at)
{
	int			begin = 0;
	int			count = 0;
#ifdef HAS_BACKTRACE
	void	   *frames[MOST_FRAMES];

	count = backtrace(frames, MOST_FRAMES);
	for (int at = 0; at < count; at++)
	{
		if ((uintptr_t) frames[at] == died_at)
			begin = at;
	}
	if (begin == 0 && died_at != 0)
		put_frame(report, died_at);
	for (int at = begin; at < count; at++)
		put_frame(report, (uintptr_t) frames[at]);
#else
	(void) begin;
	(void) count;
	put_frame(report, died_at);
#endif
}

static void
put_lookups(Report *report)
{
	unsigned	count = lookup_count < LOOKUPS ? lookup_count : LOOKUPS;

	for (unsigned back = 1; back <= count; back++)
	{
		Lookup	   *lookup = &lookups[(lookup_count - back) % LOOKUPS];

		put(report, "lookup ");
		put_number(report, (uintptr_t) lookup->memory, 16);
		put_char(report, ' ');
		put_number(report, lookup->size, 10);
		put_char(report, ' ');
		put_escaped(report, lookup->name, sizeof(lookup->name));
		put_char(report, '\n');
	}
}

static int
open_report(void)
{
	char		path[LONGEST_PATH + 40];
	char		digits[12];
	size_t		length = strlen(folder);
	int			count = 0;
	unsigned	pid = (unsigned) getpid();

	memcpy(path, folder, length);
	memcpy(path + length, "/crash.", 7);
	length += 7;
	for (; pid > 0; pid /= 10)
		digits[count++] = (char) ('0' + pid % 10);
	while (count > 0)
		path[length++] = digits[--count];
	path[length] = '\0';
	return open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
}

static void
write_report(int number, siginfo_t *details, void *context, const char *ending)
{
	static Report report;
	struct timespec now;

	if (folder[0] == '\0')
		return;
	report.file = open_report();
	report.length = 0;
	if (report.file < 0)
		return;
	clock_gettime(CLOCK_REALTIME, &now);
	put(&report, "dynpgext crash 1\n");
	put_line(&report, "pid", (uint64_t) getpid(), 10);
	put_line(&report, "signal", (uint64_t) number, 10);
	put(&report, "ending ");
	put(&report, ending);
	put_char(&report, '\n');
	/* Negative, or 0, when a process sent it. */
	put(&report, details->si_code > 0 ? "" : "sent yes\n");
	/* Of an address that can be none the system says 0. */
	if (number == SIGSEGV && details->si_code == SI_KERNEL)
		put(&report, "address unknown\n");
	else
		put_line(&report, "address", (uintptr_t) details->si_addr, 16);
	put_line(&report, "time", (uint64_t) now.tv_sec * 1000 + (uint64_t) now.tv_nsec / 1000000, 10);
	put_lookups(&report);
	put_registers(&report, context);
	flush(&report);
	put_frames(&report, program_counter(context));
	flush(&report);
	if (query != NULL && *query != NULL)
	{
		put(&report, "query ");
		put_escaped(&report, *query, LONGEST_QUERY);
		put_char(&report, '\n');
	}
	put(&report, "end\n");
	flush(&report);
	close(report.file);
}

/* Of a fault that the loader turns into an error. */
void
dynpgext_crash_report(int number, siginfo_t *details, void *context)
{
	write_report(number, details, context, "error");
}

static void
give_up(int number)
{
	struct sigaction standard;

	memset(&standard, 0, sizeof(standard));
	standard.sa_handler = SIG_DFL;
	sigaction(number, &standard, NULL);
}

void
dynpgext_crash_handler(int number, siginfo_t *details, void *context)
{
	sigset_t	alarm_only;

	/* A second fault, in here, ends the process. */
	for (size_t at = 0; at < sizeof(signals) / sizeof(signals[0]); at++)
		give_up(signals[at]);
	give_up(SIGALRM);
	sigemptyset(&alarm_only);
	sigaddset(&alarm_only, SIGALRM);
	sigprocmask(SIG_UNBLOCK, &alarm_only, NULL);
	alarm(SECONDS);
	write_report(number, details, context, "signal");
	alarm(0);
	/* What a process has sent does not come again by itself; a fault does, and leaves a core of where it was. */
	if (details->si_code <= 0)
		raise(number);
}

/* The loader tells what was looked up: a name is what a developer knows an address by. */
void
dynpgext_crash_note_lookup(const char *name, const void *memory, uint64_t size)
{
	Lookup	   *newest = lookup_count == 0 ? NULL : &lookups[(lookup_count - 1) % LOOKUPS];
	Lookup	   *next;

	if (newest != NULL && newest->memory == memory && strncmp(newest->name, name, LONGEST_NAME) == 0)
		return;
	next = &lookups[lookup_count % LOOKUPS];
	strncpy(next->name, name, LONGEST_NAME);
	next->name[LONGEST_NAME] = '\0';
	next->memory = memory;
	next->size = size;
	lookup_count++;
}

/* A fault for want of stack needs another one. Processes that are forked keep it. */
static int
take_stack(void)
{
	stack_t		stack;

	memset(&stack, 0, sizeof(stack));
	stack.ss_size = STACK_BYTES;
	stack.ss_sp = mmap(NULL, STACK_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	return stack.ss_sp != MAP_FAILED && sigaltstack(&stack, NULL) == 0;
}

__attribute__((constructor)) static void
install(void)
{
	const char *wanted = getenv("DYNPGEXT_CRASH_FOLDER");
	struct sigaction ours;
	struct sigaction current;

	/* Only in a server: programs that start it, or that it starts, have their own ways. */
	query = (const char *const *) dlsym(RTLD_DEFAULT, "debug_query_string");
	if (query == NULL || wanted == NULL || strlen(wanted) >= sizeof(folder) || !take_stack())
		return;
	strcpy(folder, wanted);
#ifdef HAS_BACKTRACE
	{
		/* The first call loads a library, which a handler must not. */
		void	   *frames[2];

		(void) backtrace(frames, 2);
	}
#endif
	memset(&ours, 0, sizeof(ours));
	ours.sa_sigaction = dynpgext_crash_handler;
	ours.sa_flags = SA_SIGINFO | SA_ONSTACK;
	sigemptyset(&ours.sa_mask);
	for (size_t at = 0; at < sizeof(signals) / sizeof(signals[0]); at++)
	{
		/* Whoever was here before, a sanitizer for instance, knows more. */
		if (sigaction(signals[at], NULL, &current) == 0 && current.sa_handler == SIG_DFL)
			sigaction(signals[at], &ours, NULL);
	}
}
