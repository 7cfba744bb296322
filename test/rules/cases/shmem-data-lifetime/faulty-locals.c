-- config.h --
#pragma once
#include "postgres.h"
#include "dynpgext.h"
typedef struct Config { int slots; const char *label; } Config;
extern void fill(void *ptr, void *data);
extern void share_with(const dynpgext_handle *handle, const char *name, Config *config);
-- config.c --
#include "config.h"
void
fill(void *ptr, void *data)
{
	const Config *config = data;

	memcpy(ptr, config, sizeof(Config));
}
void
share_with(const dynpgext_handle *handle, const char *name, Config *config)
{
	handle->allocate_shmem(handle, name, sizeof(Config), fill, (void *) config, DYNPGEXT_SCOPE_GLOBAL);
}
-- init.c --
#include "config.h"
#include "fmgr.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	Config		config = {.slots = 4, .label = "four"};
	char		text[] = "some text";
	Config	   *alias = &config;

	share_with(handle, "data:1.0:a", &config);
	//                               ^^^^^^^ `config`, which lives on the stack
	share_with(handle, "data:1.0:b", alias);
	//                               ^^^^^ `config`, which lives on the stack
	handle->allocate_shmem(handle, "data:1.0:c", 64, fill, text, DYNPGEXT_SCOPE_GLOBAL);
	//                                                     ^^^^ The callback gets this pointer later, but it is `text`
	handle->allocate_shmem(handle, "data:1.0:d", 64, fill, &(Config){.slots = 1}, DYNPGEXT_SCOPE_GLOBAL);
	//                                                     ^^^^^^^^^^^^^^^^^^^^^ the compound literal
	handle->allocate_shmem(handle, "data:1.0:e", 64, fill, &config.slots, DYNPGEXT_SCOPE_DATABASE_LOCAL);
	//                                                     ^^^^^^^^^^^^^ `config.slots`, which lives on the stack
}

PG_FUNCTION_INFO_V1(data_has);
Datum
data_has(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(dynpgext_lookup_shmem(PG_GETARG_CSTRING(0)) != NULL);
}
