#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

#define SHARE(h, n) (h)->allocate_shmem((h), "crlf:1:" n, 64, NULL, NULL, 0)
#define FIND(n) dynpgext_lookup_shmem("crlf:1:" n)

void _Dynpgext_init(const dynpgext_handle *handle)
{
    SHARE(handle, "running_totals");
}

int totals(void)
{
    int *totals = FIND("Running-Totals");
    //                 ^^^^^^^^^^^^^^^^ did you mean "crlf:1:running_totals"
    return totals == NULL ? 0 : *totals;
}
