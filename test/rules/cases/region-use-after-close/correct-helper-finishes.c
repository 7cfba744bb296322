#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"

PG_MODULE_MAGIC;

/* Always finishes what the caller connected. */
static void
end_query(const char *what, const char *detail)
{
	elog(DEBUG1, "%s: %s", what, detail);
	if (SPI_finish() != SPI_OK_FINISH)
		elog(ERROR, "could not finish");
}

PG_FUNCTION_INFO_V1(ended);

Datum
ended(PG_FUNCTION_ARGS)
{
	char	   *kept = pstrdup("made before the connection");
	char	   *gone;

	SPI_connect();
	gone = pstrdup("made in it");
	end_query(kept, gone);
	gone = NULL;
	elog(LOG, "%s%s", kept, gone == NULL ? "" : gone);
	pfree(kept);
	PG_RETURN_VOID();
}
