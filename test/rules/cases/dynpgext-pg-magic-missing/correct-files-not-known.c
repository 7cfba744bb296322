-- Makefile --
MODULE_big = generated
OBJS = main.o $(shell ls gen)
PGXS := $(shell pg_config --pgxs)
include $(PGXS)
-- main.c --
#include "postgres.h"
#include "dynpgext.h"
DYNPGEXT_MAGIC;
void _Dynpgext_init(const dynpgext_handle *handle) {}
