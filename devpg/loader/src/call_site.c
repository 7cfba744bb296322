/*
 * call_site.c: from a return address to a place in a file.
 */
#include "loader.h"

#include <dlfcn.h>

#include "call_site.h"

CallSite
call_site(const void *address)
{
	CallSite	site;
	Dl_info		where;

	memset(&site, 0, sizeof(site));
	if (address != NULL && dladdr(address, &where) != 0 && where.dli_fname != NULL &&
		strlen(where.dli_fname) < sizeof(site.library))
	{
		strlcpy(site.library, where.dli_fname, sizeof(site.library));
		site.offset = (uint64) ((const char *) address - (const char *) where.dli_fbase);
	}
	return site;
}
