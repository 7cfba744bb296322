// options: {"settings": {"registerBgworkerArguments": 3}}
#include "postgres.h"
#include "postmaster/bgworker.h"
#include "dynpgext.h"
DYNPGEXT_MAGIC;
void
_Dynpgext_init(const dynpgext_handle *handle)
{
	static BackgroundWorker workers[2] = {{.bgw_name = "a"}, {.bgw_name = "b"}};

	for (int i = 0; i < lengthof(workers); i++)
		handle->register_bgworker(handle, &workers[i], NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
		//      ^^^^^^^^^^^^^^^^^ the interface in force takes 3
}
