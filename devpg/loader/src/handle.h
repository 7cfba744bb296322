/*
 * handle.h: the handle that an extension gets, and the call of its _Dynpgext_init.
 */
#ifndef HANDLE_H
#define HANDLE_H

#include "registry.h"

typedef enum InitMode
{
	INIT_PRESET,				/* in the postmaster, before shared memory is there */
	INIT_LATE,					/* in another process: everything is had at once */
	INIT_REPLAY					/* only to hear the callbacks */
} InitMode;

/* A call of _Dynpgext_init. */
typedef struct Initialisation
{
	InitMode	mode;
	int			library;		/* index */
	const dynpgext_handle *handle;
	const char *stack_top;		/* an address above the stack of _Dynpgext_init */
	int			workers;		/* how many have been registered so far */
} Initialisation;

/* The one that runs, or NULL. */
extern Initialisation *initialisation;

/* Calls it. Errors are raised; `initialisation` is NULL again in any case. */
extern void run_init(int library, InitMode mode, void *init);

/* The one handle of a library in this process; it lives as long as the process. */
extern const dynpgext_handle *handle_of(int library);

/* False, and a complaint, when `handle` may not be used now. */
extern bool handle_is_usable(const dynpgext_handle *handle, const char *function, const void *caller);

/* True for an address on the stack of the running _Dynpgext_init. */
extern bool is_on_init_stack(const void *address);

/* What the handle's pointers lead to: request_memory.c, request_worker.c. */
extern void allocate_shmem(const dynpgext_handle *handle, const char *name, size_t size,
						   void (*callback) (void *ptr, void *data), void *data, int flags);
extern void register_bgworker_5(const dynpgext_handle *handle, BackgroundWorker *bgw,
								void (*callback) (BackgroundWorkerHandle *handle, void *data), void *data, int flags);
extern void register_bgworker_3(const dynpgext_handle *handle, BackgroundWorker *bgw, int flags);

/* Sums up what preset memory was asked for, after all libraries. In request_memory.c. */
extern void check_budget(void);

#endif							/* HANDLE_H */
