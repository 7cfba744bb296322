-- main.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
#include "helper.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
void _Dynpgext_init(const dynpgext_handle *handle) { remember(handle); }
-- helper.h --
struct dynpgext_handle;
extern void remember(const struct dynpgext_handle *handle);
-- helper.c --
#include "postgres.h"
#include "helper.h"
/* dynpgext_lookup_shmem() and DYNPGEXT_MAGIC are for main.c */
static const char *hint = "see dynpgext_lookup_shmem";
void remember(const struct dynpgext_handle *handle) {}
-- helper.control --
default_version = '1'
module_pathname = 'helper'
