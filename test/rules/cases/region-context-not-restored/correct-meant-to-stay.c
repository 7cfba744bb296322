#include "postgres.h"
#include "fmgr.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

void start_message(void);

/* Nobody has kept the context that was current before: from here on the message's is meant. */
void
start_message(void)
{
	MemoryContextSwitchTo(MessageContext);
	MemoryContextReset(MessageContext);
}
