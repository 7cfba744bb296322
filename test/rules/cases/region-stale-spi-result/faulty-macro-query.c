#include "postgres.h"
#include "executor/spi.h"

#define NAME_QUERY "SELECT name" " FROM people" " WHERE id = 7"

void
greet(void)
{
	SPI_connect();
	SPI_execute(NAME_QUERY, true, 1);
	elog(NOTICE, "hello %s", SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1));
	//                                    ^^^^^^^^^^^^^^^^^^^^^ may have returned no row
	SPI_finish();
}
