-- parts.h --
#ifndef PARTS_H
#define PARTS_H
#include "postgres.h"
#include "storage/lwlock.h"

void start_parts(const dynpgext_handle *handle);
//                     ^^^^^^^^^^^^^^^ is not included when parts.c is compiled
#endif
-- main.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"
#include "parts.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
void _Dynpgext_init(const dynpgext_handle *handle) { start_parts(handle); }
-- parts.c --
#include "parts.h"
void start_parts(const dynpgext_handle *handle) {}
-- parts.control --
default_version = '1.0'
module_pathname = '$libdir/parts'
