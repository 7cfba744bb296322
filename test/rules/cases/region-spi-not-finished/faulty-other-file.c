-- connection.h --
extern void begin_spi(void);
extern void end_spi(void);
-- connection.c --
#include "postgres.h"
#include "executor/spi.h"
#include "connection.h"

void
begin_spi(void)
{
	SPI_connect();
}

void
end_spi(void)
{
	SPI_finish();
}
-- report.c --
#include "postgres.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "connection.h"

PG_FUNCTION_INFO_V1(report);

Datum
report(PG_FUNCTION_ARGS)
{
	begin_spi();
	SPI_execute("SELECT 1 FROM reports", true, 0);
	if (SPI_processed > 100)
		PG_RETURN_VOID();
		// <---------------- `report` returns with its SPI connection still open
	end_spi();
	PG_RETURN_VOID();
}
