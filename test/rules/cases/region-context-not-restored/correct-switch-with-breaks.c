#include "postgres.h"
#include "fmgr.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

static char *shown = NULL;

void set_text(int kind);

void set_text(int kind)
{
    MemoryContext caller = MemoryContextSwitchTo(TopMemoryContext);

    do {
        if (kind < 0)
            break;
        switch (kind) {
            case 0:
                shown = NULL;
                break;
            case 1:
                shown = pstrdup("one");
                break;
            default:
                elog(ERROR, "unknown kind %d", kind);
        }
    } while (0);
    MemoryContextSwitchTo(caller);
}
