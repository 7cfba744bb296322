#include "postgres.h"
#include "executor/spi.h"
#include "fmgr.h"

PG_FUNCTION_INFO_V1(buffer);

Datum
buffer(PG_FUNCTION_ARGS)
{
	char	   *memory;
	Size		size;

	SPI_connect();
	SPI_execute("SELECT 1 FROM t", true, 0);
	size = SPI_processed + VARHDRSZ;
	SPI_finish();
	memory = SPI_palloc(size);
	//       ^^^^^^^^^^^^^^^^ SPI_palloc is called after SPI_finish
	SET_VARSIZE(memory, size);
	PG_RETURN_POINTER(memory);
}
