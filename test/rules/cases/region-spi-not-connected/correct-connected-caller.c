#include "postgres.h"
#include "executor/spi.h"
#include "fmgr.h"

PG_FUNCTION_INFO_V1(move_rows);

static void
run(const char *command)
{
	if (SPI_execute(command, false, 0) < 0)
		elog(ERROR, "%s failed", command);
}

static void
move_all(void)
{
	run("INSERT INTO b SELECT * FROM a");
	run("DELETE FROM a");
}

Datum
move_rows(PG_FUNCTION_ARGS)
{
	SPI_connect();
	move_all();
	SPI_finish();
	PG_RETURN_VOID();
}
