#include "postgres.h"
#include "executor/spi.h"

char *
owner_of(void)
{
	char	   *owner;
	MemoryContext caller = CurrentMemoryContext;

	SPI_connect();
	if (SPI_execute("SELECT owner FROM things WHERE id = 1", true, 1) != SPI_OK_SELECT)
		elog(ERROR, "cannot read things");
	owner = SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1);
	//                   ^^^^^^^^^^^^^^^^^^^^^ may have returned no row
	owner = owner ? MemoryContextStrdup(caller, owner) : NULL;
	SPI_finish();
	return owner;
}
