/*
 * callbacks.h: the functions that extensions gave us, as this process can call them.
 *
 * Those of libraries that the postmaster initialised are inherited by every process. For a library initialised
 * later, a process that needs one runs _Dynpgext_init itself once more, only to hear the callbacks.
 */
#ifndef CALLBACKS_H
#define CALLBACKS_H

#include "registry.h"

typedef void (*MemoryFunction) (void *ptr, void *data);
typedef void (*WorkerFunction) (BackgroundWorkerHandle *handle, void *data);

typedef struct MemoryCallback
{
	bool		known;
	MemoryFunction function;	/* or NULL */
	void	   *data;
} MemoryCallback;

typedef struct WorkerCallback
{
	bool		known;
	WorkerFunction function;	/* or NULL */
	void	   *data;
} WorkerCallback;

/* By the index of the allocation, or of the worker, in the registry. Defined in handle.c. */
extern MemoryCallback memory_callbacks[MOST_ALLOCATIONS];
extern WorkerCallback worker_callbacks[MOST_WORKERS];

#endif							/* CALLBACKS_H */
