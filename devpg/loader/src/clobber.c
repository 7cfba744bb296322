/*
 * clobber.c: fills freed memory with 0x7F bytes, as a server built with CLOBBER_FREED_MEMORY does.
 *
 * A production server leaves freed memory as it is, so that code which still uses it works until the memory is
 * given to somebody else. The methods of memory contexts are a constant table of the server
 * (src/backend/utils/mmgr/aset.c AllocSetMethods until 15, mcxt.c mcxt_methods from 16 on). This process, and what
 * is forked from it, gets a table with some methods of ours, which fill the memory and call the original ones.
 *
 * Only for the ordinary kind of context (AllocSetContextCreate); slabs and generations are left alone.
 */
#include "loader.h"

#include <sys/mman.h>
#include <unistd.h>

#include "nodes/memnodes.h"
#include "utils/memutils.h"

#include "clobber.h"

bool		clobber_freed_memory = false;

/* A server with assertions, or one made for valgrind, does it by itself. Source: src/include/pg_config_manual.h, REL_15_STABLE. */
#ifdef CLOBBER_FREED_MEMORY

bool
check_clobber_freed_memory(bool *newval, void **extra, GucSource source)
{
	(void) newval;
	(void) extra;
	(void) source;
	return true;
}

#else

/* What wipe_mem writes. Source: src/include/utils/memdebug.h, REL_15_STABLE. */
#define CLOBBERED 0x7F

/* The beginning of private structs. Source: src/backend/utils/mmgr/aset.c, REL_13_STABLE to REL_18_STABLE. */
typedef struct Block
{
	MemoryContext owner;
	struct Block *prev;
	struct Block *next;
	char	   *freeptr;		/* start of free space in this block */
	char	   *endptr;
} Block;

typedef struct BlockContext
{
	MemoryContextData header;
	Block	   *blocks;
} BlockContext;

/* Bytes of a chunk before what palloc returns. Source: as above, and src/include/utils/memutils_memorychunk.h. */
#if PG_VERSION_NUM >= 160000
#define CHUNK_HEADER MAXALIGN(sizeof(uint64))
#else
#define CHUNK_HEADER MAXALIGN(sizeof(Size) + sizeof(void *))
#endif

static MemoryContextMethods original;
static bool installed = false;

static void
clobber_blocks(MemoryContext context)
{
	for (Block *block = ((BlockContext *) context)->blocks; block != NULL; block = block->next)
	{
		char	   *start = (char *) block + MAXALIGN(sizeof(Block));

		/* Not the layout that we know. */
		if (block->owner != context || block->freeptr < start || block->freeptr > block->endptr)
			return;
		memset(start, CLOBBERED, block->freeptr - start);
	}
}

static void
clobbering_reset(MemoryContext context)
{
	if (clobber_freed_memory)
		clobber_blocks(context);
	original.reset(context);
}

static void
clobbering_delete(MemoryContext context)
{
	if (clobber_freed_memory)
		clobber_blocks(context);
	original.delete_context(context);
}

#if PG_VERSION_NUM >= 160000

static Size
usable_size(void *pointer)
{
	return original.get_chunk_space(pointer) - CHUNK_HEADER;
}

static void
clobbering_free(void *pointer)
{
	if (clobber_freed_memory)
		memset(pointer, CLOBBERED, usable_size(pointer));
	original.free_p(pointer);
}

#else

static Size
usable_size(void *pointer)
{
	return original.get_chunk_space(GetMemoryChunkContext(pointer), pointer) - CHUNK_HEADER;
}

static void
clobbering_free(MemoryContext context, void *pointer)
{
	if (clobber_freed_memory)
		memset(pointer, CLOBBERED, usable_size(pointer));
	original.free_p(context, pointer);
}

#endif

/*
 * The original moves memory and frees the old one by ways that are not ours. What grows is therefore copied here:
 * it always moves then, which shows who still uses the old pointer.
 */
#if PG_VERSION_NUM >= 170000

static void *
clobbering_realloc(void *pointer, Size size, int flags)
{
	Size		old_size;
	void	   *moved;

	if (!clobber_freed_memory || size <= (old_size = usable_size(pointer)))
		return original.realloc(pointer, size, flags);
	moved = original.alloc(original.get_chunk_context(pointer), size, flags);
	if (moved == NULL)
		return NULL;
	memcpy(moved, pointer, old_size);
	clobbering_free(pointer);
	return moved;
}

#elif PG_VERSION_NUM >= 160000

static void *
clobbering_realloc(void *pointer, Size size)
{
	Size		old_size;
	void	   *moved;

	if (!clobber_freed_memory || size <= (old_size = usable_size(pointer)))
		return original.realloc(pointer, size);
	moved = original.alloc(original.get_chunk_context(pointer), size);
	if (moved == NULL)
		return NULL;
	memcpy(moved, pointer, old_size);
	clobbering_free(pointer);
	return moved;
}

#else

static void *
clobbering_realloc(MemoryContext context, void *pointer, Size size)
{
	Size		old_size;
	void	   *moved;

	if (!clobber_freed_memory || size <= (old_size = usable_size(pointer)))
		return original.realloc(context, pointer, size);
	moved = original.alloc(context, size);
	if (moved == NULL)
		return NULL;
	memcpy(moved, pointer, old_size);
	clobbering_free(context, pointer);
	return moved;
}

#endif

/* Whether code of the server shares the pages, so that making them writable would take its right to run away. */
static bool
holds_code(uintptr_t start, uintptr_t end)
{
	FILE	   *maps = fopen("/proc/self/maps", "r");
	char		line[1024];
	bool		found = false;

	/* Not Linux: other systems keep constants away from code. */
	if (maps == NULL)
		return false;
	while (!found && fgets(line, sizeof(line), maps) != NULL)
	{
		unsigned long from;
		unsigned long to;
		char		rights[5];

		found = sscanf(line, "%lx-%lx %4s", &from, &to, rights) == 3 &&
			from < end && to > start && strchr(rights, 'x') != NULL;
	}
	fclose(maps);
	return found;
}

/* Puts our methods into the server's table. They stay there: the setting decides what they do. */
static bool
install(void)
{
	MemoryContextMethods *methods = unconstify(MemoryContextMethods *, TopMemoryContext->methods);
	uintptr_t	page = (uintptr_t) sysconf(_SC_PAGESIZE);
	uintptr_t	start = (uintptr_t) methods & ~(page - 1);
	uintptr_t	end = (uintptr_t) (methods + 1);

	/* Pages of a constant table are private to this process once written to. They stay writable, as others may be. */
	if (holds_code(start, end))
	{
		errno = EACCES;
		return false;
	}
	if (mprotect((void *) start, end - start, PROT_READ | PROT_WRITE) != 0)
		return false;
	original = *methods;
	methods->free_p = clobbering_free;
	methods->realloc = clobbering_realloc;
	methods->reset = clobbering_reset;
	methods->delete_context = clobbering_delete;
	return true;
}

bool
check_clobber_freed_memory(bool *newval, void **extra, GucSource source)
{
	(void) extra;
	(void) source;
	if (!*newval || installed)
		return true;
	installed = install();
	if (!installed)
		GUC_check_errdetail("The methods of memory contexts cannot be changed here: %s.", strerror(errno));
	return installed;
}

#endif							/* CLOBBER_FREED_MEMORY */
