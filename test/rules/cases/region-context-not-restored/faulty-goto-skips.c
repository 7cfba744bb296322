#include "postgres.h"
#include "fmgr.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

static char *slots[4];

bool set_slot(int i, const char *value);

bool set_slot(int i, const char *value) {
    MemoryContext oldctx = CurrentMemoryContext;
    bool ok = false;

    if (i < 0 || i > 3) goto done;
    MemoryContextSwitchTo(TopMemoryContext);
    slots[i] = pstrdup(value);
    if (strlen(value) > 100) return true;
    //                       ^^^^^^^^^^^^ while TopMemoryContext is still current
    MemoryContextSwitchTo(oldctx);
    ok = true;
done:
    return ok;
}
