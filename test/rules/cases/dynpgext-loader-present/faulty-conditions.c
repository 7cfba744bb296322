#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;

static bool
loaded(void)
{
	return dynpgext_loader_present();
	//     ^^^^^^^^^^^^^^^^^^^^^^^^^ crashes at its second call
}

void
_PG_init(void)
{
	bool		present = false;

	if (!dynpgext_loader_present())
	//   ^^^^^^^^^^^^^^^^^^^^^^^^^ raises an error where a loader is present
		ereport(WARNING, (errmsg("no loader")));
	present = dynpgext_loader_present() == true && loaded();
	//        ^^^^^^^^^^^^^^^^^^^^^^^^^ dynpgext_loader_present() raises
	if (present || dynpgext_loader_present ())
	//             ^^^^^^^^^^^^^^^^^^^^^^^^^^ dynpgext_loader_present() raises
		elog(LOG, "loader found");
}
