#include "postgres.h"
#include "utils/memutils.h"
#include <libgluepg_curl.h>
#include "containers.h"

DYNPGEXT_MAGIC;

void _Dynpgext_init(const dynpgext_handle *handle) {}
