-- include/ext/all.h --
#include "ext/base.h"
-- include/ext/base.h --
#include <dynpgext.h>
-- src/main.c --
#include "postgres.h"
#include "ext/all.h"
DYNPGEXT_MAGIC;
void _Dynpgext_init(const dynpgext_handle *handle) {}
