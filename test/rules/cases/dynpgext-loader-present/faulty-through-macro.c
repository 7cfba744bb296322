#include <postgres.h>
#include <utils/guc.h>
#include <dynpgext.h>

#define REQUIRE_LOADER() \
	do { if (!dynpgext_loader_present()) elog(ERROR, "no loader"); } while (0)

void
_PG_init(void)
{
	REQUIRE_LOADER();
	// <---------------- raises an error where a loader is present
}
