#include "postgres.h"
#include "fmgr.h"

PG_MODULE_MAGIC;

typedef struct Options { char *name; char *path; } Options;

void read_options(const char *name);

void read_options(const char *name)
{
    Options options = {0};

    options.name = strdup(name);
    options.path = pstrdup("/tmp");
    elog(LOG, "%s %s", options.name, options.path);
    pfree(options.path);
    pfree(options.name);
    // <------------------- memory of the C library from strdup
}
