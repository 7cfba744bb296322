#include "postgres.h"
#include "executor/spi.h"

HeapTuple
first_row(void)
{
	HeapTuple	row;

	SPI_connect();
	SPI_execute("SELECT max(x) FROM t", true, 1);
	row = SPI_tuptable->vals[0];
	SPI_copytuple(row);
	// <------------------ The copy that SPI_copytuple makes is thrown away
	SPI_finish();
	return row;
}
