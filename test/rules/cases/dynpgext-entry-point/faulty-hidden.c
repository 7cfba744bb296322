// options: {"pg": 17}
-- Makefile --
MODULE_big = hidden
OBJS = main.o
PG_CONFIG = pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)
-- dynpgext.h --
typedef struct { size_t size; uint8_t version; } dynpgext_magic;
typedef struct dynpgext_handle dynpgext_handle;
void _Dynpgext_init(const dynpgext_handle *handle);
void _Dynpgext_fini(const dynpgext_handle *handle);
#define DYNPGEXT_MAGIC                                                          \
  static dynpgext_magic __Dynpgext_magic = {.size = sizeof(dynpgext_magic), .version = 0}; \
  dynpgext_magic *_Dynpgext_magic() { return &__Dynpgext_magic; }
-- main.c --
#include <postgres.h>
#include <fmgr.h>
#include <dynpgext.h>

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
// <-------------- does not export _Dynpgext_magic

/* PGDLLEXPORT was forgotten */
void _Dynpgext_init(const dynpgext_handle *handle) {}
//   ^^^^^^^^^^^^^^ has no PGDLLEXPORT

__attribute__((cold))
void _Dynpgext_fini(const dynpgext_handle *handle) {}
//   ^^^^^^^^^^^^^^ has no PGDLLEXPORT
