/*
 * trap_guard.c: lets a process live on when its debugger was killed.
 *
 * A debugger writes a trap over the instruction of a breakpoint and takes it back when it detaches. One that is killed
 * leaves the traps behind, and the first of them would end the process, and with it all sessions of the cluster. So
 * when nobody traces the process, the instruction is read from the file it was loaded from, and executed. Only what is
 * safe in a signal handler is called. Linux on x86-64 and ARM 64; elsewhere nothing happens.
 */
#include "loader.h"

#include "trap_guard.h"

#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__))

#include <fcntl.h>
#include <signal.h>
#include <sys/ucontext.h>
#include <ucontext.h>
#include <unistd.h>

#ifdef __x86_64__
#define TRAP_SIZE 1				/* int3; the processor is behind it when it traps */
#define PROGRAM_COUNTER(context) ((context)->uc_mcontext.gregs[REG_RIP])
#define BEHIND_TRAP 1
#else
#define TRAP_SIZE 4				/* brk */
#define PROGRAM_COUNTER(context) ((context)->uc_mcontext.pc)
#define BEHIND_TRAP 0
#endif

typedef struct Mapping
{
	uintptr_t	start;
	uintptr_t	end;
	uintptr_t	file_offset;
	char		path[MAXPGPATH];
} Mapping;

static uintptr_t
read_hex(const char **text)
{
	uintptr_t	value = 0;

	for (;; (*text)++)
	{
		char		digit = **text;

		if (digit >= '0' && digit <= '9')
			value = value * 16 + (uintptr_t) (digit - '0');
		else if (digit >= 'a' && digit <= 'f')
			value = value * 16 + (uintptr_t) (digit - 'a' + 10);
		else
			return value;
	}
}

/* A line of /proc/self/maps: "start-end permissions offset device inode path". Source: proc_pid_maps(5). */
static bool
read_mapping(const char *line, Mapping *mapping)
{
	mapping->start = read_hex(&line);
	if (*line++ != '-')
		return false;
	mapping->end = read_hex(&line);
	line = strchr(line, ' ');
	line = line == NULL ? NULL : strchr(line + 1, ' ');
	if (line == NULL)
		return false;
	line++;
	mapping->file_offset = read_hex(&line);
	line = strchr(line, '/');
	if (line == NULL)
		return false;
	strlcpy(mapping->path, line, sizeof(mapping->path));
	return true;
}

/* The mapping with this address, by reading a byte at a time: it happens once in the life of a process. */
static bool
find_mapping(uintptr_t address, Mapping *mapping)
{
	char		line[MAXPGPATH + 128];
	size_t		length = 0;
	bool		found = false;
	int			maps = open("/proc/self/maps", O_RDONLY);
	char		letter;

	if (maps < 0)
		return false;
	while (!found && read(maps, &letter, 1) == 1)
	{
		if (letter != '\n')
		{
			if (length < sizeof(line) - 1)
				line[length++] = letter;
			continue;
		}
		line[length] = '\0';
		length = 0;
		found = read_mapping(line, mapping) && address >= mapping->start && address + TRAP_SIZE <= mapping->end;
	}
	close(maps);
	return found;
}

static bool
read_at(const char *path, uintptr_t offset, char *bytes)
{
	int			file = open(path, O_RDONLY);
	bool		read = file >= 0 && pread(file, bytes, TRAP_SIZE, (off_t) offset) == TRAP_SIZE;

	if (file >= 0)
		close(file);
	return read;
}

/* Code is read-only to everybody but this file, which debuggers write through as well. */
static bool
write_code(uintptr_t address, const char *bytes)
{
	int			memory = open("/proc/self/mem", O_RDWR);
	bool		written = memory >= 0 && pwrite(memory, bytes, TRAP_SIZE, (off_t) address) == TRAP_SIZE;

	if (memory >= 0)
		close(memory);
	return written;
}

/* Puts the instruction back. False when the file has the same there: the trap is that of the program. */
static bool
restore_instruction(uintptr_t address)
{
	static Mapping mapping;
	char		original[TRAP_SIZE];

	return find_mapping(address, &mapping) &&
		read_at(mapping.path, address - mapping.start + mapping.file_offset, original) &&
		memcmp(original, (const void *) address, TRAP_SIZE) != 0 &&
		write_code(address, original);
}

static void
on_trap(int number, siginfo_t *details, void *context)
{
	static const char note[] = "dynpgext_loader: removed a breakpoint of a debugger that was killed\n";
	ucontext_t *processor = context;
	uintptr_t	address = (uintptr_t) PROGRAM_COUNTER(processor) - BEHIND_TRAP;
	int			errno_before = errno;
	struct sigaction standard;

	if (details->si_code > 0 && restore_instruction(address))
	{
		ssize_t		said = write(STDERR_FILENO, note, sizeof(note) - 1);

		(void) said;
		PROGRAM_COUNTER(processor) -= BEHIND_TRAP;
		errno = errno_before;
		return;
	}
	memset(&standard, 0, sizeof(standard));
	standard.sa_handler = SIG_DFL;
	sigaction(number, &standard, NULL);
	raise(number);
}

void
guard_traps(void)
{
	struct sigaction current;
	struct sigaction ours;

	if (sigaction(SIGTRAP, NULL, &current) != 0 || (current.sa_flags & SA_SIGINFO) || current.sa_handler != SIG_DFL)
		return;
	memset(&ours, 0, sizeof(ours));
	ours.sa_sigaction = on_trap;
	ours.sa_flags = SA_SIGINFO;
	sigemptyset(&ours.sa_mask);
	sigaction(SIGTRAP, &ours, NULL);
}

#else

void
guard_traps(void)
{
}

#endif
