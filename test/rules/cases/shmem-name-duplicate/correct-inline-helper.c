-- shared.h --
#pragma once
#include "postgres.h"
#include "dynpgext.h"
static inline void
share_lock(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "pair:1.0:lock", 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
extern void init_a(const dynpgext_handle *handle);
extern void init_b(const dynpgext_handle *handle);
-- a.c --
#include "shared.h"
void init_a(const dynpgext_handle *handle) { share_lock(handle); }
-- b.c --
#include "shared.h"
#include "fmgr.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
void init_b(const dynpgext_handle *handle) { share_lock(handle); }
void
_Dynpgext_init(const dynpgext_handle *handle)
{
	init_a(handle);
	init_b(handle);
	/* one site, several turns: whether it runs twice is not for us to say */
	for (int i = 0; i < 1; i++)
		handle->allocate_shmem(handle, "pair:1.0:rest", 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
void *find_lock(void) { return dynpgext_lookup_shmem("pair:1.0:lock"); }
void *find_rest(void) { return dynpgext_lookup_shmem("pair:1.0:rest"); }
-- pair.control --
default_version = '1.0'
