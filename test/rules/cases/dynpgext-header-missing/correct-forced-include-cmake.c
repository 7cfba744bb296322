-- CMakeLists.txt --
project(forced C)
add_library(forced MODULE forced.c)
target_compile_options(forced PRIVATE -include dynpgext.h)
-- forced.c --
#include "postgres.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

void _Dynpgext_init(const dynpgext_handle *handle) {}
