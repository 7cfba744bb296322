-- plain/plain.control --
module_pathname = '$libdir/plain'
-- plain/plain.c --
#include "postgres.h"
#include "fmgr.h"
PG_MODULE_MAGIC;
-- views/views.control --
comment = 'only SQL'
-- reader/reader.control --
default_version = '1'
-- reader/reader.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(look);
Datum look(PG_FUNCTION_ARGS) { PG_RETURN_BOOL(dynpgext_lookup_shmem(TextDatumGetCString(PG_GETARG_DATUM(0))) != NULL); }
