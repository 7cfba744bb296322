-- meson.build --
project('forced', 'c')
shared_module('forced', 'forced.c', c_args: ['-include', meson.current_source_dir() / 'all.h'])
-- forced.c --
#include "postgres.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

void _Dynpgext_init(const dynpgext_handle *handle) {}
