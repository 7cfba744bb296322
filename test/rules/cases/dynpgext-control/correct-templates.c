-- gen/gen.control --
default_version = '2.0'
module_pathname = '$libdir/@NAME@'
-- gen/main.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
void _Dynpgext_init(const dynpgext_handle *handle) {}
-- loose/loose.control --
default_version = '2.0'
module_pathname = '$libdir/another_name'
-- loose/main.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
void _Dynpgext_init(const dynpgext_handle *handle) {}
-- tools/Makefile --
MODULES = main extra
EXTENSION = main
PGXS := $(shell pg_config --pgxs)
include $(PGXS)
-- tools/main.control --
default_version = '1.0'
module_pathname = '$libdir/main'
-- tools/main.c --
#include "postgres.h"
#include "fmgr.h"
PG_MODULE_MAGIC;
-- tools/extra.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
void _Dynpgext_init(const dynpgext_handle *handle) {}
