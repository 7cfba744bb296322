#include "postgres.h"
#include "commands/trigger.h"
#include "executor/spi.h"
#include "fmgr.h"

PG_FUNCTION_INFO_V1(audit);

Datum
audit(PG_FUNCTION_ARGS)
{
	TriggerData *trigdata = (TriggerData *) fcinfo->context;
	HeapTuple	tuple;

	if (!CALLED_AS_TRIGGER(fcinfo))
		elog(ERROR, "not called by trigger manager");
	tuple = trigdata->tg_trigtuple;
	for (int i = 0; i < trigdata->tg_trigger->tgnargs; i++)
		SPI_execute("INSERT INTO audits DEFAULT VALUES", false, 0);
		// <---------------------------------------------------------- without an SPI connection
	return PointerGetDatum(tuple);
}
