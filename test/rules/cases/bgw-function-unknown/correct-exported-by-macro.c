// options: {"pg": 17}
-- Makefile --
MODULES = example
EXTENSION = example
PGXS := $(shell pg_config --pgxs)
include $(PGXS)
-- example.control --
default_version = '1.0'
-- example.c --
#include "dynpgext.h"
#define EXPORTED __attribute__((visibility("default")))
EXPORTED void collector_main(Datum arg) {}
PGDLLEXPORT void _Dynpgext_init(const dynpgext_handle *handle)
{
	BackgroundWorker worker = { .bgw_name = "collector", .bgw_function_name = "collector_main" };

	strlcpy(worker.bgw_library_name, handle->library_name, BGW_MAXLEN);
	handle->register_bgworker(handle, &worker, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
